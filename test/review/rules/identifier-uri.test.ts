import { expect, test } from "vitest";
import { identifierUri } from "../../../review/rules/identifier-uri.ts";
import { tokens } from "../../../review/tokens.ts";
import { registration } from "../recordings.ts";
import { judged } from "./judged.ts";

const below = "mailgates";
const version2 = { api: { requestedAccessTokenVersion: 2 } };
const own = "api://client:mailgates-application";

function application(inputs: Readonly<Record<string, unknown>> = {}) {
  return registration(tokens.application, "mailgates-application", { below, inputs });
}

function beside(uri: string) {
  return registration(tokens.identifierUri, "mailgates-identifier-uri", { below, inputs: { identifierUri: uri } });
}

test("none, or one with the client id in it and tokens of version 2", () => {
  expect(judged(identifierUri, { resources: [application()] })).toEqual([]);
  expect(judged(identifierUri, { resources: [application({ ...version2, identifierUris: [own] })] })).toEqual([]);
  for (const uri of [own, "api://portal.contoso.example/client:mailgates-application"])
    expect(judged(identifierUri, { resources: [application(version2), beside(uri)] })).toEqual([]);
});

test("tokens of version 1 need an exception, which names the URI as the file writes it", () => {
  expect(judged(identifierUri, { resources: [application(), beside(own)] })).toEqual([
    "accept [api://{clientId}] mailgates is asked for tokens as api://{clientId}: its access tokens are of version 1, which name that URI as their audience and not the client id.",
  ]);
});

test("so does a name that another application may bear", () => {
  for (const resources of [
    [application({ ...version2, identifierUris: ["https://contoso.example"] })],
    [application(version2), beside("https://contoso.example")],
  ])
    expect(judged(identifierUri, { resources })).toEqual([
      "accept [https://contoso.example] mailgates is asked for tokens as https://contoso.example: the client id is not in it, so another application may bear it once it is free, and be given what was meant for this one.",
    ]);
});

test("the id of another application is refused, known to the recording or written out", () => {
  for (const uri of ["api://client:teamconnect-application", "api://44444444-4444-4444-4444-444444444444"])
    expect(judged(identifierUri, { resources: [application(version2), beside(uri)] })).toEqual([
      `block [${uri}] mailgates is asked for tokens as ${uri}: it holds the id of another application.`,
    ]);
});
