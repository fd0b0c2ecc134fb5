/**
 * What may be planned where integrations are left out of a run: the recording without them, and nothing else. It is made of
 * the recording that was judged, never recorded anew: the program knows what it leaves out, and could behave otherwise then.
 */
import { typeIn } from "../../components/urn.ts";
import type { LeftOut } from "../left-out.ts";
import { type Difference, integrationOf, type StateResource } from "./compare.ts";
import type { Planned } from "./preview.ts";
import type { SentProgram } from "./sent.ts";

type Values = Readonly<Record<string, unknown>>;

function isStack(urn: string): boolean {
  return typeIn(urn) === "pulumi:pulumi:Stack";
}

/** The stack's output `integrations` without those that are left out, but for what the last run told of them. */
function handedOut(recorded: Values, leftOut: readonly LeftOut[], before: Values): Values {
  const names = leftOut.map(({ name }) => name);
  const integrations = Object.entries((recorded.integrations ?? {}) as Values).filter(
    ([name]) => !names.includes(name),
  );
  const known = (before.integrations ?? {}) as Values;
  const kept = leftOut.flatMap(({ name, formerly }) => {
    const former = [name, ...formerly].find((one) => Object.hasOwn(known, one));
    return former === undefined ? [] : [[name, known[former]] as const];
  });
  return { ...recorded, integrations: Object.fromEntries([...integrations, ...kept]) };
}

/** @param state what exists, by URN */
export function withoutIntegrations(
  program: SentProgram,
  leftOut: readonly LeftOut[],
  state: ReadonlyMap<string, StateResource>,
): SentProgram {
  if (leftOut.length === 0) return program;
  const names = leftOut.map(({ name }) => name);
  const parents = new Map(program.resources.map(({ urn, parent }) => [urn, parent] as const));
  const stays = (urn: string) => !names.includes(integrationOf(urn, parents));
  const before = [...state].find(([urn]) => isStack(urn))?.[1].outputs ?? {};
  return {
    ...program,
    resources: program.resources.filter(({ urn }) => stays(urn)),
    handedOut: program.handedOut
      .filter(({ urn }) => stays(urn))
      .map(({ urn, values }) => ({ urn, values: isStack(urn) ? handedOut(values, leftOut, before) : values })),
  };
}

/** What the engine would do to an integration that it must leave as it is. */
export function touched({ resources }: Pick<Planned, "resources">, leftOut: readonly LeftOut[]): readonly Difference[] {
  return leftOut.flatMap(({ name, standing }) =>
    standing.flatMap((urn): Difference[] => {
      const steps = resources.get(urn)?.steps ?? ["delete"];
      if (steps.every((step) => step === "same")) return [];
      return [
        {
          urn,
          integration: name,
          kind: "other",
          path: "what is done to it",
          planned: steps.join(", "),
          recorded: "nothing",
        },
      ];
    }),
  );
}

/** Which integrations a plan leaves out, where that has moved: a line each. */
export function movedLeftOut(then: readonly LeftOut[], now: readonly LeftOut[]): readonly string[] {
  const gone = then.filter(({ name }) => !now.some((one) => one.name === name));
  const come = now.filter(({ name }) => !then.some((one) => one.name === name));
  return [
    ...gone.map(({ name }) => `tenant: the plan leaves ${name} out, and nothing stands against it any more`),
    ...come.map(({ name, why }) => `tenant: ${name} cannot be applied any more: ${why.join("; ")}`),
  ];
}
