/** What somebody changed in the tenant on objects that still stand: noticed, told, and read again. No engine. */
import { describe, expect, it } from "vitest";
import { settleMissing } from "../../operate/missing.ts";
import { changedIn } from "../../recovery/changed.ts";
import { missingIn } from "../../recovery/missing.ts";
import { missingLines } from "../../recovery/missing-words.ts";
import { lastPart, type State } from "../../recovery/state.ts";
import { declaredFrom, type Furnished, furnished } from "./furnished.ts";
import { hands } from "./hands.ts";

const naming = { adopt: "./integrations adopt", file: "tenants/dev.yaml", up: "make up", today: "2026-11-21" };
const head = (name: string) =>
  `${name}: changed in the tenant, not in the file. The next \`make up\` writes again what the file says:`;

const path = (stack: Furnished, name: string) => String(stack.known(name).id);
const patch = (stack: Furnished, name: string, body: object) => stack.graph.patch(path(stack, name), { ...body });

/** The lines about everything that is missing or otherwise. */
async function told({ state, declared, read }: Furnished, file = declared): Promise<string[]> {
  return missingIn(state, await read(), file).flatMap((missing) => missingLines(missing, naming));
}

/** The same stack with other values in the state of one resource. */
function withState(stack: Furnished, name: string, values: object): Furnished {
  const one = stack.known(name);
  const resources = new Map(stack.state.resources).set(one.urn, { ...one, outputs: { ...one.outputs, ...values } });
  const state: State = { ...stack.state, resources };
  return { ...stack, state };
}

const grant = "app-connect-microsoft-graph-scopes";
const [application, principal] = ["app-connect-application", "app-connect-principal"];

async function scopes(stack: Furnished, change: (all: string[]) => string[]): Promise<void> {
  const [row] = await stack.graph.objects([path(stack, grant)]);
  await patch(stack, grant, { scope: change(String(row?.scope).split(" ")).join(" ") });
}

describe("a consent to delegated scopes that stands", () => {
  it("and has lost one by hand is told with its scope", async () => {
    const stack = await furnished(["app-connect"]);
    await scopes(stack, (all) => all.filter((scope) => scope !== "User.Read"));
    expect(await told(stack)).toEqual([head("app-connect"), `    ${grant}: scopes lost User.Read`]);
  });

  it("and was widened by hand is told with what it gained", async () => {
    const stack = await furnished(["app-connect"]);
    await scopes(stack, (all) => [...all.slice(1), "Directory.ReadWrite.All"]);
    const [lost] = String(stack.known(grant).outputs.claimValues).split(",");
    expect(await told(stack)).toEqual([
      head("app-connect"),
      `    ${grant}: scopes lost ${lost}; gained Directory.ReadWrite.All`,
    ]);
  });

  it("and got openid, profile and email from a sign-in page is as it was", async () => {
    const stack = await furnished(["app-connect"]);
    await scopes(stack, (all) => [...all, "openid", "profile", "email"]);
    expect(await told(stack)).toEqual([]);
  });

  it("and lost by hand what the file now leaves out as well is no change", async () => {
    const stack = await furnished(["app-connect"]);
    await scopes(stack, (all) => all.filter((scope) => scope !== "User.Read"));
    const file = declaredFrom(["app-connect"], (integrations) => {
      Object.assign(integrations["app-connect"] ?? {}, { omits: { "Microsoft Graph": { delegated: ["User.Read"] } } });
    });
    expect(await told(stack, file)).toEqual([]);
  });
});

describe("an application that stands", () => {
  it.each([
    ["another name", { displayName: "Renamed" }, "display name is Renamed, was App Connect"],
    ["other notes", { notes: "By hand\nnot by us" }, "notes is By hand; not by us, was none"],
    [
      "implicit grant",
      { web: { implicitGrantSettings: { enableIdTokenIssuance: true } } },
      "implicit grant of ID tokens is on, was off",
    ],
    [
      "a redirect URI of another platform",
      { spa: { redirectUris: ["https://elsewhere.example/"] } },
      "redirect URIs gained https://elsewhere.example/ (spa)",
    ],
    ["a tag", { tags: ["HideApp"] }, "tags gained HideApp"],
    [
      "a permission asked for",
      {
        requiredResourceAccess: [
          {
            resourceAppId: "00000003-0000-0000-c000-000000000000",
            resourceAccess: [{ id: "e2a3a72e-5f79-4c64-b1b1-878b674786c9", type: "Role" }],
          },
        ],
      },
      "permissions asked for gained Microsoft Graph application Mail.ReadWrite",
    ],
  ])("with %s by hand", async (_, body, words) => {
    const stack = await furnished(["app-connect"]);
    await patch(stack, application, body);
    expect(await told(stack)).toEqual([head("app-connect"), `    ${application}: ${words}`]);
  });

  it("opened by hand to other tenants", async () => {
    const stack = await furnished(["live-platform"]);
    await patch(stack, "live-platform-application", { signInAudience: "AzureADMultipleOrgs" });
    expect(await told(stack)).toEqual([
      head("live-platform"),
      "    live-platform-application: sign-in audience is AzureADMultipleOrgs, was AzureADMyOrg",
    ]);
  });

  it("with one more owner, who may add secrets", async () => {
    const stack = await furnished(["app-connect"]);
    const user = "44444444-4444-4444-4444-444444444444";
    await stack.graph.post(`${path(stack, application)}/owners/$ref`, {
      "@odata.id": `http://simulator.test/graph/v1.0/directoryObjects/${user}`,
    });
    expect(await told(stack)).toEqual([head("app-connect"), `    ${application}: owners gained ${user}`]);
  });

  it("is as the state says while the file waits to be applied", async () => {
    const stack = await furnished(["app-connect"]);
    const file = declaredFrom(["app-connect"], (integrations) => {
      Object.assign(integrations["app-connect"] ?? {}, { displayName: "Renamed", instances: ["elsewhere"] });
    });
    expect(await told(stack, file)).toEqual([]);
  });
});

describe("a service principal that stands", () => {
  const suspended = () =>
    declaredFrom(["app-connect"], (integrations) => {
      Object.assign(integrations["app-connect"] ?? {}, { suspended: { since: "2026-11-21", reason: "ended" } });
    });

  it("closed by hand is told: nobody is assigned, so nobody signs in", async () => {
    const stack = await furnished(["app-connect"]);
    await patch(stack, principal, { appRoleAssignmentRequired: true });
    expect(await told(stack)).toEqual([head("app-connect"), `    ${principal}: assignment required is on, was off`]);
  });

  it("switched on by hand, although the file suspends it, is told", async () => {
    const stack = withState(await furnished(["app-connect"]), principal, { accountEnabled: false });
    expect(await told(stack, suspended())).toEqual([head("app-connect"), `    ${principal}: sign-in is on, was off`]);
  });

  it("switched off by hand waits for a person, whatever else was changed on it: read again, a run would switch it on", async () => {
    const stack = await furnished(["app-connect"]);
    await patch(stack, principal, { accountEnabled: false, appRoleAssignmentRequired: true });
    const held = hands(stack);
    expect(await settleMissing(held, { yes: true, quiet: false })).toMatchObject({ waits: false, changes: 0 });
    expect(held.said[0]).toMatch(/^app-connect: sign-in is switched off in the tenant/);
    expect(held.again).toEqual([]);
  });

  it("opened by hand is closed again only once those who sign in are assigned again", async () => {
    const stack = withState(await furnished(["app-connect"]), principal, { appRoleAssignmentRequired: true });
    const [closed] = declaredFrom(["app-connect"], (integrations) => {
      Object.assign(integrations["app-connect"] ?? {}, { signsIn: ["44444444-4444-4444-4444-444444444444"] });
    });
    const live = (await stack.read()).applications[0];
    if (closed === undefined || live === undefined) throw new Error("app-connect does not stand");
    const known = [stack.known(principal)].map((one) => stack.state.resources.get(one.urn) ?? one);
    const change = { property: "assignment required", was: "on", is: "off" };
    expect(changedIn(known, closed, live, false)).toMatchObject([{ changes: [change] }]);
    expect(changedIn(known, closed, live, true)).toEqual([]);
  });
});

describe("what was changed", () => {
  const two = async () => {
    const stack = await furnished(["app-connect", "live-platform"]);
    await scopes(stack, (all) => all.slice(1));
    await patch(stack, "live-platform-application", { displayName: "Renamed" });
    return stack;
  };

  it("is read again into the state, and nothing else is: the next up then writes what the file says", async () => {
    const stack = await two();
    const held = hands(stack);
    const before = await held.exportState();
    const writes = held.writes();
    expect(await settleMissing(held, { yes: true, quiet: true })).toMatchObject({ waits: false, changes: 2 });
    expect(held.again).toEqual(expect.arrayContaining([grant, "live-platform-application"]));
    expect(held.again).toHaveLength(2);
    expect([await held.exportState(), held.writes()]).toEqual([before, writes]);
  });

  it("is told and left without --yes, also to a program", async () => {
    const stack = await two();
    const held = hands(stack);
    const { found, changes } = await settleMissing(held, { yes: false, quiet: false });
    expect([changes, held.again]).toEqual([2, []]);
    expect(held.said).toContain("    live-platform-application: display name is Renamed, was Live Platform");
    expect(found.find(({ integration }) => integration === "live-platform")?.changed).toEqual([
      {
        urn: stack.known("live-platform-application").urn,
        id: `/applications/${lastPart(stack.known("live-platform-application").id)}`,
        changes: [{ property: "display name", is: "Renamed", was: "Live Platform" }],
      },
    ]);
  });
});
