/**
 * Leaving on the real engine, as docs/leaving.md says it: four changes, each applied by itself, in a tenant that
 * protects its integrations; then back again under the old name.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Document } from "yaml";
import { keepOnly } from "../tenant-file.ts";
import { type Stack, startStack, told } from "./stack.ts";

const name = "live-platform";
const display = "Live Platform";

/** A real tenant with an integration whose name begins like another's, and one that keeps a certificate. */
function real(document: Document): void {
  keepOnly(document, "servicenow", name, "live-platform-notifications");
  document.deleteIn(["tenant", "disposable"]);
}

function suspended(document: Document, at = name): void {
  real(document);
  document.setIn(["integrations", at, "suspended"], { since: "2026-12-01", reason: "The contract ends" });
}

function retired(document: Document, at = name): void {
  suspended(document, at);
  document.deleteIn(["integrations", at, "credentials"]);
}

function leaving(document: Document): void {
  retired(document);
  document.setIn(["integrations", name, "leaving"], true);
}

function removed(document: Document): void {
  real(document);
  document.deleteIn(["integrations", name]);
}

describe("an integration that leaves a protected tenant", () => {
  let stack: Stack;
  const writes = () => stack.tenant.history.filter(({ write }) => write).length;
  const application = () => stack.tenant.snapshot().applications.find(({ displayName }) => displayName === display);
  const principal = () => stack.tenant.snapshot().servicePrincipals.find(({ displayName }) => displayName === display);
  const vaultNames = () =>
    stack.tenant
      .snapshot()
      .vaultSecrets.map((secret) => secret.name)
      .sort();
  /** All that belongs to the others; none of it may move while one leaves. */
  const others = () => {
    const { applications, servicePrincipals } = stack.tenant.snapshot();
    return [applications, servicePrincipals].map((all) => all.filter(({ displayName }) => displayName !== display));
  };
  let before: unknown;
  beforeAll(async () => {
    stack = await startStack();
    stack.settings(real);
    expect((await stack.apply()).code).toBe(0);
    before = others();
  });
  afterAll(() => stack.close());

  test("deleting the lines first is refused before anything is deleted", async () => {
    const all = stack.tenant.snapshot();
    stack.settings(removed);
    const outcome = await stack.up();
    expect(outcome.code).not.toBe(0);
    expect(told(outcome)).toContain("protect");
    expect(stack.tenant.snapshot()).toEqual(all);
  });

  test("retiring the last credential of an integration in use is refused, with the first step", async () => {
    const count = writes();
    stack.settings((document) => {
      real(document);
      document.setIn(["integrations", name, "credentials"], []);
    });
    const outcome = await stack.up();
    expect(outcome.code).not.toBe(0);
    expect(told(outcome)).toContain("To end it, write `suspended: { since, reason }` first");
    expect(writes()).toBe(count);
  });

  test("1. suspend: no new tokens; credential, consents and role stand", async () => {
    const { appRoleAssignments, roleAssignments } = stack.tenant.snapshot();
    stack.settings(suspended);
    expect(stack.done(await stack.apply())).toEqual([
      "update azuread:index/servicePrincipal:ServicePrincipal::live-platform-principal",
      "update m365:index:Integration::live-platform",
    ]);
    expect(principal()?.accountEnabled).toBe(false);
    expect(application()?.passwordCredentials).toHaveLength(1);
    expect(stack.tenant.snapshot()).toMatchObject({ appRoleAssignments, roleAssignments });
  });

  test("2. retire credentials: the secret goes from Entra and from the vault, the application stays", async () => {
    const { clientId } = (await stack.integrations())[name] ?? {};
    stack.settings(retired);
    expect(stack.done(await stack.apply())).toEqual([
      "delete azure-native:keyvault:Secret::live-platform-2026-11-21",
      "delete azuread:index/applicationPassword:ApplicationPassword::live-platform-2026-11-21",
      "update m365:index:Integration::live-platform",
    ]);
    expect(application()).toMatchObject({ appId: clientId, passwordCredentials: [], keyCredentials: [] });
    expect(vaultNames()).toEqual(["live-platform-notifications-2026-11-21", "servicenow-2026-11-21"]);
    expect((await stack.integrations())[name]?.credentials).toEqual([]);
    expect((await stack.secrets())[name]).toEqual({});
  });

  test("3. leaving: the protection goes, and nothing in the tenant moves", async () => {
    const count = writes();
    stack.settings(leaving);
    const outcome = await stack.apply();
    expect(outcome.code).toBe(0);
    expect(outcome.steps.map(({ op, urn }) => `${op} ${urn.split("::").at(-1)}`)).toEqual([`update ${name}`]);
    expect(writes()).toBe(count);
    expect(principal()?.accountEnabled).toBe(false);
  });

  test("in between it may be renamed: nothing is replaced, and it stays without protection", async () => {
    const { clientId } = (await stack.integrations())[name] ?? {};
    stack.settings((document) => {
      leaving(document);
      document.setIn(["integrations", "voice"], document.getIn(["integrations", name]));
      document.deleteIn(["integrations", name]);
      document.setIn(["integrations", "voice", "formerly"], name);
    });
    const count = writes();
    const outcome = await stack.apply();
    expect(told(outcome)).not.toContain("error");
    expect(outcome.steps.filter(({ op }) => op !== "update" && op !== "same")).toEqual([]);
    expect((await stack.integrations()).voice?.clientId).toBe(clientId);
    expect(stack.tenant.snapshot().applications.map(({ tags }) => tags)).toContainEqual([
      `m365-integrations/m365-integrations/dev/${name}`,
    ]);
    expect(writes()).toBe(count);
  });

  test("4. delete the lines: all of it goes, and nothing of the others", async () => {
    stack.settings(removed);
    const outcome = await stack.up();
    expect(told(outcome)).not.toContain("error");
    expect(stack.done(outcome)).toEqual([
      "delete azuread:index/appRoleAssignment:AppRoleAssignment::voice-microsoft-graph-Organization.Read.All",
      "delete azuread:index/application:Application::voice-application",
      "delete azuread:index/directoryRoleAssignment:DirectoryRoleAssignment::voice-role-teams-administrator",
      "delete azuread:index/servicePrincipal:ServicePrincipal::voice-principal",
      "delete m365:index:Integration::voice",
    ]);
    expect(application()).toBeUndefined();
    expect(principal()).toBeUndefined();
    expect(stack.tenant.snapshot().roleAssignments).toEqual([]);
    expect(Object.keys(await stack.integrations()).sort()).toEqual(["live-platform-notifications", "servicenow"]);
    expect(others()).toEqual(before);
    expect(vaultNames()).toEqual(["live-platform-notifications-2026-11-21", "servicenow-2026-11-21"]);
  });

  test("back under the old name the vault refuses a name that it still keeps", async () => {
    stack.settings(real);
    const outcome = await stack.apply();
    expect(outcome.code).not.toBe(0);
    expect(told(outcome)).toContain(
      "Secret live-platform-2026-11-21 is currently in a deleted but recoverable state, and its name cannot be reused",
    );
  });

  test("with the letter that the advice names it stands again, with a client id of its own", async () => {
    stack.settings((document) => {
      real(document);
      document.setIn(["integrations", name, "credentials", 0, "issued"], "2026-11-21b");
      for (const leaver of ["servicenow", name]) document.setIn(["integrations", leaver, "leaving"], true);
    });
    const outcome = await stack.apply();
    expect(told(outcome)).not.toContain("error");
    expect(vaultNames()).toContain("live-platform-2026-11-21b");
    expect(application()?.passwordCredentials.map(({ displayName }) => displayName)).toEqual([
      "live-platform 2026-11-21b",
    ]);
  });

  test("credentials that still stand when it leaves go with it", async () => {
    stack.settings((document) => {
      removed(document);
      document.deleteIn(["integrations", "servicenow"]);
    });
    const outcome = await stack.apply();
    expect(told(outcome)).not.toContain("error");
    expect(stack.tenant.snapshot().applications).toHaveLength(1);
    expect(vaultNames()).toEqual(["live-platform-notifications-2026-11-21"]);
  });
});
