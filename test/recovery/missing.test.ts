/** What somebody deleted in the tenant beside the program: found, explained, restored or given up. No engine. */
import { describe, expect, it } from "vitest";
import { type Missing, missingIn, stops } from "../../recovery/missing.ts";
import { deletedLines, lossLines, missingLines, nameFirstLines, stepLine } from "../../recovery/missing-words.ts";
import { recreation } from "../../recovery/recreate.ts";
import { deletedOf } from "../../recovery/recycle-bin.ts";
import { restoreSteps, runStep } from "../../recovery/restore.ts";
import { settling } from "../../recovery/settle.ts";
import { lastPart } from "../../recovery/state.ts";
import { neededPermissions } from "../../simulator/directory/seed.ts";
import { declaredFrom, type Furnished, furnished } from "./furnished.ts";

const naming = {
  adopt: "./integrations adopt",
  file: "tenants/dev.yaml",
  up: "make up",
  today: "2026-11-21",
};
const noPause = () => Promise.resolve();

async function onlyMissing({ state, declared, read }: Furnished): Promise<Missing> {
  const [one, ...others] = missingIn(state, await read(), declared);
  if (one === undefined || others.length > 0) throw new Error(`not one but ${others.length + (one ? 1 : 0)}`);
  return one;
}

function oid(stack: Furnished, name: string): string {
  return lastPart(stack.known(name).id);
}

async function remove(stack: Furnished, name: string): Promise<void> {
  await stack.graph.delete(String(stack.known(name).id));
}

describe("an application that somebody deleted", () => {
  it("is told with who did it, what comes back with it, and each choice with its command", async () => {
    const stack = await furnished(["live-platform"], { permissions: [...neededPermissions, "AuditLog.Read.All"] });
    const application = oid(stack, "live-platform-application");
    const test = await stack.graph.post(`/applications/${application}/addPassword`, {
      passwordCredential: { displayName: "test", endDateTime: "2026-11-22T00:00:00Z" },
    });
    stack.tenant.at("2026-11-22T10:30:00Z");
    await remove(stack, "live-platform-application");
    const missing = await onlyMissing(stack);
    expect(stops(missing)).toBe(true);
    const deleted = await deletedOf(stack.graph, missing, new Date("2026-11-23T00:00:00Z"));
    const secret = lastPart(stack.known("live-platform-2026-11-21", "applicationPassword").id);
    const { clientId } = stack.known("live-platform-application").outputs;
    expect(deletedLines(deleted, naming)).toEqual([
      "live-platform: somebody deleted its application.",
      `  Live Platform, client id ${clientId}, service principal ${oid(stack, "live-platform-principal")}`,
      "  Application: in the recycle bin since 2026-11-22 10:30 UTC, until 2026-12-22.",
      "  Service principal: in the recycle bin since 2026-11-22 10:30 UTC, until 2026-12-22.",
      `  By Deployer (service principal 33333333-3333-3333-3333-333333333333), 2026-11-22 10:30 UTC: the audit log's "Delete application".`,
      "  A restore brings these credentials back to life:",
      `    secret "live-platform 2026-11-21", key id ${secret}, until 2027-05-15: the file's`,
      `    secret "test", key id ${test?.keyId}, ended 2026-11-22: NOT the stack's: find out who holds it before it works again`,
      "  One of:",
      "    ./integrations adopt live-platform --restore              as it was: client id and credentials stay, the vendor changes nothing",
      "    ./integrations adopt live-platform --restore --suspended  the same with sign-in off, until somebody has looked at it",
      "    ./integrations adopt live-platform --recreate             a new one: another client id, another secret, the vendor's form filled in anew",
    ]);
  });

  it("is told without who did it where the log is closed to the deployer", async () => {
    const stack = await furnished(["live-platform"]);
    await remove(stack, "live-platform-application");
    const deleted = await deletedOf(stack.graph, await onlyMissing(stack), new Date("2026-11-23T00:00:00Z"));
    expect(deleted.author).toEqual({ kind: "closed" });
    expect(deletedLines(deleted, naming)).toContain(
      "  By whom: the tenant's audit log tells, which this identity may not read (AuditLog.Read.All).",
    );
  });

  it("comes back under its ids, and what the bin lost of its consents is forgotten by the state for the next up", async () => {
    const stack = await furnished(["live-platform"]);
    await remove(stack, "live-platform-application");
    const deleted = await deletedOf(stack.graph, await onlyMissing(stack), new Date("2026-11-23T00:00:00Z"));
    const steps = restoreSteps(deleted, false);
    expect(steps.map(stepLine)).toEqual([
      `restore the application ${oid(stack, "live-platform-application")}, with its client id and its credentials`,
      `restore the service principal ${oid(stack, "live-platform-principal")}, with its object id`,
    ]);
    for (const step of steps) await runStep(stack.graph, step, noPause);

    const missing = await onlyMissing(stack);
    expect(stops(missing)).toBe(false);
    expect([missing.secrets, missing.vaultEntries, missing.owners]).toEqual([[], [], []]);
    expect(missingLines(missing, naming)).toEqual([
      "live-platform: 2 consents or assignments removed in the tenant. The next `make up` makes again what the file still wants:",
      "    assignment live-platform-microsoft-graph-Organization.Read.All",
      "    directory role live-platform-role-teams-administrator",
    ]);
    expect(settling([missing], await stack.read())).toEqual({
      forget: [
        stack.known("live-platform-microsoft-graph-Organization.Read.All").urn,
        stack.known("live-platform-role-teams-administrator").urn,
      ],
      set: new Map(),
    });
  });

  it("is whole again at once where the tenant has kept the consents", async () => {
    const stack = await furnished(["mailgates"], { policies: { deletedPrincipalsKeepConsent: true } });
    await remove(stack, "mailgates-application");
    const deleted = await deletedOf(stack.graph, await onlyMissing(stack), new Date("2026-11-23T00:00:00Z"));
    for (const step of restoreSteps(deleted, false)) await runStep(stack.graph, step, noPause);
    expect(missingIn(stack.state, await stack.read(), stack.declared)).toEqual([]);
  });

  it("comes back with its sign-in off where that is asked, and stays off until the file or a person says otherwise", async () => {
    const stack = await furnished(["app-connect"], { policies: { deletedPrincipalsKeepConsent: true } });
    await remove(stack, "app-connect-application");
    const deleted = await deletedOf(stack.graph, await onlyMissing(stack), new Date("2026-11-23T00:00:00Z"));
    const steps = restoreSteps(deleted, true);
    expect(steps.at(-1)).toEqual({ do: "signIn", id: oid(stack, "app-connect-principal"), on: false });
    for (const step of steps) await runStep(stack.graph, step, noPause);
    const missing = await onlyMissing(stack);
    expect(missingLines(missing, naming)).toEqual([
      "app-connect: sign-in is switched off in the tenant, and the file does not say so. No run switches it on by itself. One of:",
      "    in tenants/dev.yaml, integrations.app-connect: suspended: { since: 2026-11-21, reason: … }",
      "    ./integrations adopt app-connect --restore",
    ]);
    expect(settling([missing], await stack.read())).toEqual({ forget: [], set: new Map() });
    const suspended = declaredFrom(["app-connect"], (integrations) => {
      Object.assign(integrations["app-connect"] ?? {}, { suspended: { since: "2026-11-21", reason: "looked at" } });
    });
    expect(missingIn(stack.state, await stack.read(), suspended)).toEqual([]);
  });

  it("cannot be restored once it is purged: what is left is another one", async () => {
    const stack = await furnished(["live-platform"]);
    await remove(stack, "live-platform-application");
    await stack.graph.delete(`/directory/deletedItems/${oid(stack, "live-platform-application")}`);
    const deleted = await deletedOf(stack.graph, await onlyMissing(stack), new Date("2026-11-23T00:00:00Z"));
    expect(restoreSteps(deleted, false).filter((step) => step.do === "restoreApplication")).toEqual([]);
    const lines = deletedLines(deleted, naming);
    expect(lines[0]).toBe("live-platform: its application is deleted for good.");
    expect(lines).toContain("  Application: neither in the tenant nor in the recycle bin (30 days, or purged).");
    expect(lines.filter((line) => line.includes("./integrations"))).toEqual([
      "    ./integrations adopt live-platform --recreate  a new one: another client id, another secret, the vendor's form filled in anew",
    ]);
  });

  it("is nobody's deed where a run of our own was deleting it when it died", async () => {
    const stack = await furnished(["live-platform"]);
    const resource = stack.known("live-platform-application");
    await remove(stack, "live-platform-application");
    const state = { ...stack.state, pending: [{ operation: "deleting", resource }] };
    expect(missingIn(state, await stack.read(), stack.declared).filter(stops)).toEqual([]);
    const updating = { ...stack.state, pending: [{ operation: "updating", resource }] };
    expect(missingIn(updating, await stack.read(), stack.declared).filter(stops)).toHaveLength(1);
  });

  it("is no business of an integration that stands", async () => {
    const stack = await furnished(["live-platform", "app-connect"]);
    await remove(stack, "live-platform-application");
    expect((await onlyMissing(stack)).integration).toBe("live-platform");
  });

  it("is forgotten by the state where the file no longer has the integration, its vault entry aside", async () => {
    const stack = await furnished(["live-platform", "app-connect"]);
    await remove(stack, "live-platform-application");
    const rest = declaredFrom(["app-connect"]);
    const missing = missingIn(stack.state, await stack.read(), rest);
    const { forget } = settling(missing, await stack.read());
    expect(forget).toHaveLength(5);
    expect(forget).not.toContain(stack.known("live-platform-2026-11-21", "keyvault").urn);
    expect(missing.flatMap((one) => missingLines(one, naming))[0]).toBe(
      "live-platform: already deleted in the tenant, and no longer in the file; the state forgets it:",
    );
  });
});

describe("a service principal that somebody deleted", () => {
  it("comes back by itself", async () => {
    const stack = await furnished(["live-platform"]);
    await remove(stack, "live-platform-principal");
    const deleted = await deletedOf(stack.graph, await onlyMissing(stack), new Date("2026-11-23T00:00:00Z"));
    expect(deletedLines(deleted, naming)[0]).toBe("live-platform: somebody deleted its service principal.");
    expect(restoreSteps(deleted, false)).toEqual([
      { do: "restorePrincipal", id: oid(stack, "live-platform-principal") },
    ]);
  });

  it("takes the place of another that the portal made when it restored the application", async () => {
    const stack = await furnished(["live-platform"]);
    const { clientId } = stack.known("live-platform-application").outputs;
    await remove(stack, "live-platform-application");
    await stack.graph.post(`/directory/deletedItems/${oid(stack, "live-platform-application")}/restore`, {});
    const other = await stack.graph.post("/servicePrincipals", { appId: clientId });
    const missing = await onlyMissing(stack);
    expect(missing.principalThere).toEqual({ kind: "replaced", by: other?.id });
    const deleted = await deletedOf(stack.graph, missing, new Date("2026-11-23T00:00:00Z"));
    expect(deletedLines(deleted, naming)[0]).toBe(
      "live-platform: its application has another service principal than the stack's.",
    );
    const steps = restoreSteps(deleted, false);
    expect(steps.map((step) => step.do)).toEqual(["removeOther", "restorePrincipal"]);
    for (const step of steps) await runStep(stack.graph, step, noPause);
    expect(stops(await onlyMissing(stack))).toBe(false);
  });

  it("given up, takes its consents along and leaves the application its credentials", async () => {
    const stack = await furnished(["live-platform"]);
    await remove(stack, "live-platform-principal");
    const missing = await onlyMissing(stack);
    expect(recreation(missing, "2026-11-21")).toEqual({
      kind: "ready",
      edit: {
        forget: [
          stack.known("live-platform-principal").urn,
          stack.known("live-platform-microsoft-graph-Organization.Read.All").urn,
          stack.known("live-platform-role-teams-administrator").urn,
        ],
        set: new Map(),
      },
    });
  });
});

describe("giving a deleted application up", () => {
  it("asks for a secret's new name first, never a new value under the old one", async () => {
    const stack = await furnished(["mailgates"]);
    await remove(stack, "mailgates-application");
    const missing = await onlyMissing(stack);
    const made = recreation(missing, "2026-11-21");
    if (made.kind !== "nameFirst") throw new Error(made.kind);
    expect(nameFirstLines({ integration: "mailgates", declared: undefined }, made.lines, naming)).toEqual([
      "mailgates: a new secret must not bear the old one's name; vault, sheet and vendor would take it for the old value.",
      "  1. In tenants/dev.yaml, integrations.mailgates, in one change (the review takes it as an emergency):",
      "    remove  - { issued: 2026-11-21, expires: 2028-11-20 }, and the exceptions that name it",
      "    write   suspended: { since: 2026-11-21, reason: Its application was deleted }",
      "    write   emergency: { reason: Its application was deleted }",
      "  2. ./integrations adopt mailgates --recreate, then make up: a new application, with its sign-in off.",
      "  3. In a second change, in the place of those two lines:",
      "    write   in credentials: - { issued: 2026-11-21b, expires: 2028-11-20 }",
      "  Where nobody reviews, as in the sandbox, the new line in the old one's place will do for all.",
    ]);
  });

  it("then forgets everything but the vault's entry, which the next up deletes", async () => {
    const stack = await furnished(["live-platform"]);
    await remove(stack, "live-platform-application");
    const renewed = declaredFrom(["live-platform"], (integrations) => {
      Object.assign(integrations["live-platform"] ?? {}, {
        credentials: [{ issued: "2026-11-21b", expires: "2027-05-15" }],
      });
    });
    const [missing] = missingIn(stack.state, await stack.read(), renewed);
    if (missing === undefined) throw new Error("nothing is missing");
    const made = recreation(missing, "2026-11-21");
    expect(made.kind === "ready" && made.edit.forget.map((urn) => urn.split("::").at(-1))).toEqual([
      "live-platform-application",
      "live-platform-principal",
      "live-platform-microsoft-graph-Organization.Read.All",
      "live-platform-role-teams-administrator",
      "live-platform-2026-11-21",
    ]);
  });

  it("says what is lost", async () => {
    const stack = await furnished(["live-platform"]);
    await remove(stack, "live-platform-application");
    const deleted = await deletedOf(stack.graph, await onlyMissing(stack), new Date("2026-11-21T09:00:00Z"));
    expect(lossLines(deleted)).toEqual([
      "live-platform: its application is given up. Lost for ever:",
      "  its client id and both object ids: the vendor's form is filled in anew, and where Exchange Online knows it, the sheet's script is run again",
      "  its secrets: the vendor types a new one in",
      "  every consent: the next run grants again what the file wants; what an administrator consented to beside it is gone",
      "  A certificate that the file keeps is registered on the new application with its own key; its thumbprint stays.",
      "  The deleted application stays in the recycle bin until 2026-12-21; whoever restores it brings 1 credential back to life.",
    ]);
  });
});

describe("a secret that somebody deleted", () => {
  const deleteSecret = async (stack: Furnished): Promise<string> => {
    const [application, , keyId = ""] = String(stack.known("live-platform-2026-11-21", "applicationPassword").id).split(
      "/",
    );
    await stack.graph.post(`/applications/${application}/removePassword`, { keyId });
    return keyId;
  };

  it("is told with the line of a new one, and stops nothing", async () => {
    const stack = await furnished(["live-platform"]);
    const keyId = await deleteSecret(stack);
    const missing = await onlyMissing(stack);
    expect(stops(missing)).toBe(false);
    expect(missingLines(missing, naming)).toEqual([
      `live-platform: its secret "live-platform 2026-11-21", key id ${keyId}, was deleted in the tenant: whoever uses it is refused (AADSTS7000215).`,
      "  Its value does not come back, and no run makes another under its name. A new secret is a new line in",
      "  tenants/dev.yaml, integrations.live-platform.credentials; hand it over, then remove the line of 2026-11-21:",
      "    - { issued: 2026-11-21b, expires: 2027-05-15 }",
    ]);
    expect(settling([missing], await stack.read()).forget).toEqual([]);
  });

  it("is forgotten once its line is gone: Entra would refuse to delete it again", async () => {
    const stack = await furnished(["live-platform"]);
    await deleteSecret(stack);
    const renewed = declaredFrom(["live-platform"], (integrations) => {
      Object.assign(integrations["live-platform"] ?? {}, {
        credentials: [{ issued: "2026-11-21b", expires: "2027-05-15" }],
      });
    });
    const missing = missingIn(stack.state, await stack.read(), renewed);
    expect(settling(missing, await stack.read()).forget).toEqual([
      stack.known("live-platform-2026-11-21", "applicationPassword").urn,
    ]);
  });
});

describe("what else somebody took away", () => {
  it("a vault's entry is told with the command that brings it back", async () => {
    const stack = await furnished(["live-platform"]);
    stack.entries.clear();
    const missing = await onlyMissing(stack);
    expect(missingLines(missing, naming)).toEqual([
      "live-platform: the vault's entry live-platform-2026-11-21 is gone; the credential itself works on.",
      "  Bring it back with its value: az keyvault secret recover --vault-name kv-m365 --name live-platform-2026-11-21",
    ]);
    expect(settling([missing], await stack.read()).forget).toEqual([]);
  });

  it("an owner is entered again by the next up: the state learns that he is gone", async () => {
    const stack = await furnished(["live-platform"]);
    const second = "55555555-5555-5555-5555-555555555555";
    await stack.graph.delete(`/applications/${oid(stack, "live-platform-application")}/owners/${second}/$ref`);
    const missing = await onlyMissing(stack);
    expect(missingLines(missing, naming)).toEqual([
      `live-platform: its application has lost 1 owner (${second}). The next \`make up\` enters again whom the file names.`,
    ]);
    expect(settling([missing], await stack.read())).toEqual({
      forget: [],
      set: new Map([
        [stack.known("live-platform-application").urn, { owners: ["33333333-3333-3333-3333-333333333333"] }],
      ]),
    });
  });
});
