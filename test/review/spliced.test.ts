import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { parse, stringify } from "yaml";
import { resolveIntegration } from "../../components/resolved-integration.ts";
import { readTenant } from "../../components/settings.ts";
import { parseYaml } from "../../components/settings-yaml.ts";
import { definitionOf, type VendorName } from "../../components/vendors/index.ts";
import program from "../../index.ts";
import { evaluate, type Registration, type WholeEvaluation } from "../../review/evaluate/index.ts";
import { type Parts, partsOf } from "../../review/evaluate/parts.ts";
import { spliced } from "../../review/evaluate/spliced.ts";
import { corpus, corpusPair, writtenFile } from "./corpus.ts";

const known = new Map<string, Promise<WholeEvaluation>>();

/** Evaluates a tenant's file, each once. */
function evaluated(text: string): Promise<WholeEvaluation> {
  const evaluation = known.get(text) ?? anew(text);
  known.set(text, evaluation);
  return evaluation;
}

async function anew(text: string): Promise<WholeEvaluation> {
  const config = { "m365-integrations:tenant": writtenFile(text) };
  const { outputs: _, ...evaluation } = await evaluate(program, { project: "m365-integrations", stack: "dev", config });
  return evaluation;
}

/** Without the order in which the engine's calls interleave, and each question to the tenant once. */
function settled({ registrations, lookups, handedOut = [], ...others }: WholeEvaluation) {
  return {
    ...others,
    registrations: Object.fromEntries(registrations.map((one) => [one.urn, one])),
    lookups: [...new Set(lookups.map((lookup) => JSON.stringify(lookup)))].sort(),
    handedOut: Object.fromEntries(handedOut.map((one) => [one.urn, one])),
  };
}

type File = { integrations: Record<string, Record<string, unknown>> };
const dev = (parse(readFileSync("tenants/dev.yaml", "utf8")) as File).integrations;

/** A file with integrations beside its own that no change touches. */
function crowded(text: string): string {
  const file = parse(text) as File;
  for (const name of ["live-platform-notifications", "app-connect"])
    file.integrations[`beside-${name}`] = { ...dev[name], displayName: `Beside ${name}` };
  return stringify(file);
}

function partsIn(before: string, after: string): Parts | undefined {
  return partsOf(parseYaml(before).data, parseYaml(after).data);
}

const pairs = corpus().filter((pair) => pair.program === undefined && pair.expect.exit !== 2);

describe("a change that is evaluated in part has the recording of one that is evaluated wholly", () => {
  const told: string[] = [];
  it.each(pairs.map((pair) => [pair.name, pair] as const))("%s", async (name, pair) => {
    const [before, after] = [crowded(pair.before), crowded(pair.after)];
    const parts = partsIn(before, after);
    if (parts === undefined) return;
    const answer = spliced(await evaluated(before), await evaluated(parts.before), await evaluated(parts.after));
    if (answer === undefined) return;
    told.push(name);
    expect(settled(answer)).toStrictEqual(settled(await evaluated(after)));
  });

  it("which are all but those of the tenant itself, and those that ask the tenant for less", () => {
    const others = pairs.map(({ name }) => name).filter((name) => !told.includes(name));
    expect(others.filter((name) => !/^(?:tenant|owners?|deployer|vault|signs-in)-/.test(name))).toStrictEqual([]);
  });
});

describe("the parts of a change", () => {
  const file = (integrations: object, tenant: object = { id: "1" }) => JSON.stringify({ tenant, integrations });
  const [a, b, c, d] = [{ vendor: "a" }, { vendor: "b" }, { vendor: "b", purpose: "c" }, { vendor: "d" }];

  it("are what changed and one beside it, of the same vendor where there is one", () => {
    expect(partsIn(file({ a, b, c, d }), file({ a, b, c: { ...c, purpose: "x" }, d }))).toStrictEqual({
      before: file({ b, c }),
      after: file({ b, c: { ...c, purpose: "x" } }),
    });
  });

  it("hold what is added or goes on its side alone", () => {
    expect(partsIn(file({ a, b }), file({ a, d }))).toBeUndefined();
    expect(partsIn(file({ a, b, c }), file({ a, c, d }))).toStrictEqual({
      before: file({ b, c }),
      after: file({ c, d }),
    });
  });

  it.each([
    ["the tenant itself differs", file({ a, b }), file({ a, b }, { id: "2" })],
    ["most of it differs", file({ a, b, c }), file({ a, b: d, c: d })],
    ["it is no YAML", file({ a, b }), "a: ["],
    ["it has no integrations", file({ a, b }), "tenant: {}"],
    ["it uses an alias", file({ a, b }), "tenant: &a {}\nintegrations: { a: *a }"],
  ])("are none where %s", (_, before, after) => {
    expect(partsIn(before, after)).toBeUndefined();
  });
});

describe("parts do not tell the whole of a program", () => {
  const base = crowded(corpusPair("display-name").before);
  let whole: WholeEvaluation;
  let before: WholeEvaluation;
  let after: WholeEvaluation;
  beforeAll(async () => {
    const text = parse(base) as File;
    const changed = structuredClone(text);
    [changedName = ""] = Object.keys(text.integrations);
    Object.assign(changed.integrations[changedName] ?? {}, { displayName: "Another name" });
    const parts = partsIn(base, stringify(changed));
    if (!parts) throw new Error("no parts");
    [whole, before, after] = [await anew(base), await anew(parts.before), await anew(parts.after)];
  });
  type Change = (evaluation: WholeEvaluation) => WholeEvaluation;
  const first = (change: (one: Registration) => Registration, which: (one: Registration) => boolean): Change => {
    return (evaluation) => {
      const at = evaluation.registrations.findIndex(which);
      return {
        ...evaluation,
        registrations: evaluation.registrations.map((one, index) => (index === at ? change(one) : one)),
      };
    };
  };
  const isProvider = ({ type }: Registration) => type === "pulumi:providers:azuread";
  let changedName = "";
  const isPrincipal = ({ type, name }: Registration) =>
    type.endsWith(":ServicePrincipal") && name === `${changedName}-principal`;
  const counting: (count: number) => Change = (count) => (evaluation) => ({
    ...evaluation,
    handedOut: (evaluation.handedOut ?? []).map((one) => ({ ...one, values: { ...one.values, count } })),
  });

  it("which is told by the evaluations as they are", () => {
    expect(spliced(whole, before, after)).toBeDefined();
  });

  it.each<[string, Change, Change, Change]>([
    [
      "whose provider depends on how many there are",
      first((one) => ({ ...one, retainOnDelete: true }), isProvider),
      same,
      same,
    ],
    [
      "whose provider depends on what changes",
      same,
      same,
      first((one) => ({ ...one, retainOnDelete: true }), isProvider),
    ],
    [
      "whose integrations depend on one another",
      first((one) => ({ ...one, retainOnDelete: true }), isPrincipal),
      same,
      same,
    ],
    ["that hands out how many there are", counting(4), counting(2), counting(3)],
    ["that hands out what no part shows", counting(4), counting(2), counting(2)],
    ["that asks the tenant for less", asking("b"), asking("b"), same],
    ["that asks otherwise of the whole", same, asking("b"), asking("b")],
    ["that reads beside", same, same, (one) => ({ ...one, escapeHatches: [{ what: "read", type: "t", name: "n" }] })],
    ["that fails", same, same, (one) => ({ ...one, problems: ["no"] })],
    ["that leaves something behind", (one) => ({ ...one, unseen: undefined as never }), same, same],
  ])("%s", (_, changeWhole, changeBefore, changeAfter) => {
    expect(spliced(changeWhole(whole), changeBefore(before), changeAfter(after))).toBeUndefined();
  });
});

function same(evaluation: WholeEvaluation): WholeEvaluation {
  return evaluation;
}

function asking(token: string): (evaluation: WholeEvaluation) => WholeEvaluation {
  return (evaluation) => ({ ...evaluation, lookups: [...evaluation.lookups, { token, inputs: {} }] });
}

it("an integration is decided by its own settings and the tenant's, and nothing of another's", () => {
  const tenant = readTenant("tenants/dev.yaml");
  for (const [name, { vendor }] of Object.entries(tenant.integrations)) {
    const alone = new Proxy(tenant.integrations, {
      get: (all, key) => {
        if (key !== name) throw new Error(`${name} reads ${String(key)}`);
        return all[name];
      },
      ownKeys: () => {
        throw new Error(`${name} looks at all`);
      },
      has: () => {
        throw new Error(`${name} asks which there are`);
      },
    });
    const own = { ...tenant, integrations: alone };
    expect(resolveIntegration(own, name, definitionOf(vendor as VendorName)).name).toBe(name);
  }
});
