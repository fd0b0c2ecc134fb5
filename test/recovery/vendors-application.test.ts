/** The principal of a vendor's own application that stands in the tenant: taken up as it stands, or not at all. */
import { beforeEach, describe, expect, test } from "vitest";
import { resolveTenant } from "../../components/resolved-tenant.ts";
import { parseTenant } from "../../components/settings.ts";
import { waitsForDecision } from "../../recovery/decision.ts";
import { declaredIn } from "../../recovery/declared.ts";
import { noTraces } from "../../recovery/evidence.ts";
import type { Graph } from "../../recovery/graph.ts";
import { missingIn } from "../../recovery/missing.ts";
import { deletedLines } from "../../recovery/missing-words.ts";
import { reconcile } from "../../recovery/reconcile.ts";
import { deletedOf } from "../../recovery/recycle-bin.ts";
import { emptyState, type KnownResource, type State } from "../../recovery/state.ts";
import { readTenant } from "../../recovery/tenant.ts";
import { planInWords } from "../../recovery/words.ts";
import { type Sandbox, sandbox } from "../simulator/sandbox.ts";
import { vendorsApplications } from "../vendors-applications.ts";
import { graphOf } from "./furnished.ts";

const github = "12f6db80-0741-4a7e-b9c5-b85d737b3a31";
const user = "44444444-4444-4444-4444-444444444444";
const graphId = "00000003-0000-0000-c000-000000000000";

let tenant: Sandbox;
let graph: Graph;
let principal: string;

beforeEach(async () => {
  const permissions = [
    "Application.ReadWrite.All",
    "AppRoleAssignment.ReadWrite.All",
    "DelegatedPermissionGrant.ReadWrite.All",
    "Directory.Read.All",
  ];
  tenant = await sandbox({ permissions });
  graph = graphOf(tenant);
  const made = await graph.post("/servicePrincipals", { appId: github, appRoleAssignmentRequired: true });
  principal = String(made?.id);
});

async function grant(scope: string, principalId: string | null = user) {
  const [[api] = []] = await graph.lists([`/servicePrincipals?$filter=appId eq '${graphId}'`]);
  const consentType = principalId === null ? "AllPrincipals" : "Principal";
  await graph.post("/oauth2PermissionGrants", {
    clientId: principal,
    consentType,
    ...(principalId !== null && { principalId }),
    resourceId: api?.id,
    scope,
  });
}

function declared(text = vendorsApplications) {
  const stack = { project: "m365-integrations", stack: "dev", consentClientId: undefined };
  return declaredIn(resolveTenant(parseTenant(text.slice(0, text.indexOf("  rooms:")), "x")), stack);
}

const noVaults = { entries: async () => [] };

async function found(text = vendorsApplications, state: State = emptyState) {
  const of = declared(text);
  const findings = reconcile(of, state, await readTenant(graph, noVaults, of, state), {
    ...noTraces,
    lastUses: undefined,
  });
  return { findings, words: planInWords(findings, { stack: "prod", sandbox: false }) };
}

const scopes = "User.Read openid profile email";

describe("it is taken up", () => {
  test("with the consent and the assignment that the file declares", async () => {
    await grant(scopes);
    await graph.post(`/servicePrincipals/${principal}/appRoleAssignedTo`, {
      principalId: user,
      resourceId: principal,
      appRoleId: "00000000-0000-0000-0000-000000000000",
    });
    const { findings } = await found();
    expect(findings.map((one) => [one.kind, "resource" in one && one.resource.name])).toEqual([
      ["import", "github-principal"],
      ["import", `github-microsoft-graph-scopes-${user}`],
      ["import", `github-signs-in-${user}`],
    ]);
    // A destroy before the next up must not delete what is a vendor's, and perhaps others'.
    expect(findings.map((one) => "resource" in one && one.resource.protect)).toEqual([true, false, false]);
  });

  test("consent for others is none of the stack's, and is left to verify", async () => {
    await grant(scopes, null);
    expect((await found()).findings.map((one) => "resource" in one && one.resource.name)).toEqual(["github-principal"]);
  });
});

describe("it waits where file and tenant differ, with what to do about each", () => {
  const head = () =>
    `  the vendor's enterprise application "GitHub Enterprise Managed User (OIDC)" (object id ${principal}) stands in the tenant, and not as the file says. It`;
  const end =
    "    decide: it is taken up as it stands, and nothing that others have set is written over: let the two agree, then adopt again";
  const lines = async (text?: string) => {
    const { findings, words } = await found(text);
    expect(findings.map(waitsForDecision)).toEqual([true]);
    expect(words.slice(0, 2)).toEqual(["github", head()]);
    expect(words.at(-1)).toBe(end);
    return words.slice(2, -1).map((line) => line.trim());
  };

  test("somebody has switched it off: no run switches it on", async () => {
    await graph.patch(`/servicePrincipals/${principal}`, { accountEnabled: false });
    expect(await lines()).toEqual([
      "may not sign in, and the file does not suspend it → write `suspended: { since, reason }`, or switch it on (Enterprise applications > GitHub Enterprise Managed User (OIDC) > Properties)",
    ]);
  });

  test("it lets everyone in, which people may rely on", async () => {
    await graph.patch(`/servicePrincipals/${principal}`, { appRoleAssignmentRequired: false });
    expect(await lines()).toEqual([
      "lets everyone in, and the file does not → add `stillOpen: true`, and remove that line in a later change",
    ]);
    const open = vendorsApplications.replace("    permissions:", "    stillOpen: true\n    permissions:");
    expect((await found(open)).findings.map(({ kind }) => kind)).toEqual(["import"]);
  });

  test("it asks for an assignment, and the file lets everyone in", async () => {
    expect(await lines(vendorsApplications.replace(`    signsIn: [${user}]\n`, ""))).toEqual([
      "asks for an assignment, and the file lets everyone in → name who signs in: `signsIn` or `signsInGroups`",
    ]);
  });

  test("its consent holds a scope more, which a change of that consent would take away", async () => {
    await grant(`${scopes} Mail.Read`);
    expect(await lines()).toEqual([
      `has consent on Microsoft Graph for the user ${user} to Mail.Read besides, which a change of that consent would take away → write it under \`permissions\`, or revoke it`,
    ]);
  });

  test("another stack has made it", async () => {
    await graph.patch(`/servicePrincipals/${principal}`, { tags: ["m365-integrations/m365-integrations/prod/github"] });
    expect(await lines()).toEqual(["belongs to stack prod (project m365-integrations): it is left alone"]);
  });
});

describe("once the state knows it", () => {
  const component = "urn:pulumi:dev::m365-integrations::m365:index:Integration::github";
  const state = (enabled = true): State => {
    const known = (type: string, name: string, more: Partial<KnownResource>): KnownResource => ({
      urn: `urn:pulumi:dev::m365-integrations::m365:index:Integration$${type}::${name}`,
      type,
      parent: component,
      id: undefined,
      inputs: {},
      outputs: {},
      halfDone: false,
      ...more,
    });
    const sp = known("azuread:index/servicePrincipal:ServicePrincipal", "github-principal", {
      id: `/servicePrincipals/${principal}`,
      outputs: { clientId: github, accountEnabled: enabled, appRoleAssignmentRequired: true, notes: "ours" },
    });
    const whole = { ...known("m365:index:Integration", "github", {}), urn: component, parent: undefined };
    return { resources: new Map([whole, sp].map((one) => [one.urn, one])), pending: [] };
  };
  const missing = async () => {
    const of = declared();
    return missingIn(state(), await readTenant(graph, noVaults, of, state()), of);
  };

  test("nothing is missing, and notes that somebody wrote are not told: they are not the stack's", async () => {
    await graph.patch(`/servicePrincipals/${principal}`, { notes: "theirs" });
    expect(await missing()).toEqual([]);
  });

  test("deleted by somebody it is told with the choices, and none speaks of an application or a credential of ours", async () => {
    await graph.delete(`/servicePrincipals/${principal}`);
    const [gone] = await missing();
    if (gone === undefined) throw new Error("nothing is missing");
    const deleted = await deletedOf(graph, gone, new Date("2026-01-02T00:00:00Z"));
    const naming = { adopt: "./integrations adopt", up: "make up", file: "tenants/dev.yaml" } as Parameters<
      typeof deletedLines
    >[1];
    const lines = deletedLines(deleted, naming).map((line) => line.trim());
    expect(lines[0]).toBe("github: somebody deleted its service principal.");
    expect(lines.slice(-3)).toEqual([
      "./integrations adopt github --restore              as it was, with its object id: the vendor changes nothing",
      "./integrations adopt github --restore --suspended  the same with sign-in off, until somebody has looked at it",
      "./integrations adopt github --recreate             a new principal of the vendor's application, or the one that stands: consents beside the file's are gone",
    ]);
  });

  test("deleted by somebody it stops the run; switched off it is told", async () => {
    await graph.patch(`/servicePrincipals/${principal}`, { accountEnabled: false });
    expect((await missing()).map(({ principalThere }) => principalThere)).toEqual([
      { kind: "there", accountEnabled: false },
    ]);
    await graph.delete(`/servicePrincipals/${principal}`);
    expect((await missing()).map(({ applicationThere, principalThere }) => [applicationThere, principalThere])).toEqual(
      [[true, { kind: "missing" }]],
    );
  });
});
