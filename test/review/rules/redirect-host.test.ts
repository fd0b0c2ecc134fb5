import { expect, test } from "vitest";
import { mailgatesSigma } from "../../../components/vendors/mailgates-sigma.ts";
import { servicenowTeams } from "../../../components/vendors/servicenow-teams.ts";
import { redirectHost } from "../../../review/rules/redirect-host.ts";
import { judged } from "./judged.ts";

function uri(text: string) {
  const redirectUris = [{ platform: "web", uri: text }] as const;
  return judged(redirectHost, { redirectUris }, { definition: servicenowTeams });
}

test("the host has the form that ServiceNow's page prints", () => {
  expect(uri("https://contosodev.service-now.com/oauth_redirect.do")).toEqual([]);
});

test.each([
  "https://contosodev.service-now.com.evil.example/oauth_redirect.do",
  // As long as the page's host, so that cutting at its length alone leaves a good name.
  "https://contosodev.service-n0w.com/oauth_redirect.do",
  "https://contosodev-service-now-com/oauth_redirect.do",
  "https://a.b.service-now.com/oauth_redirect.do",
  "https://.service-now.com/oauth_redirect.do",
  "https://service-now.com/oauth_redirect.do",
  "https://contosodev.service-now.com:8443/oauth_redirect.do",
  "contosodev.service-now.com",
])("%s is said", (text) => {
  expect(uri(text)).toEqual([
    `warn [${text}] ${text} is not on a host of the form that the vendor's page prints (https://{instance}.service-now.com/oauth_redirect.do).`,
  ]);
});

test("where the page prints no form, none is asked", () => {
  const redirectUris = [{ platform: "web", uri: "https://anywhere.example/" }] as const;
  expect(judged(redirectHost, { redirectUris }, { definition: mailgatesSigma })).toEqual([]);
  expect(judged(redirectHost, { redirectUris })).toEqual([]);
});
