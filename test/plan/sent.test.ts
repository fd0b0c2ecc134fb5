import { describe, expect, test } from "vitest";
import { compareSent, type StateResource } from "../../operate/plan/compare.ts";
import type { Sent } from "../../operate/plan/sent.ts";
import { standInsOf } from "../../operate/plan/stand-ins.ts";
import { sentLine } from "../../operate/plan/words.ts";
import { graphAppId, graphId, principalId, recorded, state, urns } from "./world.ts";

const program = recorded();
const password = "the-password-itself";
/** What the engine has answered: secrets in plain. */
const made = new Map<string, StateResource>([
  ...state,
  [urns.password, { id: "k", outputs: { ...state.get(urns.password)?.outputs, value: password } }],
]);

function recordedAs(urn: string): Sent {
  const found = program.resources.find((sent) => sent.urn === urn);
  if (!found) throw new Error(urn);
  return found;
}

function secret(value: unknown) {
  return { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value };
}

const assignment: Sent = {
  ...recordedAs(urns.assignment),
  provider: `${urns.provider}::provider-id`,
  sentInputs: {
    appRoleId: "810c84a8-4a9e-49e6-bf7d-12d183f40d01",
    principalObjectId: principalId,
    resourceObjectId: graphId,
  },
};

const entry: Sent = {
  ...recordedAs(urns.entry),
  sentInputs: {
    properties: secret({ contentType: "text/plain", value: password }),
    tags: { keyId: state.get(urns.password)?.outputs.keyId },
  },
};

function lines(actual: Sent, sure = true): string[] {
  return compareSent(actual, program, standInsOf(program.resources), made, sure).differences.map(sentLine);
}

describe("what the program sends while a plan is applied", () => {
  test("is what it sent where it was recorded, with the engine's ids: nothing is wrong", () => {
    expect(lines(assignment)).toEqual([]);
    expect(lines(entry)).toEqual([]);
    expect(compareSent(assignment, program, standInsOf(program.resources), made, true).claims).toEqual([
      { urn: urns.assignment, integration: "mail", path: "resourceObjectId", appId: graphAppId, id: graphId },
    ]);
  });

  test("is a resource that was not recorded", () => {
    expect(lines({ ...assignment, urn: `${urns.assignment}-2` })).toEqual([
      "mail: AppRoleAssignment mail-Mail.Read-2 was not recorded",
    ]);
  });

  test("is another object's id than the one of the resource that the recording names", () => {
    const other = { ...assignment.sentInputs, principalObjectId: "33333333-3333-3333-3333-333333333333" };
    expect(lines({ ...assignment, sentInputs: other })).toEqual([
      "mail: AppRoleAssignment mail-Mail.Read: principalObjectId is another than in the recording",
    ]);
  });

  test("is another output of the same resource", () => {
    expect(lines({ ...assignment, sentInputs: { ...assignment.sentInputs, principalObjectId: "p" } })).toHaveLength(1);
  });

  test("is another secret than the one that the recording names, and the secret is not shown", () => {
    const properties = secret({ contentType: "text/plain", value: "somebody-else's-password" });
    expect(lines({ ...entry, sentInputs: { ...entry.sentInputs, properties } })).toEqual([
      "mail: Secret mail-2026-11-21: properties.value is another than in the recording",
    ]);
  });

  test.each([
    ["deletedWith", { deletedWith: urns.mail }],
    ["retainOnDelete", { retainOnDelete: true }],
    ["options", { options: { pluginDownloadURL: "https://x.example" } }],
    ["hooks", { hooks: true }],
    ["importId", { importId: "/applications/of-somebody-else" }],
    ["provider", { provider: `${urns.provider}2::x` }],
    ["former names", { formerNames: ["other"] }],
  ] as const)("is another option: %s", (name, option) => {
    expect(lines({ ...assignment, ...option })).toEqual([
      `mail: AppRoleAssignment mail-Mail.Read: ${name} is another than in the recording`,
    ]);
  });

  test("is known only later, in a preview: options count, values do not", () => {
    expect(lines({ ...assignment, sentInputs: {} }, false)).toEqual([]);
    expect(lines({ ...assignment, sentInputs: {}, retainOnDelete: true }, false)).toHaveLength(1);
  });
});
