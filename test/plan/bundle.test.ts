import { describe, expect, test } from "vitest";
import { type Bundle, seal, sealingSecret, unseal } from "../../operate/plan/bundle.ts";
import { digestOf } from "../../operate/plan/checkout.ts";
import { readExported } from "../../operate/plan/state.ts";
import { movedSince } from "../../operate/verbs/apply.ts";

const secret = "a-secret-of-more-than-32-characters";
const made = "2026-11-27T08:00:00.000Z";
const soon = new Date("2026-11-27T09:00:00Z");

const bundle: Bundle = {
  version: 1,
  project: "m365-integrations",
  stack: "prod",
  made,
  commit: "a".repeat(40),
  files: { "index.ts": "1", "tenants/prod.yaml": "2" },
  state: "s",
  plan: '{"resourcePlans":{"only-in-the-plan":{}}}',
  planDigest: digestOf('{"resourcePlans":{"only-in-the-plan":{}}}'),
  expected: "{}",
  environment: { ARM_ENVIRONMENT: "usgovernment" },
  leftOut: [],
  summary: ["Plan of stack prod"],
};

describe("a sealed plan", () => {
  test("opens for whoever has its secret, within a day", () => {
    expect(unseal(seal(bundle, secret), secret, soon)).toEqual(bundle);
  });

  test("shows nothing but its stack and when it was made", () => {
    const text = seal(bundle, secret);
    expect(text.split("\n")[0]).toBe(`{"plan":1,"stack":"prod","made":"${made}"}`);
    expect(Buffer.from(text.split("\n")[1] ?? "", "base64").toString("latin1")).not.toContain("only-in-the-plan");
  });

  test("does not open with another secret", () => {
    expect(() => unseal(seal(bundle, secret), `${secret}x`, soon)).toThrow(
      "the plan of prod does not open: it was sealed with another PLAN_KEY, or has been changed on the way.",
    );
  });

  test("does not open after one byte of it has been changed, or what stands before the seal", () => {
    const [open = "", body = ""] = seal(bundle, secret).split("\n");
    const bytes = Buffer.from(body, "base64");
    bytes.writeUInt8(bytes.readUInt8(60) ^ 1, 60);
    const refused = "the plan of prod does not open";
    expect(() => unseal(`${open}\n${bytes.toString("base64")}\n`, secret, soon)).toThrow(refused);
    expect(() => unseal(`${open.replace("08:00", "08:30")}\n${body}\n`, secret, soon)).toThrow(refused);
  });

  test.each([
    ["a day later", "2026-11-28T08:00:00Z"],
    ["before it was made", "2026-11-27T07:59:59Z"],
  ])("is dead %s", (_, now) => {
    expect(() => unseal(seal(bundle, secret), secret, new Date(now))).toThrow(
      `the plan of prod was made at ${made} and holds for 24 hours. Make it again: ./integrations plan --stack prod`,
    );
  });

  test.each(["", "{}", "PK"])("that is none (%j)", (text) => {
    expect(() => unseal(text, secret, soon)).toThrow("this is no plan of ./integrations plan");
  });
});

test.each([
  [{}, "PLAN_KEY is not set"],
  [{ PLAN_KEY: "short" }, "PLAN_KEY has fewer than 32 characters"],
])("a real tenant's plan needs a secret that nobody guesses: %j", (environment, fault) => {
  expect(() => sealingSecret(environment)).toThrow(fault);
});

describe("a plan is applied to what it was made of", () => {
  const { files, environment, leftOut } = bundle;
  const now = { commit: bundle.commit ?? undefined, files, state: "s", environment, leftOut };
  const absent = { name: "teamconnect", formerly: [], why: ["asks permissions of an API"], standing: [] };

  test("as long as nothing has moved", () => {
    expect(movedSince(bundle, now)).toEqual([]);
  });

  test.each([
    [
      "commit",
      { commit: "b".repeat(40) },
      `commit: the plan is of ${"a".repeat(40)}, this checkout of ${"b".repeat(40)}`,
    ],
    ["commit", { commit: undefined }, `commit: the plan is of ${"a".repeat(40)}, this checkout of none`],
    ["a file", { files: { ...bundle.files, "index.ts": "3" } }, "files: index.ts"],
    ["a file more", { files: { ...bundle.files, "tenants/more.yaml": "3" } }, "files: tenants/more.yaml"],
    ["a file less", { files: { "index.ts": "1" } }, "files: tenants/prod.yaml"],
    ["state", { state: "t" }, "state: another run has changed the stack since the plan was made"],
    ["cloud", { environment: {} }, "environment: ARM_ENVIRONMENT"],
    [
      "what the tenant has",
      { leftOut: [absent] },
      "tenant: teamconnect cannot be applied any more: asks permissions of an API",
    ],
  ])("%s has moved", (_, change, line) => {
    expect(movedSince(bundle, { ...now, ...change })).toEqual([line]);
  });

  test("what it left out can be applied again: it would do less than what was judged", () => {
    const without = { ...bundle, leftOut: [absent] };
    expect(movedSince(without, { ...now, leftOut: [absent] })).toEqual([]);
    expect(movedSince(without, now)).toEqual([
      "tenant: the plan leaves teamconnect out, and nothing stands against it any more",
    ]);
  });

  test("the plan itself has moved", () => {
    expect(movedSince({ ...bundle, plan: "{}" }, now)).toEqual([
      "plan: it is not the one whose digest was written down",
    ]);
  });
});

describe("the exported state", () => {
  const text = (time: string, id: string) =>
    JSON.stringify({ version: 3, deployment: { manifest: { time }, resources: [{ urn: "u", id }] } });

  test("is the same as long as what it holds is: an empty stack's says when it was asked for", () => {
    expect(readExported(text("1", "a")).digest).toBe(readExported(text("2", "a")).digest);
    expect(readExported(text("1", "a")).digest).not.toBe(readExported(text("1", "b")).digest);
  });
});
