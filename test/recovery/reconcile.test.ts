/** The comparison of declared, state and tenant on plain values: each finding, and what decides it. */
import { describe, expect, test } from "vitest";
import { placedUris } from "../../components/asked.ts";
import { resolveTenant } from "../../components/resolved-tenant.ts";
import { readTenant } from "../../components/settings.ts";
import { changesState, waitsForDecision } from "../../recovery/decision.ts";
import { type DeclaredIntegration, type DeclaredResource, declaredIn } from "../../recovery/declared.ts";
import { leftOver } from "../../recovery/discard.ts";
import { noTraces } from "../../recovery/evidence.ts";
import { reconcile } from "../../recovery/reconcile.ts";
import type { KnownResource, Pending, State } from "../../recovery/state.ts";
import type { LiveApplication, LivePassword, Tenant } from "../../recovery/tenant.ts";
import type { Evidence } from "../../recovery/view.ts";
import { planInWords } from "../../recovery/words.ts";

const name = "live-platform";
const found = declaredIn(resolveTenant(readTenant("tenants/dev.yaml")), {
  project: "m365-integrations",
  stack: "dev",
  consentClientId: undefined,
}).find(({ resolved }) => resolved.name === name);
if (found === undefined) throw new Error(`${name} is not in tenants/dev.yaml`);
const declared: DeclaredIntegration = found;

function part(kind: DeclaredResource["identity"]["kind"]): DeclaredResource {
  const resource = declared.resources.find(({ identity }) => identity.kind === kind);
  if (resource === undefined) throw new Error(`${name} declares no ${kind}`);
  return resource;
}

const keyId = "aaaaaaaa-0000-0000-0000-000000000001";
const secret: LivePassword = {
  keyId,
  displayName: `${name} 2026-11-21`,
  start: "2026-11-21T09:00:05Z",
  end: "2027-11-21T00:00:00Z",
};

function application(change: Partial<LiveApplication> = {}): LiveApplication {
  return {
    id: "11111111-0000-0000-0000-000000000001",
    appId: "22222222-0000-0000-0000-000000000001",
    displayName: declared.resolved.displayName,
    created: "2026-11-21T09:00:00Z",
    tags: [declared.marker],
    owners: declared.owners,
    ownerNames: [],
    federated: undefined,
    shown: {},
    redirectUris: placedUris(declared.resolved),
    identifierUris: [],
    passwords: [],
    certificates: [],
    principal: undefined,
    ...change,
  };
}

function tenantOf(...applications: LiveApplication[]): Tenant {
  return { applications, vendors: [], apis: new Map(), vaults: new Map() };
}

function known({ urn, type }: Pick<DeclaredResource, "urn" | "type">, change: Partial<KnownResource> = {}) {
  return { urn, type, parent: undefined, id: undefined, inputs: {}, outputs: {}, halfDone: false, ...change };
}

function stateOf(resources: readonly KnownResource[], pending: readonly Pending[] = []): State {
  return { resources: new Map(resources.map((one) => [one.urn, one])), pending };
}

const applied = stateOf([known(part("application"), { id: `/applications/${application().id}` })]);
const nothing: Evidence = { ...noTraces, lastUses: undefined };
const sandbox = { stack: "dev", sandbox: false };

test("an application that bears the marker, with the declared owners and nothing that is unexplained, is imported", () => {
  expect(reconcile([declared], stateOf([]), tenantOf(application()), nothing)).toEqual([
    { kind: "import", integration: name, resource: part("application"), id: `/applications/${application().id}` },
  ]);
});

test("one that still bears the provider's passing name is recognised by its marker", () => {
  const live = application({ displayName: "TERRAFORM_UPDATE_1" });
  expect(reconcile([declared], stateOf([]), tenantOf(live), nothing)).toMatchObject([
    { kind: "import", id: `/applications/${live.id}` },
  ]);
});

describe("an application with the marker of another stack of the same tenant", () => {
  const prod = { project: "m365-integrations", stack: "prod" };
  const theirTag = `m365-integrations/m365-integrations/prod/${name}`;

  test("is not taken up, bare as it may be, nor listed: its name is its own", () => {
    const theirs = application({ tags: [theirTag], displayName: "Live Platform of prod" });
    expect(reconcile([declared], stateOf([]), tenantOf(theirs), nothing)).toEqual([]);
  });

  test("and with the name that ours is to have is named with its stack, and waits: a second of that name is refused", () => {
    const theirs = application({ tags: [theirTag] });
    const findings = reconcile([declared], stateOf([]), tenantOf(theirs), nothing);
    expect(findings).toEqual([
      {
        kind: "other-stacks",
        integration: name,
        id: theirs.id,
        displayName: theirs.displayName,
        stack: prod,
        blocking: true,
      },
    ]);
    expect([findings.map(waitsForDecision), findings.map(changesState)]).toEqual([[true], [false]]);
    expect(planInWords(findings, sandbox)).toEqual([
      name,
      `  the application "${theirs.displayName}" (object id ${theirs.id}) belongs to stack prod (project m365-integrations): it is left alone`,
      "    decide: two applications of one name are refused → give this integration a `displayName` of its own",
    ]);
  });

  test.each([
    ["this stack's marker", [declared.marker, theirTag]],
    ["a marker without a stack", [theirTag, declared.stacklessMarker]],
  ])("and %s beside it is the other stack's, and keeps nobody from anything", (_, tags) => {
    const theirs = application({ tags, displayName: "Live Platform of prod" });
    const findings = reconcile([declared], stateOf([]), tenantOf(theirs), nothing);
    expect(findings).toMatchObject([{ kind: "other-stacks", id: theirs.id, stack: prod, blocking: false }]);
  });

  test("is no matter where the state has ours, whatever its name", () => {
    const theirs = application({ id: "11111111-0000-0000-0000-000000000008", tags: [theirTag] });
    expect(reconcile([declared], applied, tenantOf(application(), theirs), nothing)).toEqual([]);
  });

  test("of another project alone is another stack's", () => {
    const theirs = application({ tags: [`m365-integrations/incident-tools/dev/${name}`] });
    expect(reconcile([declared], stateOf([]), tenantOf(theirs), nothing)).toMatchObject([
      { kind: "other-stacks", stack: { project: "incident-tools", stack: "dev" } },
    ]);
  });
});

describe("an application whose marker names no stack, as earlier versions wrote it", () => {
  const tags = [declared.stacklessMarker];

  test("is taken up under the same conditions as one with the stack's", () => {
    expect(reconcile([declared], stateOf([]), tenantOf(application({ tags })), nothing)).toMatchObject([
      { kind: "import", id: `/applications/${application().id}` },
    ]);
    const secretive = application({ tags, passwords: [secret] });
    const findings = reconcile([declared], stateOf([]), tenantOf(secretive), nothing);
    expect(findings).toMatchObject([{ kind: "foreign", stackless: true, blocking: true }]);
    expect(planInWords(findings, sandbox).at(-1)).toBe(
      "    decide: it is yours → make it as the file says in the portal, then adopt again; another stack's → give this integration a `displayName` of its own; nobody's → delete it, then apply",
    );
  });

  test("is taken up with the provider's passing name", () => {
    const probed = application({ tags, displayName: "TERRAFORM_UPDATE_1" });
    expect(reconcile([declared], stateOf([]), tenantOf(probed), nothing)).toMatchObject([{ kind: "import" }]);
  });

  test("and with another name is not: it may be another stack's, which nobody has to decide", () => {
    const theirs = application({ tags, displayName: "Live Platform of prod" });
    const findings = reconcile([declared], stateOf([]), tenantOf(theirs), nothing);
    expect(findings).toMatchObject([
      { kind: "foreign", id: theirs.id, blocking: false, differences: [{ what: "displayName" }] },
    ]);
    expect(planInWords(findings, sandbox)).toEqual([
      name,
      `  refuse the application "Live Platform of prod" (object id ${theirs.id}): it bears a marker that names no stack, but`,
      `    it is named "Live Platform of prod" and not "${declared.resolved.displayName}"`,
      "    it is not the one that the state knows, and may be another stack's; find out who made it",
    ]);
  });
});

describe("a vault entry of a name that the stack needs", () => {
  const resource = part("vaultEntry");
  const entryName = `${name}-2026-11-21`;
  const found = (tags: Record<string, string>, live: readonly LiveApplication[] = [], state = stateOf([])) => {
    const vault = declared.resolved.vault ?? "";
    const tenant = { ...tenantOf(...live), vaults: new Map([[vault, [{ id: "/entry", name: entryName, tags }]]]) };
    return reconcile([declared], state, tenant, nothing).filter(
      (one) => "resource" in one && one.resource.identity.kind === "vaultEntry",
    );
  };
  const taken = [{ kind: "import", integration: name, resource, id: "/entry" }];

  test("and with this stack's tag is taken up", () => {
    expect(found({ keyId, stack: "m365-integrations/dev" })).toEqual(taken);
  });

  test("and with another stack's tag is left alone, and waits: its value would be overwritten", () => {
    const alone = found({ keyId, stack: "m365-integrations/prod" });
    expect(alone).toMatchObject([{ kind: "foreign-entry", stack: { project: "m365-integrations", stack: "prod" } }]);
    expect([alone.map(waitsForDecision), alone.map(changesState)]).toEqual([[true], [false]]);
    expect(planInWords(alone, sandbox)).toEqual([
      name,
      `  the vault entry ${entryName} belongs to stack prod (project m365-integrations): it is left alone`,
      "    decide: a vault has one entry of a name → give this stack a vault of its own, or the credential's line in `credentials` another `issued` (add a letter)",
    ]);
  });

  test("and with another stack's tag explains no credential of an application that bears our marker", () => {
    const vaults = new Map([
      ["vault", [{ id: "/entry", name: entryName, tags: { keyId, stack: "m365-integrations/prod" } }]],
    ]);
    const tenant = { ...tenantOf(application({ passwords: [secret] })), vaults };
    expect(reconcile([declared], stateOf([]), tenant, nothing)).toMatchObject([
      { kind: "foreign", differences: [{ what: "password" }] },
    ]);
  });

  test("without a stack, as earlier versions wrote it, is taken up where its credential is ours or it names none", () => {
    expect(found({})).toEqual(taken);
    const withPassword = stateOf([
      ...applied.resources.values(),
      known(part("password"), { id: `${application().id}/password/${keyId}` }),
    ]);
    expect(found({ keyId }, [application({ passwords: [secret] })], withPassword)).toEqual(taken);
    expect(found({ keyId: keyId.toUpperCase() }, [application({ passwords: [secret] })], applied)).toEqual(taken);
  });

  test("without a stack and of a credential that is nowhere of ours is refused", () => {
    const findings = found({ keyId }, [application()]);
    expect(findings).toMatchObject([{ kind: "foreign-entry", stack: undefined, keyId }]);
    expect(planInWords(findings, sandbox).slice(1)).toEqual([
      `  refuse the vault entry ${entryName}: it is of the key id ${keyId}, which is not on this integration's application`,
      "    decide: it is another stack's → give this stack a vault of its own, or the credential's line in `credentials` another `issued` (add a letter); nobody's → delete and purge it in the vault, then apply",
    ]);
  });
});

test("an application of the same name that bears no marker is nobody's of ours", () => {
  expect(reconcile([declared], stateOf([]), tenantOf(application({ tags: [] })), nothing)).toEqual([]);
});

test("the application that bears this stack's marker and a secret that the stack does not know is refused", () => {
  const theirs = application({ passwords: [secret] });
  expect(reconcile([declared], stateOf([]), tenantOf(theirs), nothing)).toMatchObject([
    { kind: "foreign", id: theirs.id, blocking: true, differences: [{ what: "password", credential: { keyId } }] },
  ]);
});

test("an application that the state knows and the tenant does not hold is gone", () => {
  expect(reconcile([declared], applied, tenantOf(), nothing)).toEqual([
    { kind: "gone", integration: name, resource: part("application"), id: `/applications/${application().id}` },
  ]);
});

test("of two that one request made the older is imported, the other is a duplicate", () => {
  const second = application({ id: "11111111-0000-0000-0000-000000000002", created: "2026-11-21T09:00:09Z" });
  expect(reconcile([declared], stateOf([]), tenantOf(second, application()), nothing)).toEqual([
    { kind: "import", integration: name, resource: part("application"), id: `/applications/${application().id}` },
    {
      kind: "duplicate",
      integration: name,
      applicationId: second.id,
      displayName: second.displayName,
      blocking: true,
      credentials: [],
    },
  ]);
});

test("a second application that has the name which ours has lost to the provider's passing one is in the way of the next up", () => {
  const second = application({ id: "11111111-0000-0000-0000-000000000002" });
  const own = application({ displayName: "TERRAFORM_UPDATE_1" });
  const findings = reconcile([declared], applied, tenantOf(own, second), nothing);
  expect(findings).toMatchObject([{ kind: "reread" }, { kind: "duplicate", applicationId: second.id, blocking: true }]);
  expect(findings.map(waitsForDecision)).toEqual([false, true]);
  expect(planInWords(findings, { stack: "prod", sandbox: false }).at(-1)).toBe(
    `    nobody can use it: az ad app delete --id ${second.id}, then apply: while two have the name, the provider changes neither`,
  );
});

test("a second application whose credential the vault's entry names is told with it: on a real tenant it may be in use", () => {
  const id = "11111111-0000-0000-0000-000000000002";
  const vault = declared.resolved.vault ?? "";
  const entries = [{ id: "/entry", name: `${name}-2026-11-21`, tags: { keyId, stack: "m365-integrations/dev" } }];
  const tenant = (of: typeof entries) => ({
    ...tenantOf(application(), application({ id, passwords: [secret] })),
    vaults: new Map([[vault, of]]),
  });
  const findings = reconcile([declared], applied, tenant(entries), nothing);
  expect(planInWords(findings, { stack: "prod", sandbox: false })).toEqual([
    name,
    `  a second application of this stack's, which another run made beside the first: "${application().displayName}" (object id ${id})`,
    `    it has the password "${name} 2026-11-21" (key id ${keyId}, since 2026-11-21T09:00:05Z), which the vault or the state knows`,
    `    may be in use: stays. When nobody uses it: az ad app delete --id ${id}`,
    "  adopt the vault entry live-platform-2026-11-21: /entry",
  ]);
  expect(planInWords(findings, { stack: "dev", sandbox: true })[3]).toBe("    make up removes it");
});

test("a declared redirect URI on another platform is none that the file names: its code is redeemed without a secret", () => {
  const uri = "https://portal.contoso.example/callback";
  const withUri = { ...declared, resolved: { ...declared.resolved, redirectUris: [uri] } };
  const found = (platform: "web" | "publicClient") =>
    reconcile(
      [withUri],
      stateOf([]),
      tenantOf(application({ passwords: [secret], redirectUris: [{ platform, uri }] })),
      nothing,
    );
  expect(planInWords(found("web"), sandbox).join("\n")).not.toContain("redirect URI");
  expect(planInWords(found("publicClient"), sandbox).join("\n")).toContain(
    `has the redirect URI ${uri} (publicClient), which the file does not name`,
  );
});

describe("an impostor that stands alone blocks, nothing of it is taken up, and the words name the difference", () => {
  const foreigner = "99999999-9999-9999-9999-999999999999";
  test.each([
    ["a secret of its own", { passwords: [secret] }, "it has the password"],
    [
      "a foreign redirect URI",
      {
        redirectUris: [...placedUris(declared.resolved), { platform: "web" as const, uri: "https://evil.example/cb" }],
      },
      "it has the redirect URI https://evil.example/cb, which the file does not name",
    ],
    [
      "another owner",
      { owners: [...declared.owners, foreigner] },
      `it is owned by ${foreigner}, who is not in the file`,
    ],
    ["no owner", { owners: [] }, `it lacks the owner ${declared.owners.join(", ")}`],
  ])("%s", (_, change, words) => {
    const findings = reconcile([declared], stateOf([]), tenantOf(application(change)), nothing);
    expect(findings).toMatchObject([{ kind: "foreign", integration: name, id: application().id, blocking: true }]);
    expect(findings.map(waitsForDecision)).toEqual([true]);
    expect(planInWords(findings, sandbox).join("\n")).toContain(words);
  });
});

test("an impostor beside the integration's own application does not block", () => {
  const impostor = application({ id: "11111111-0000-0000-0000-000000000009", passwords: [secret] });
  expect(reconcile([declared], applied, tenantOf(application(), impostor), nothing)).toMatchObject([
    { kind: "foreign", id: impostor.id, blocking: false },
  ]);
});

test("a creation that was begun is settled, a change that was begun is read again, and so is what is half done", () => {
  const [app, principal] = [part("application"), part("principal")];
  const pending = (operation: string, of: DeclaredResource): Pending => ({ operation, resource: known(of) });
  const state = stateOf(
    [known(app, { id: `/applications/${application().id}`, halfDone: true })],
    [pending("creating", principal), pending("updating", app), pending("deleting", app)],
  );
  expect(reconcile([declared], state, tenantOf(application()), nothing)).toEqual([
    { kind: "pending-create", integration: name, urn: principal.urn },
    { kind: "reread", integration: name, urn: app.urn, why: "updating" },
    { kind: "reread", integration: name, urn: app.urn, why: "deleting" },
    { kind: "reread", integration: name, urn: app.urn, why: "half-done" },
  ]);
});

test("an application of the state that still bears the provider's passing name is read again", () => {
  const live = application({ displayName: "TERRAFORM_UPDATE_1", tags: [] });
  expect(reconcile([declared], applied, tenantOf(live), nothing)).toEqual([
    { kind: "reread", integration: name, urn: part("application").urn, why: "probe-name" },
  ]);
});

describe("a password that the state does not know", () => {
  const password = part("password");
  const creating: Pending = {
    operation: "creating",
    resource: known(password, { inputs: { displayName: secret.displayName } }),
  };
  const deadRun = { since: Date.parse("2026-11-21T09:00:00Z"), until: Date.parse("2026-11-21T09:10:00Z") };
  const evidence: Evidence = { deadRun, inBackups: new Set(), lastUses: new Map() };
  const dying = stateOf([...applied.resources.values()], [creating]);
  const judged = (state: State, changed: Partial<Evidence> = {}, live = secret, tags?: Record<string, string>) => {
    const vault = declared.resolved.vault ?? "vault";
    const entry = { id: "/other", name: "other", tags: tags ?? {} };
    const tenant: Tenant = {
      ...tenantOf(application({ passwords: [live] })),
      vaults: new Map(tags === undefined ? [] : [[vault, [entry]]]),
    };
    return reconcile([declared], state, tenant, { ...evidence, ...changed }).filter(
      ({ kind }) => kind === "unknown-password",
    );
  };

  test("is probably nobody's if it began inside the dead run, its creation was begun, and nothing names it", () => {
    expect(judged(dying)).toEqual([
      {
        kind: "unknown-password",
        integration: name,
        applicationId: application().id,
        appId: application().appId,
        password: secret,
        verdict: "probably-nobodys",
        lastUse: { kind: "none" },
      },
    ]);
  });

  test.each([
    ["its creation was not begun", judged(applied)],
    ["nothing tells when the run ran", judged(dying, { deadRun: undefined })],
    ["it began before the run", judged(dying, {}, { ...secret, start: "2026-11-21T08:59:59Z" })],
    ["it began after the run", judged(dying, {}, { ...secret, start: "2026-11-21T09:10:01Z" })],
    ["a copy of the state names it", judged(dying, { inBackups: new Set([keyId]) })],
    ["the copies cannot be read", judged(dying, { inBackups: undefined })],
    ["the vault names it", judged(dying, {}, secret, { keyId })],
    ["it bought a token", judged(dying, { lastUses: new Map([[keyId, "2026-11-21T10:00:00Z"]]) })],
  ])("may be in use if %s", (_, findings) => {
    expect(findings).toMatchObject([{ verdict: "may-be-in-use" }]);
  });

  test("is not the stack's without the name of a credential", () => {
    expect(judged(dying, {}, { ...secret, displayName: "test" })).toMatchObject([{ verdict: "not-ours" }]);
  });

  test.each([
    [{ lastUses: undefined }, "last use unknown (Graph's sign-in report takes AuditLog.Read.All)"],
    [{ lastUses: new Map<string, string>() }, "no sign-in on record"],
    [{ lastUses: new Map([[keyId, "2026-11-21T10:00:00Z"]]) }, "last used 2026-11-21T10:00:00Z"],
  ])("is listed with key id, time and last use: %o", (changed, told) => {
    expect(planInWords(judged(dying, changed), sandbox)[1]).toBe(
      `  password "${secret.displayName}": key id ${keyId}, made 2026-11-21T09:00:05Z, ${told}`,
    );
  });
});

describe("a vault entry of this stack's that neither the file nor the state names", () => {
  const { vault = "" } = declared.resolved;
  const entry = {
    id: `${vault}/secrets/${name}-2026-05-01`,
    name: `${name}-2026-05-01`,
    tags: { integration: name, issued: "2026-05-01", keyId, stack: "m365-integrations/dev" },
  };
  const seen = (live: LiveApplication, tags: Readonly<Record<string, string>> = entry.tags): Tenant => ({
    ...tenantOf(live),
    vaults: new Map([[vault, [{ ...entry, tags }]]]),
  });

  test("is left over once its credential is gone from Entra: the sandbox removes it, a person deletes it on a real tenant", () => {
    const findings = reconcile([declared], applied, seen(application()), nothing);
    expect(findings).toEqual([
      { kind: "left-entry", integration: name, id: entry.id, name: entry.name, vault: "kv-m365", keyId },
    ]);
    expect(findings.map((one) => [waitsForDecision(one), changesState(one), leftOver(one)])).toEqual([
      [false, false, true],
    ]);
    expect(planInWords(findings, sandbox)).toEqual([
      name,
      `  the vault entry ${entry.name} is left over: neither the file nor the state names it, and its credential (key id ${keyId}) is gone from Entra`,
      `    nobody can sign in with it: az keyvault secret delete --vault-name kv-m365 --name ${entry.name}`,
    ]);
  });

  test.each([
    [
      "its credential stands: it may be the only copy of the secret",
      seen(application({ passwords: [secret] })),
      applied,
    ],
    [
      "the state knows it",
      seen(application()),
      stateOf([...applied.resources.values(), known(part("vaultEntry"), { id: entry.id.toUpperCase() })]),
    ],
    ["it bears another stack's tag", seen(application(), { ...entry.tags, stack: "m365-integrations/prod" }), applied],
    ["it bears no stack's tag", seen(application(), { integration: name, issued: "2026-05-01", keyId }), applied],
    ["it says no key id", seen(application(), { integration: name, stack: "m365-integrations/dev" }), applied],
    ["it is another integration's", seen(application(), { ...entry.tags, integration: "mailgates" }), applied],
  ])("is no matter where %s", (_, tenant, state) => {
    expect(reconcile([declared], state, tenant, nothing).filter(({ kind }) => kind === "left-entry")).toEqual([]);
  });
});
