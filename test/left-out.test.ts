/** Whom a run leaves out, why, and how the engine and the program are told. On a simulated tenant: no engine. */
import { describe, expect, it } from "vitest";
import { apiIds } from "../catalog/api-ids.ts";
import { isHeld } from "../operate/before-writing.ts";
import { aimedAt, type LeftOut, leftOutLines, leftOutOf, notAppliedLine, without } from "../operate/left-out.ts";
import { withoutThem } from "../operate/verbs/pulumi.ts";
import { compare } from "../operate/verify/compare.ts";
import { sidesOf } from "../operate/verify/sides.ts";
import { isNotable, remedyLines } from "../operate/verify/table.ts";
import { emptyState } from "../recovery/state.ts";
import { setAbsentApis } from "../simulator/directory/absent-apis.ts";
import { emptyDirectory } from "../simulator/directory/directory.ts";
import { declaredFrom, exportOf, type Furnished, furnished } from "./recovery/furnished.ts";
import { hands, recoverable } from "./recovery/hands.ts";
import { naming, standing } from "./verify/standing.ts";

const names = ["teamconnect", "live-platform-notifications"];
const exchange =
  "asks permissions of Office 365 Exchange Online (00000002-0000-0ff1-ce00-000000000000), which has no service principal in this tenant: it comes with Exchange Online, and without a licence for that nobody can make it; with one a Cloud Application Administrator makes it once: az ad sp create --id 00000002-0000-0ff1-ce00-000000000000";

function takeExchange({ tenant: { tenant } }: Pick<Furnished, "tenant">): void {
  setAbsentApis(tenant.directory, emptyDirectory(), tenant.catalog, [apiIds.exchange]);
}

/** Whom a run of the stack leaves out; by its state, or by one that knows nothing. */
function asked(stack: Furnished, { declared = stack.declared, state = stack.state } = {}) {
  const integrations = declared.map(({ resolved }) => resolved);
  return leftOutOf(integrations, stack.graph, async () => exportOf(state));
}

const held: LeftOut = { name: "mail", formerly: [], why: ["asks."], standing: ["urn:a", "urn:b"] };

describe("whom a run leaves out", () => {
  it("nobody, where the tenant has what everybody asks for; the state is not even read", async () => {
    const stack = await furnished(names);
    const integrations = stack.declared.map(({ resolved }) => resolved);
    const unread = async () => {
      throw new Error("the state was read");
    };
    expect(await leftOutOf(integrations, stack.graph, unread)).toEqual([]);
  });

  it("who asks an API that the tenant has no principal of: with what the state has of it, to the last resource", async () => {
    const stack = await furnished(names);
    takeExchange(stack);
    const urns = [...stack.state.resources.values()].map(({ urn }) => urn);
    const [only, ...others] = await asked(stack);
    expect(others).toEqual([]);
    expect(only).toEqual({
      name: "teamconnect",
      formerly: [],
      why: [exchange],
      standing: urns.filter((urn) => urn.split("::").at(-1)?.startsWith("teamconnect")),
    });
    expect(only?.standing.length).toBeGreaterThan(6);
    expect(await asked(stack, { state: emptyState })).toEqual([{ ...only, standing: [] }]);
  });

  it("one that is renamed in this change: what stands under its former name", async () => {
    const stack = await furnished(["teamconnect"]);
    takeExchange(stack);
    const declared = declaredFrom(["teamconnect"], (integrations) => {
      const all = integrations as Record<string, object>;
      all["case-system"] = { ...all.teamconnect, formerly: ["teamconnect"] };
      delete all.teamconnect;
    });
    const [only] = await asked(stack, { declared });
    expect(only?.name).toBe("case-system");
    expect(only?.standing.map((urn) => urn.split("::").at(-1))).toContain("teamconnect-application");
  });

  it("who names somebody that the tenant does not have, or that is no user", async () => {
    const stack = await furnished(names);
    const declared = declaredFrom(names, (integrations) => {
      const all = integrations as Record<string, object>;
      const signsIn = ["99999999-9999-9999-9999-999999999999", stack.declared[0]?.owners[0] ?? ""];
      all.teamconnect = { ...all.teamconnect, signsIn, stillOpen: true };
    });
    expect((await asked(stack, { declared })).map(({ name, why }) => [name, why])).toEqual([
      [
        "teamconnect",
        [
          "signsIn[0] 99999999-9999-9999-9999-999999999999 is no object of this tenant; write the object id of a user (az ad user show), or remove it",
          "signsIn[1] 33333333-3333-3333-3333-333333333333 is an enterprise application and no user; only users and groups sign in; remove it",
        ],
      ],
    ]);
  });

  it("who would be shut out by the change, by the state", async () => {
    const stack = await furnished(["teamconnect"]);
    const [id = ""] = stack.tenant.tenant.directory.users.keys();
    const declared = declaredFrom(["teamconnect"], (integrations) => {
      const all = integrations as Record<string, object>;
      all.teamconnect = { ...all.teamconnect, signsIn: [id] };
    });
    const [only] = await asked(stack, { declared });
    expect(only?.why[0]).toMatch(/^signsIn closes a running integration in the change that first assigns /);
    expect(await asked(stack, { declared, state: emptyState })).toEqual([]);
  });

  it("nobody, where Graph does not let anybody ask: the program stops the whole run, and says what is missing", async () => {
    const stack = await furnished(names);
    takeExchange(stack);
    const lists = async () => {
      throw Object.assign(new Error("403 Authorization_RequestDenied"), { statusCode: 403 });
    };
    expect(await asked({ ...stack, graph: { ...stack.graph, lists } })).toEqual([]);
  });

  it("one that the file suspends: what a person does by hand meanwhile", async () => {
    const stack = await furnished(["teamconnect"]);
    takeExchange(stack);
    const declared = declaredFrom(["teamconnect"], (integrations) => {
      const all = integrations as Record<string, object>;
      all.teamconnect = { ...all.teamconnect, suspended: { since: "2026-11-21", reason: "an incident" } };
    });
    expect((await asked(stack, { declared }))[0]?.why.at(-1)).toMatch(
      /^the file suspends it, which no run does meanwhile: switch its sign-in off by hand, az ad sp update --id .* --set accountEnabled=false$/,
    );
    expect((await asked(stack, { declared, state: emptyState }))[0]?.why).toEqual([exchange]);
  });
});

describe("how they are left out", () => {
  it("the program is told the names, and the engine each URN that the state has", () => {
    expect(without([held, { ...held, name: "calls", standing: [] }])).toEqual({
      args: ["--exclude", "urn:a", "--exclude", "urn:b"],
      variables: { INTEGRATIONS_LEFT_OUT: "mail,calls" },
    });
  });

  it("where nobody is, the program is told so, whatever the shell says", () => {
    expect(without([])).toEqual({ args: [], variables: { INTEGRATIONS_LEFT_OUT: "" } });
  });

  it("the words stand right after the command, and not beside --target, with which the engine takes no --exclude", () => {
    expect(withoutThem(["up", "--yes", "--", "x"], [held], [])).toEqual([
      "up",
      "--exclude",
      "urn:a",
      "--exclude",
      "urn:b",
      "--yes",
      "--",
      "x",
    ]);
    expect(withoutThem(["up", "--target", "urn:c"], [held], ["urn:c"])).toEqual(["up", "--target", "urn:c"]);
  });

  it("a target of theirs is told: by URN, by name, by a wildcard; another's is none, however it begins", () => {
    const integrations = [
      { name: "mail", formerly: [] },
      { name: "mail-archive", formerly: [] },
    ];
    const aimed = (urn: string) => aimedAt([held], [urn], integrations)?.name;
    expect(["urn:a", "a::b::c::mail-application", "a::b::c::mail", "**"].map(aimed)).toEqual(Array(4).fill("mail"));
    expect(["a::b::c::mail-archive", "a::b::c::mail-archive-application", "a::b::c::calls"].map(aimed)).toEqual(
      Array(3).fill(undefined),
    );
    expect(aimedAt([held], [], integrations)).toBeUndefined();
  });

  it("in words: before the run, and in one line after it", () => {
    expect(leftOutLines([held, { ...held, name: "calls", standing: [] }])).toEqual([
      "mail is left out of this run: what stands of it stays as it is. The others go on.",
      "  asks.",
      "calls is left out of this run: nothing of it is made. The others go on.",
      "  asks.",
    ]);
    expect(notAppliedLine([held])).toBe(
      "Not applied: mail (why: above). The run that comes after that is mended applies it.",
    );
    expect(notAppliedLine([held, { ...held, name: "calls" }])).toBe(
      "Not applied: mail, calls (why: above). The run that comes after that is mended applies them.",
    );
  });
});

it("consents that went with the API hold no run that leaves the integration out, and are not spoken of", async () => {
  const stack = await furnished(names);
  takeExchange(stack);
  const work = hands(stack);
  const target = recoverable(stack, work.exportState);
  const intent = { command: "up", refreshes: false, targets: [] } as const;
  expect(await isHeld(work, target, { ...intent, without: ["teamconnect"] })).toBe(false);
  expect(work.said).toEqual([]);
  await isHeld(work, target, intent);
  expect(work.said.join("\n")).toContain("teamconnect");
});

it("verify says it in one row in place of each difference, and what somebody added stays a row of its own", async () => {
  const stack = await standing(names);
  takeExchange(stack);
  await stack.graph.patch(`/applications/${stack.applicationId}`, {
    displayName: "Another name",
    web: { redirectUris: ["https://elsewhere.example/callback"] },
  });
  const sides = await sidesOf({
    stack: { project: "m365-integrations", stack: "dev", consentClientId: undefined },
    integrations: stack.declared.map(({ resolved }) => resolved),
    exportState: async () => exportOf(stack.state),
    graph: stack.graph,
    vaults: { entries: async () => [...stack.entries.values()], remove: async () => {} },
    now: stack.tenant.tenant.clock(),
    naming,
  });
  const notable = compare(sides).filter(isNotable);
  expect(notable.map(({ check, verdict }) => [check, verdict])).toEqual([
    ["applied", "different"],
    ["redirect URI", "undeclared"],
  ]);
  expect(notable[0]?.found).toMatch(/^left out of each run: stands as it was, and \d+ of \d+ checks differ$/);
  expect(remedyLines(notable.slice(0, 1))).toEqual([
    `  teamconnect (applied):\n      make up: applies it, once this is mended: ${exchange}`,
  ]);
});
