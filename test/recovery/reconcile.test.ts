/** The comparison of declared, state and tenant on plain values: each finding, and what decides it. */
import { describe, expect, test } from "vitest";
import { resolveTenant } from "../../components/resolved-tenant.ts";
import { readTenant } from "../../components/settings.ts";
import { waitsForDecision } from "../../recovery/decision.ts";
import { type DeclaredIntegration, type DeclaredResource, declaredIn } from "../../recovery/declared.ts";
import { noTraces } from "../../recovery/evidence.ts";
import { type Evidence, reconcile } from "../../recovery/reconcile.ts";
import type { KnownResource, Pending, State } from "../../recovery/state.ts";
import type { LiveApplication, LivePassword, Tenant } from "../../recovery/tenant.ts";
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
    tags: declared.markers,
    owners: declared.owners,
    ownerNames: [],
    federated: undefined,
    shown: {},
    redirectUris: declared.resolved.redirectUris,
    passwords: [],
    certificates: [],
    principal: undefined,
    ...change,
  };
}

function tenantOf(...applications: LiveApplication[]): Tenant {
  return { applications, apis: new Map(), vaults: new Map() };
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

test("the application of another stack of the same tenant with the same name is refused: its secret is not this stack's", () => {
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
    { kind: "duplicate", integration: name, applicationId: second.id, displayName: second.displayName },
  ]);
});

describe("an impostor that stands alone blocks, nothing of it is taken up, and the words name the difference", () => {
  const foreigner = "99999999-9999-9999-9999-999999999999";
  test.each([
    ["a secret of its own", { passwords: [secret] }, "it has the password"],
    [
      "a foreign redirect URI",
      { redirectUris: [...declared.resolved.redirectUris, "https://evil.example/cb"] },
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
