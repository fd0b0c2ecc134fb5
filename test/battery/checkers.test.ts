/** Each checker on a case that went well, and on the same case with one thing amiss: a checker that cannot fail is none. */
import { beforeAll, describe, expect, test } from "vitest";
import { type CheckerName, check, checkers } from "../../battery/checkers.ts";
import type { Fact } from "../../battery/facts.ts";
import type { History, Moment } from "../../battery/history.ts";
import { play } from "../../battery/play.ts";
import { type Story, type StoryName, stories } from "../../battery/story.ts";
import { type World, worldLike } from "../../battery/world.ts";
import { seal } from "../../simulator/directory/sealed.ts";

let told: Awaited<ReturnType<typeof stories>>;
let story: Story;

function toldAs(name: StoryName): Story {
  const found = told.get(name);
  if (!found) throw new Error(`there is no story ${name}`);
  return found;
}

let well: History;
beforeAll(async () => {
  told = await stories();
  story = toldAs("appended");
  well = await play({ runs: [{ faults: [] }] }, story);
}, 120_000);

/** The same history with another world. */
function withWorld(change: (world: World) => void): History {
  const world = worldLike(well.world);
  change(world);
  return { ...well, world };
}

function moment(change: Partial<Moment>): Moment {
  return { run: 0, request: 1, during: "update", added: [], removed: [], known: new Set(), ...change };
}

/** The application of an integration, as the tenant holds it. */
function application({ directory }: World, integration: string) {
  const found = [...directory.applications.entries()].find(([, { entity }]) =>
    entity.tags.some((tag) => tag.endsWith(`/${integration}`)),
  );
  if (!found) throw new Error(`the tenant has no ${integration}`);
  return { id: found[0], ...found[1] };
}

test("a run without faults passes every checker", () => {
  expect(check(well, story)).toEqual({});
  expect(well.runs.map(({ end }) => end.kind)).toEqual(["done", "done"]);
});

const inUse = (): Fact => {
  const [first] = story.inUse;
  if (!first) throw new Error("no credential is in use");
  return first;
};

const amiss: readonly (readonly [CheckerName, string, () => History])[] = [
  [
    "credentials in use stay",
    "a credential that somebody uses is gone for a moment",
    () => ({ ...well, moments: [moment({ removed: [inUse()] })] }),
  ],
  [
    "credentials in use stay",
    "the secret behind a credential is another",
    () =>
      withWorld((world) => {
        const { id, ...owned } = application(world, "mailgates");
        const secrets = Object.fromEntries(Object.keys(owned.keyring.secrets).map((keyId) => [keyId, "another"]));
        world.directory.applications.set(id, { ...owned, keyring: { ...owned.keyring, secrets } });
      }),
  ],
  [
    "credentials in use stay",
    "a principal lets nobody in",
    () =>
      withWorld(({ directory }) => {
        const principal = [...directory.servicePrincipals.values()].at(-1);
        if (!principal) throw new Error("no principal");
        const entity = { ...principal.entity, accountEnabled: false };
        directory.servicePrincipals.set(entity.id, { ...principal, entity });
      }),
  ],
  [
    "published credentials work",
    "the vault keeps another secret than the state",
    () =>
      withWorld(({ directory }) => {
        const secret = [...directory.vaultSecrets.values()].find(({ name }) => name === "mailgates-2027-02-19");
        if (!secret) throw new Error("no entry");
        directory.vaultSecrets.set(secret.id, {
          ...secret,
          sealed: seal("another", `${secret.id}/${secret.version}`),
        });
      }),
  ],
  [
    "grants as declared",
    "a permission that nobody declared stands for a moment",
    () => ({
      ...well,
      moments: [
        moment({ added: [{ kind: "grant", id: "1", text: "grant mailgates → Graph for everybody: Mail.Send" }] }),
      ],
    }),
  ],
  [
    "grants as declared",
    "a declared role is missing at the end",
    () => withWorld(({ directory }) => directory.roleAssignments.clear()),
  ],
  [
    "no delete",
    "something that the change does not retire is deleted",
    () => ({ ...well, moments: [moment({ removed: [inUse()] })] }),
  ],
  [
    "no delete",
    "a new password is deleted by the run itself",
    () => ({
      ...well,
      moments: [moment({ removed: [{ kind: "password", id: "born-in-the-run", text: "password x" }] })],
    }),
  ],
  [
    "no canary",
    "an error shows a secret",
    () => {
      const [secret = ""] = well.secrets;
      const run = well.runs[0];
      if (!run) throw new Error("no run");
      return {
        ...well,
        runs: [{ ...run, end: { kind: "failed", steps: [], fault: `it was ${secret}` } }, ...well.runs],
      };
    },
  ],
  [
    "no canary",
    "the state holds a secret openly",
    () =>
      withWorld(({ state }) => {
        const kept = [...state.resources.values()].at(-1);
        if (!kept) throw new Error("no resource");
        state.resources.set(kept.urn, { ...kept, outputs: { note: [`: ${well.secrets[0]}`] } });
      }),
  ],
  ["first party untouched", "Microsoft's principal is another object", () => ({ ...well, firstPartyUntouched: false })],
  [
    "nothing twice, no orphan",
    "an application stands twice",
    () =>
      withWorld((world) => {
        const { id: _, ...owned } = application(world, "mailgates");
        world.directory.applications.set("twice", { ...owned, entity: { ...owned.entity, id: "twice" } });
      }),
  ],
  [
    "nothing twice, no orphan",
    "an application keeps the name that the provider tries",
    () =>
      withWorld((world) => {
        const { id, ...owned } = application(world, "mailgates");
        const entity = { ...owned.entity, displayName: "TERRAFORM_UPDATE_0" };
        world.directory.applications.set(id, { ...owned, entity });
      }),
  ],
  [
    "the state knows all",
    "a grant is not in the state",
    () =>
      withWorld(({ state }) => {
        for (const [urn, { type }] of state.resources)
          if (type.endsWith("DelegatedPermissionGrant")) state.resources.delete(urn);
      }),
  ],
  [
    "the state knows all",
    "an operation is pending for ever",
    () =>
      withWorld(({ state }) => {
        const begun = { operation: "creating", urn: "urn", type: "type", id: undefined, inputs: {} } as const;
        state.pending.set("urn", begun);
      }),
  ],
  [
    "what a person adds stays",
    "a certificate that somebody added by hand is gone",
    () => ({ ...well, byHand: new Set(["b4a4d000-0000-4000-8000-000000000001"]) }),
  ],
  [
    "what a person adds stays",
    "no run tells of a certificate that somebody added by hand",
    () => {
      const [{ keyId = "" } = {}] = application(well.world, "servicenow").entity.keyCredentials;
      return { ...well, byHand: new Set([keyId]) };
    },
  ],
  ["quiet at the end", "the last run changes something", () => ({ ...well, runs: well.runs.slice(0, 1) })],
  [
    "at most two reruns",
    "it takes three",
    () => ({ ...well, runs: [...well.runs, ...well.runs].slice(0, 4), disturbed: 1 }),
  ],
];

describe("amiss is", () => {
  for (const [name, what, history] of amiss)
    test(`${what} (${name})`, () => {
      expect(check(history(), story)[name]?.length ?? 0).toBeGreaterThan(0);
    });
});

test("every checker is shown to fail", () => {
  expect(new Set(amiss.map(([name]) => name))).toEqual(new Set(Object.keys(checkers)));
});

test("an application that a lost answer made twice, in a run that then died, leaves one after the next run", async () => {
  const first = toldAs("first-up");
  const at =
    first.requests.find(({ method, path }) => method === "POST" && path.endsWith("/applications"))?.index ?? -1;
  const died = await play(
    {
      runs: [
        {
          faults: [
            { at, fault: { kind: "after", what: "503" }, lasting: false },
            { at: at + 1, fault: { kind: "kill", when: "committed" }, lasting: false },
          ],
        },
      ],
    },
    first,
  );
  expect(check(died, first)).toEqual({});
  expect(died.runs.map(({ end }) => end.kind)).toEqual(["died", "done", "done"]);
});
