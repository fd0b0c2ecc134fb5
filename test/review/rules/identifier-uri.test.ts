import { expect, test } from "vitest";
import { identifierUri } from "../../../review/rules/identifier-uri.ts";
import { tokens } from "../../../review/tokens.ts";
import { registration } from "../recordings.ts";
import { judged } from "./judged.ts";

const below = "mailgates";
const version2 = { api: { requestedAccessTokenVersion: 2 } };
const own = "api://44444444-4444-4444-4444-444444444444";

function application(inputs: Readonly<Record<string, unknown>>) {
  return registration(tokens.application, "mailgates-application", { below, inputs });
}

test("none, or api://<client id> with tokens of version 2", () => {
  expect(judged(identifierUri, { resources: [application({})] })).toEqual([]);
  expect(judged(identifierUri, { resources: [application({ ...version2, identifierUris: [own] })] })).toEqual([]);
});

test("any other name, and tokens of version 1", () => {
  expect(
    judged(identifierUri, { resources: [application({ ...version2, identifierUris: ["https://contoso.example"] })] }),
  ).toEqual([
    "block [https://contoso.example] https://contoso.example names mailgates as an API: it is not api://<client id>.",
  ]);
  expect(judged(identifierUri, { resources: [application({ identifierUris: [own] })] })).toEqual([
    `block [${own}] ${own} names mailgates as an API: its tokens are not of version 2.`,
  ]);
});

test("one that stands beside the application", () => {
  const beside = registration("azuread:index/applicationIdentifierUri:ApplicationIdentifierUri", "mailgates-api", {
    below,
    inputs: { identifierUri: "api://mailgates" },
  });
  expect(judged(identifierUri, { resources: [application(version2), beside] })).toEqual([
    "block [api://mailgates] api://mailgates names mailgates as an API: it is not api://<client id>.",
  ]);
});
