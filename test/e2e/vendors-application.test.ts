/**
 * A vendor's own application by the real engine: its principal is made where the tenant has none, and taken up as it stands
 * where it has one, without a write over what others have set; it outlives its lines in the file.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { resolveTenant } from "../../components/resolved-tenant.ts";
import { readTenant } from "../../components/settings.ts";
import { vendorsApplicationsOf } from "../../components/vendors-applications.ts";
import { openGraph, openVaults } from "../../operate/graph.ts";
import { providerVersions } from "../../operate/provider-versions.ts";
import { adopt, compare, type Recoverable } from "../../operate/recovery.ts";
import { signedInSandbox } from "../../operate/sign-in.ts";
import { compare as verified } from "../../operate/verify/compare.ts";
import { namingOf } from "../../operate/verify/remedy.ts";
import { sidesOf } from "../../operate/verify/sides.ts";
import { changesState } from "../../recovery/decision.ts";
import { noTraces } from "../../recovery/evidence.ts";
import { planInWords } from "../../recovery/words.ts";
import { vendorsApplications as file } from "../vendors-applications.ts";
import { type Stack, startStack, told } from "./stack.ts";
import { suitePlugins } from "./suite-plugins.ts";

const zoom = "f56e91e5-5a82-452f-b435-d4d78aeaf064";
const teamsService = "44444444-4444-4444-4444-444444444444";
const apps = [
  { appId: "12f6db80-0741-4a7e-b9c5-b85d737b3a31", displayName: "GitHub Enterprise Managed User (OIDC)" },
  { appId: zoom, displayName: "Zoom Rooms calendaring (Application Permissions)" },
];

let stack: Stack;
beforeAll(async () => {
  stack = await startStack(suitePlugins, process.env, () => {}, apps);
  stack.settings(file);
});
afterAll(() => stack.close());

const settings = () => readTenant(`${stack.folder}/tenant.yaml`);

async function run(args: readonly string[]): Promise<string> {
  const outcome = await stack.pulumi(args);
  if (outcome.code !== 0) throw new Error(told(outcome));
  return outcome.stdout;
}

const named = { project: "m365-integrations", stack: "dev", consentClientId: undefined };

function target(): Recoverable {
  const { credential, services } = signedInSandbox(stack.tenant);
  return {
    stack: named,
    integrations: resolveTenant(settings()),
    graph: openGraph(credential, services),
    vaults: openVaults(credential, services),
    witness: { traces: async () => noTraces, lastUses: async () => undefined },
    versions: providerVersions("."),
    run,
  };
}

async function applied() {
  const outcome = await stack.apply();
  expect({ code: outcome.code, told: told(outcome) }).toMatchObject({ code: 0 });
  return outcome.steps
    .filter(({ type }) => type.startsWith("azuread:"))
    .map(({ op, urn }) => `${op} ${urn.split("::").at(-1)}`)
    .sort();
}

/** What the tenant shows of a vendor's principal. */
function shown(appId: string) {
  const { servicePrincipals, appRoleAssignments, delegatedGrants } = stack.tenant.snapshot();
  const principal = servicePrincipals.find((one) => one.appId === appId);
  const name = principal?.displayName;
  return {
    accountEnabled: principal?.accountEnabled,
    notes: principal?.notes,
    tags: principal?.tags,
    consents: [
      ...appRoleAssignments.filter((one) => one.principal === name).map(({ role }) => role),
      ...delegatedGrants.filter((one) => one.client === name).flatMap(({ scopes }) => scopes),
    ].sort(),
    assigned: appRoleAssignments.filter((one) => one.resource === name).map(({ principal: who }) => who),
  };
}

/** An administrator lets Zoom in by Zoom's own consent page: more than the file names, and with notes of their own. */
async function letZoomIn(): Promise<void> {
  const { graph } = target();
  const principal = await graph.post("/servicePrincipals", { appId: zoom, notes: "Bought by facilities" });
  const [[api] = []] = await graph.lists([
    "/servicePrincipals?$filter=appId eq '00000003-0000-0000-c000-000000000000'",
  ]);
  const roles = (api?.appRoles ?? []) as readonly { id: string; value: string }[];
  for (const value of ["Calendars.ReadWrite", "Place.Read.All"])
    await graph.post(`/servicePrincipals/${api?.id}/appRoleAssignedTo`, {
      principalId: principal?.id,
      resourceId: api?.id,
      appRoleId: roles.find((role) => role.value === value)?.id,
    });
  await graph.post(`/servicePrincipals/${principal?.id}/appRoleAssignedTo`, {
    principalId: teamsService,
    resourceId: principal?.id,
    appRoleId: "00000000-0000-0000-0000-000000000000",
  });
}

const asLetIn = {
  accountEnabled: true,
  notes: "Bought by facilities",
  tags: [],
  consents: ["Calendars.ReadWrite", "Place.Read.All"],
  assigned: ["Teams service account"],
};

test("the sandbox knows the applications of the file", () => {
  expect(vendorsApplicationsOf(resolveTenant(settings()))).toEqual(apps);
});

test("a principal that stands is taken up with its declared consent, by no write to the tenant", async () => {
  await letZoomIn();
  const writes = stack.tenant.counts.writes;
  const found = await compare(target());
  expect(planInWords(found.findings, { stack: "dev", sandbox: false })).toEqual([
    "rooms",
    expect.stringMatching(/^ {2}adopt the service principal: \/servicePrincipals\//),
    expect.stringMatching(/^ {2}adopt the consent rooms-microsoft-graph-Calendars\.ReadWrite: /),
  ]);
  await adopt(target(), found, found.findings.filter(changesState));
  expect(stack.tenant.counts.writes).toBe(writes);
  expect((await compare(target())).findings).toEqual([]);
});

test("where the tenant has none it is made with its consent and its people; the one that stood is not written to", async () => {
  const done = await applied();
  expect(done.filter((step) => step.includes("rooms"))).toEqual([]);
  expect(done).toEqual([
    `create github-microsoft-graph-scopes-${teamsService}`,
    "create github-principal",
    `create github-signs-in-${teamsService}`,
  ]);
  expect(shown(zoom)).toEqual(asLetIn);
  expect(shown(apps[0]?.appId ?? "")).toMatchObject({
    accountEnabled: true,
    consents: ["User.Read", "email", "openid", "profile"],
    assigned: ["Teams service account"],
  });
});

test("a second run has no changes", async () => {
  const next = await stack.apply("--expect-no-changes");
  expect({ code: next.code, steps: next.steps }).toEqual({ code: 0, steps: [] });
});

test("what nobody declared is listed, and nothing else", async () => {
  const { graph, vaults, integrations } = target();
  const sides = await sidesOf({
    stack: named,
    integrations,
    exportState: () => run(["stack", "export"]),
    graph,
    vaults,
    now: new Date("2026-11-21T00:00:00Z"),
    naming: namingOf({ name: "dev", file: "tenant.yaml", world: "sandbox" }),
  });
  const rows = verified(sides).filter(({ verdict }) => !["same", "elsewhere"].includes(verdict));
  expect(rows.map(({ integration, check, verdict, found }) => [integration, check, verdict, found])).toEqual([
    ["rooms", "consent, application", "undeclared", "Microsoft Graph application Place.Read.All"],
    ["rooms", "who may sign in", "undeclared", `Teams service account (${teamsService})`],
  ]);
});

test("suspended it may not sign in, and its notes stay others'; its lines removed, it stays without what was granted here", async () => {
  stack.settings(`${file}    suspended: { since: 2026-11-22, reason: Zoom ends }\n`);
  expect(await applied()).toEqual(["update rooms-principal"]);
  expect(shown(zoom)).toEqual({ ...asLetIn, accountEnabled: false });
  stack.settings(file.slice(0, file.indexOf("  rooms:")));
  await applied();
  expect(shown(zoom)).toEqual({ ...asLetIn, accountEnabled: false, consents: ["Place.Read.All"] });
});

test("a destroy takes back what was granted, and keeps the principal", async () => {
  const outcome = await stack.pulumi(["destroy", "--yes", "--skip-preview"]);
  expect({ code: outcome.code, told: told(outcome) }).toMatchObject({ code: 0 });
  expect(shown(apps[0]?.appId ?? "")).toMatchObject({ accountEnabled: true, consents: [], assigned: [] });
});
