/**
 * A tenant without one API: the integration that asks for it is left out of a run, and the others go on. By the real
 * engine, its effect read from the tenant and from the state; the tests are steps.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { readState } from "../../recovery/state.ts";
import type { Directory } from "../../simulator/directory/directory.ts";
import { readKept } from "../../simulator/directory/file.ts";
import { sandbox } from "./sandbox-folder.ts";

const box = sandbox();
/** Applications that the tenant begins with. */
const seeded = 2;
const nobody = { names: [], words: [], last: "", args: [], variables: {} };
const without = { inherited: { ...process.env, SIMULATOR_ABSENT_APIS: "Office 365 Exchange Online" } };

afterAll(() => box.remove());

function directory(): Directory {
  const kept = readKept(box.directory);
  if (kept === undefined) throw new Error("the tenant is not kept");
  return kept.directory;
}

/** Everything of an integration that stands in the tenant, by the names of its application. */
function standing(displayName: string): unknown {
  const { applications, servicePrincipals, appRoleAssignments, delegatedGrants } = directory();
  const application = [...applications.values()].find(({ entity }) => entity.displayName === displayName);
  const principal = [...servicePrincipals.values()].find(({ entity }) => entity.appId === application?.entity.appId);
  const id = principal?.entity.id;
  return {
    application,
    principal,
    assignments: [...appRoleAssignments.values()].filter(({ principalId }) => principalId === id),
    grants: [...delegatedGrants.values()].filter(({ clientId }) => clientId === id),
  };
}

/** What the state has of an integration: every resource as it is. Secrets are encrypted anew whenever it is written. */
function inState(integration: string): readonly unknown[] {
  const text = readFileSync(box.stateFile, "utf8").replaceAll(/"ciphertext": ?"[^"]*"/g, '"ciphertext": ""');
  const file = JSON.parse(text) as { checkpoint: { latest: object } };
  const { resources } = readState(JSON.stringify({ deployment: file.checkpoint.latest }));
  return [...resources.values()].filter(({ urn }) => urn.includes(`::${integration}`));
}

function outputs(): readonly string[] {
  const file = JSON.parse(readFileSync(box.stateFile, "utf8")) as {
    checkpoint: { latest: { resources: { type: string; outputs: { integrations: object } }[] } };
  };
  const stack = file.checkpoint.latest.resources.find(({ type }) => type === "pulumi:pulumi:Stack");
  return Object.keys(stack?.outputs.integrations ?? {}).sort();
}

const sheet = (name: string) => readFileSync(join(box.settings.out, "handover/dev", `${name}.md`), "utf8");

/** Another contact for both. */
function contact(address: string): void {
  const both = ["teamconnect", "live-platform-notifications"];
  box.write(both, (document) => {
    for (const name of both) document.setIn(["integrations", name, "contact"], address);
  });
}

test("where the program alone is asked, it refuses the run before anything is written, and says what goes on", async () => {
  contact("first@contoso.example");
  const { code, text } = await box.run("up", { ...without, leaveOut: async () => nobody });
  expect(text).toContain(
    "before anything is written: 1 fault\n  teamconnect\n    asks permissions of Office 365 Exchange Online (00000002-0000-0ff1-ce00-000000000000), which has no service principal in this tenant",
  );
  expect(text).toContain("The others go on without teamconnect where ./integrations runs the engine");
  expect(code).toBe(1);
  expect(directory().applications.size).toBe(seeded);
});

test("a first run: nothing is made of it, the others stand, and the run says so with its exit code", async () => {
  const { code, text } = await box.run("up", without);
  expect(text).toContain("teamconnect is left out of this run: nothing of it is made. The others go on.");
  expect(text).toContain(
    "without a licence for that nobody can make it; with one a Cloud Application Administrator makes it once: az ad sp create --id 00000002-0000-0ff1-ce00-000000000000",
  );
  expect(text).toMatch(
    /\n {2}teamconnect +teamconnect +0 .* not applied\n {2}live-platform-notifications .* 6 created\n/,
  );
  expect(text.trimEnd().split("\n").at(-1)).toBe(
    "Not applied: teamconnect (why: above). The run that comes after that is mended applies it.",
  );
  expect(code).toBe(1);
  expect(outputs()).toEqual(["live-platform-notifications"]);
  expect(inState("teamconnect")).toEqual([]);
  expect(directory().applications.size).toBe(seeded + 1);
});

test("the API is there: the next run applies it", async () => {
  const { code, text } = await box.run("up");
  expect(text).toMatch(/\n {2}teamconnect .* 8 created\n/);
  expect(code).toBe(0);
  expect(outputs()).toEqual(["live-platform-notifications", "teamconnect"]);
});

test("the API is gone from under one that stands: nothing of it is changed or deleted, while another one is", async () => {
  contact("second@contoso.example");
  const before = { state: inState("teamconnect"), sheet: sheet("teamconnect") };
  const { code, text } = await box.run("up", without);
  expect(text).toContain("teamconnect is left out of this run: what stands of it stays as it is. The others go on.");
  expect(text).toMatch(
    /\n {2}teamconnect +teamconnect +7 .* not applied\n {2}live-platform-notifications .* 3 updated\n/,
  );
  expect(code).toBe(1);
  expect(inState("teamconnect")).toEqual(before.state);
  expect(outputs()).toEqual(["live-platform-notifications", "teamconnect"]);
  expect(sheet("teamconnect")).toBe(before.sheet);
  expect(JSON.stringify(standing("TeamConnect"))).toContain("first@contoso.example");
  expect(JSON.stringify(inState("live-platform-notifications"))).toContain("second@contoso.example");
});

test("and back: it is applied, with the consents that went with the API", async () => {
  const { code, text } = await box.run("up");
  expect(text).toMatch(/\n {2}teamconnect .* created.*\n/);
  expect(code).toBe(0);
  expect(JSON.stringify(standing("TeamConnect"))).toContain("second@contoso.example");
});
