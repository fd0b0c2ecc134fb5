/**
 * What opens comes before what closes, on an integration that runs: at every request of every change, also of one that
 * fails between two writes, whoever keeps the access has it.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sandboxIds } from "../../simulator/directory/seed.ts";
import type { Entry } from "../../simulator/history.ts";
import { keepOnly } from "../tenant-file.ts";
import { type Stack, startStack, told } from "./stack.ts";

const user = { id: sandboxIds.userObjectId, name: "Teams service account" };
/** The seeded group that the user is a member of. */
const sales = "Sales";
const unknown = "77777777-7777-7777-7777-777777777777";
const graphAppId = "00000003-0000-0000-c000-000000000000";

type Graph = (method: string, path: string, body?: object) => Promise<unknown>;

/** Graph as the deployer, with the rights that it has now. Its calls throw where they are not answered with a success. */
async function graphAsDeployer({ tenant }: Stack): Promise<Graph> {
  const { clientId, clientSecret } = tenant.deployer;
  const signedIn = await fetch(`${tenant.loginUrl}/${tenant.tenantId}/oauth2/v2.0/token`, {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "client_credentials",
      client_id: clientId,
      client_secret: clientSecret,
      scope: `${tenant.graphUrl}/.default`,
    }),
  });
  const { access_token } = (await signedIn.json()) as { access_token: string };
  return async (method, path, body) => {
    const response = await fetch(`${tenant.graphUrl}/v1.0${path}`, {
      method,
      headers: { Authorization: `Bearer ${access_token}`, ...(body && { "Content-Type": "application/json" }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text === "" ? undefined : JSON.parse(text);
  };
}

interface Row {
  readonly id: string;
  readonly value?: string;
  readonly appRoleId?: string;
  readonly appRoles?: readonly Row[];
}

/** The object id of Microsoft Graph's enterprise application. */
async function principalOfGraph(stack: Stack): Promise<string> {
  const graph = await graphAsDeployer(stack);
  const found = (await graph("GET", `/servicePrincipals?$filter=appId eq '${graphAppId}'`)) as {
    value: readonly Row[];
  };
  const [api] = found.value;
  if (!api) throw new Error("the tenant has no Microsoft Graph");
  return api.id;
}

/** Takes one of the deployer's permissions away for the time of `work`, so that its writes are refused. */
async function without(stack: Stack, permission: string, work: () => Promise<void>): Promise<void> {
  // Its token goes on holding what it held, which gives the permission back in the end.
  const graph = await graphAsDeployer(stack);
  const rows = async (path: string) => ((await graph("GET", path)) as { value: readonly Row[] }).value;
  const [api] = await rows(`/servicePrincipals?$filter=appId eq '${graphAppId}'`);
  const role = api?.appRoles?.find(({ value }) => value === permission);
  const held = await rows(`/servicePrincipals/${sandboxIds.deployerObjectId}/appRoleAssignments`);
  const assignment = held.find(({ appRoleId }) => appRoleId === role?.id);
  if (!api || !role || !assignment) throw new Error(`the deployer does not hold ${permission}`);
  const ends = { principalId: sandboxIds.deployerObjectId, resourceId: api.id, appRoleId: role.id };
  await graph("DELETE", `/servicePrincipals/${api.id}/appRoleAssignedTo/${assignment.id}`);
  try {
    await work();
  } finally {
    await graph("POST", `/servicePrincipals/${api.id}/appRoleAssignedTo`, ends);
  }
}

/** Why the user cannot use the application in the tenant as it is now; undefined: they can. */
function shutOut({ tenant }: Stack): string | undefined {
  const { servicePrincipals, appRoleAssignments, delegatedGrants } = tenant.snapshot();
  const [principal, ...others] = servicePrincipals.filter(({ displayName }) => displayName === "App Connect");
  if (!principal || others.length > 0) return "no principal";
  if (!principal.accountEnabled) return "disabled";
  const assigned = appRoleAssignments.some(
    (row) => row.resource === "App Connect" && [user.name, sales].includes(row.principal),
  );
  if (principal.appRoleAssignmentRequired && !assigned) return "AADSTS50105: not assigned";
  const granted = delegatedGrants.some((row) => row.user === null || row.user === user.name);
  return granted ? undefined : "AADSTS65001: no consent";
}

/** Asks after every request that the tenant answers; answers what was ever found. */
function watching(stack: Stack, found: () => string | undefined): { readonly seen: ReadonlySet<string>; end(): void } {
  const seen = new Set<string>();
  const log = stack.tenant.history as Entry[];
  const push = log.push;
  log.push = (...records) => {
    const why = found();
    if (why !== undefined) seen.add(`${why} after ${records[0]?.method} ${records[0]?.path}`);
    return push.apply(log, records);
  };
  return { seen, end: () => Reflect.deleteProperty(log, "push") };
}

/** `METHOD last words of the path` of what was written since. */
function writesSince(stack: Stack, at: number): string[] {
  return stack.tenant.history
    .slice(at)
    .filter(({ write, status }) => write && status !== null && status < 400)
    .map(
      ({ method, path }) =>
        `${method} ${path.split("/").find((part) => /^(applications|servicePrincipals|oauth2|roleM)/.test(part))}${path.includes("appRoleAssignedTo") ? " appRoleAssignedTo" : ""}`,
    );
}

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
  settings({});
  const outcome = await stack.apply();
  expect(told(outcome)).not.toContain("error:");
});
afterAll(() => stack.close());

function settings(appConnect: Record<string, unknown>, livePlatform: Record<string, unknown> = {}): void {
  stack.settings((document) => {
    keepOnly(document, "app-connect", "live-platform");
    for (const [name, keys] of Object.entries({ "app-connect": appConnect, "live-platform": livePlatform }))
      for (const [key, value] of Object.entries(keys)) document.setIn(["integrations", name, key], value);
  });
}

describe("before the first write", () => {
  test.each([
    ["preview", ["preview"]],
    ["up", ["up", "--yes"]],
    ["up without its preview", ["up", "--yes", "--skip-preview"]],
  ])("%s names every id that the tenant does not have, and what it is instead", async (_, args) => {
    const principal = await principalOfGraph(stack);
    settings({ signsIn: [unknown, principal], signsInGroups: [user.id], stillOpen: true });
    const at = stack.tenant.history.length;
    const outcome = await stack.pulumi(args);
    expect(outcome.code).not.toBe(0);
    expect(told(outcome)).toContain(`The tenant contoso.onmicrosoft.com, before anything is written: 3 faults
  app-connect · signsIn[0]
    ${unknown} is no object of this tenant; write the object id of a user (az ad user show), or remove it
  app-connect · signsIn[1]
    ${principal} is an enterprise application and no user; only users and groups sign in; remove it
  app-connect · signsInGroups[0]
    ${user.id} is a user and no group; write it under \`signsIn\``);
    expect(told(outcome)).not.toMatch(/^\s+at .*:\d+:\d+/m);
    expect(writesSince(stack, at)).toEqual([]);
  });

  test.each([
    ["preview", ["preview"]],
    ["up without its preview", ["up", "--yes", "--skip-preview"]],
  ])("%s refuses the change that assigns and closes at once, and says the two changes", async (_, args) => {
    settings({ signsIn: [user.id] });
    const at = stack.tenant.history.length;
    const outcome = await stack.pulumi(args);
    expect(outcome.code).not.toBe(0);
    expect(told(outcome)).toContain(`closes a running integration in the change that first assigns ${user.id}`);
    expect(told(outcome)).toContain("add `stillOpen: true` beside it now");
    expect(writesSince(stack, at)).toEqual([]);
  });
});

describe("closing in two changes", () => {
  test("the first one stops before its grant: everyone may still sign in, and the rerun completes it", async () => {
    const watch = watching(stack, () => shutOut(stack));
    settings({ signsIn: [user.id], stillOpen: true });
    await without(stack, "DelegatedPermissionGrant.ReadWrite.All", async () => {
      expect((await stack.apply()).code).not.toBe(0);
    });
    const at = stack.tenant.history.length;
    expect((await stack.apply()).code).toBe(0);
    expect(writesSince(stack, at)).toContain("POST oauth2PermissionGrants");
    watch.end();
    expect([...watch.seen]).toEqual([]);
  });

  test("the second one stops between the requirement and the wider grant: the user is in, and the rerun completes it", async () => {
    const watch = watching(stack, () => shutOut(stack));
    settings({ signsIn: [user.id] });
    const at = stack.tenant.history.length;
    await without(stack, "DelegatedPermissionGrant.ReadWrite.All", async () => {
      expect((await stack.apply()).code).not.toBe(0);
    });
    expect(writesSince(stack, at)).toContain("PATCH servicePrincipals");
    expect((await stack.apply()).code).toBe(0);
    watch.end();
    expect([...watch.seen]).toEqual([]);
    expect(stack.tenant.snapshot().delegatedGrants.map((row) => row.user)).toEqual([user.name]);
  });

  test("opened again, the grant for everyone stands before the user's goes", async () => {
    const watch = watching(stack, () => shutOut(stack));
    settings({});
    const at = stack.tenant.history.length;
    expect((await stack.up()).code).toBe(0);
    watch.end();
    expect([...watch.seen]).toEqual([]);
    const grants = writesSince(stack, at).filter((write) => write.endsWith("oauth2PermissionGrants"));
    expect(grants).toEqual(["POST oauth2PermissionGrants", "DELETE oauth2PermissionGrants"]);
  });
});

describe("a group", () => {
  let group: string;
  beforeAll(async () => {
    const graph = await graphAsDeployer(stack);
    const { value } = (await graph("GET", `/groups?$filter=displayName eq '${sales}'`)) as { value: readonly Row[] };
    group = String(value[0]?.id);
  });
  const assigned = () =>
    stack.tenant
      .snapshot()
      .appRoleAssignments.filter(({ resource }) => resource === "App Connect")
      .map(({ principal }) => principal);
  const grantedTo = () => stack.tenant.snapshot().delegatedGrants.map((row) => row.user);

  test("is let in by two changes, the first of them cut off before it is assigned: its members stay in all along", async () => {
    const watch = watching(stack, () => shutOut(stack));
    settings({ signsInGroups: [group], stillOpen: true });
    await without(stack, "AppRoleAssignment.ReadWrite.All", async () => {
      expect((await stack.apply()).code).not.toBe(0);
      expect(assigned()).toEqual([]);
    });
    expect((await stack.apply()).code).toBe(0);
    expect(assigned()).toEqual([sales]);
    settings({ signsInGroups: [group] });
    const at = stack.tenant.history.length;
    expect((await stack.apply()).code).toBe(0);
    watch.end();
    expect([...watch.seen]).toEqual([]);
    expect(writesSince(stack, at)).toEqual(["PATCH servicePrincipals"]);
    expect(grantedTo()).toEqual([null]);
  });

  test("gives its place to a user: neither the group nor everyone's grant goes before the user's stand, also where that is refused", async () => {
    const watch = watching(stack, () => shutOut(stack));
    settings({ signsIn: [user.id] });
    await without(stack, "DelegatedPermissionGrant.ReadWrite.All", async () => {
      expect((await stack.apply()).code).not.toBe(0);
      expect([assigned(), grantedTo()]).toEqual([expect.arrayContaining([sales]), [null]]);
    });
    expect((await stack.apply()).code).toBe(0);
    watch.end();
    expect([...watch.seen]).toEqual([]);
    expect([assigned(), grantedTo()]).toEqual([[user.name], [user.name]]);
  });

  test("takes a user's place: the group is assigned and everyone's grant stands before the user's go, also where that is refused", async () => {
    const watch = watching(stack, () => shutOut(stack));
    settings({ signsInGroups: [group] });
    await without(stack, "AppRoleAssignment.ReadWrite.All", async () => {
      expect((await stack.apply()).code).not.toBe(0);
      expect(assigned()).toEqual([user.name]);
    });
    expect((await stack.apply()).code).toBe(0);
    watch.end();
    expect([...watch.seen]).toEqual([]);
    expect([assigned(), grantedTo()]).toEqual([[sales], [null]]);
  });

  afterAll(async () => {
    settings({});
    expect((await stack.apply()).code).toBe(0);
  });
});

test("of a consent that is narrowed every other scope stands all along, also where that is refused", async () => {
  const listed = (...delegated: string[]) => ({
    permissions: { "Microsoft Graph": { application: ["Organization.Read.All"], delegated } },
  });
  const scopes = () =>
    stack.tenant
      .snapshot()
      .delegatedGrants.filter(({ client }) => client === "Live Platform")
      .flatMap((row) => row.scopes);
  settings({}, listed("Group.Read.All", "User.Read"));
  expect((await stack.apply()).code).toBe(0);
  const watch = watching(stack, () => (scopes().includes("User.Read") ? undefined : "no scope"));
  settings({}, listed("User.Read"));
  await without(stack, "DelegatedPermissionGrant.ReadWrite.All", async () => {
    expect((await stack.apply()).code).not.toBe(0);
    expect(scopes()).toEqual(["Group.Read.All", "User.Read"]);
  });
  const at = stack.tenant.history.length;
  expect((await stack.apply()).code).toBe(0);
  watch.end();
  expect([...watch.seen]).toEqual([]);
  expect(scopes()).toEqual(["User.Read"]);
  expect(writesSince(stack, at).filter((write) => write.endsWith("oauth2PermissionGrants"))).toEqual([
    "PATCH oauth2PermissionGrants",
  ]);
});

test("a role that takes another's place is granted before the other goes, and neither is lost where it is refused", async () => {
  const roles = () =>
    stack.tenant
      .snapshot()
      .appRoleAssignments.filter(({ principal }) => principal === "Live Platform")
      .map(({ role }) => role);
  const watch = watching(stack, () => (roles().length > 0 ? undefined : "no role"));
  expect(roles()).toEqual(["Organization.Read.All"]);
  settings({}, { permissions: { "Microsoft Graph": { application: ["User.Read.All"] } } });
  await without(stack, "AppRoleAssignment.ReadWrite.All", async () => {
    expect((await stack.apply()).code).not.toBe(0);
    expect(roles()).toEqual(["Organization.Read.All"]);
  });
  const at = stack.tenant.history.length;
  expect((await stack.apply()).code).toBe(0);
  watch.end();
  expect([...watch.seen]).toEqual([]);
  expect(roles()).toEqual(["User.Read.All"]);
  expect(writesSince(stack, at).filter((write) => write.endsWith("appRoleAssignedTo"))).toEqual([
    "POST servicePrincipals appRoleAssignedTo",
    "DELETE servicePrincipals appRoleAssignedTo",
  ]);
});

test("a directory role that takes another's place is given before the other goes, and neither is lost where it is refused", async () => {
  const roles = () =>
    stack.tenant
      .snapshot()
      .roleAssignments.filter(({ principal }) => principal === "Live Platform")
      .map(({ role }) => role);
  const watch = watching(stack, () => (roles().length > 0 ? undefined : "no role"));
  expect(roles()).toEqual(["Teams Administrator"]);
  settings({}, { directoryRoles: ["Teams Communications Administrator"] });
  await without(stack, "RoleManagement.ReadWrite.Directory", async () => {
    expect((await stack.apply()).code).not.toBe(0);
    expect(roles()).toEqual(["Teams Administrator"]);
  });
  const at = stack.tenant.history.length;
  expect((await stack.apply()).code).toBe(0);
  watch.end();
  expect([...watch.seen]).toEqual([]);
  expect(roles()).toEqual(["Teams Communications Administrator"]);
  expect(writesSince(stack, at).filter((write) => write.endsWith("roleManagement"))).toEqual([
    "POST roleManagement",
    "DELETE roleManagement",
  ]);
});
