/** What plan and apply tell a person. */
import { nameIn, typeIn } from "../../components/urn.ts";
import type { Claim, Difference } from "./compare.ts";
import type { Planned } from "./preview.ts";

/** `AppRoleAssignment` */
function shortType(urn: string): string {
  return typeIn(urn).split(":").at(-1) ?? "";
}

function resourceOf({ urn, integration }: Pick<Difference, "urn" | "integration">): string {
  return `${integration === "" ? "outside every integration" : integration}: ${shortType(urn)} ${nameIn(urn)}`;
}

/** One difference between plan and recording, as one line. */
export function differenceLine(difference: Difference): string {
  const { kind, path, planned = "nothing", recorded = "nothing" } = difference;
  const resource = resourceOf(difference);
  if (path === "" && kind === "more")
    return `${resource}: the engine would make it; the recording that was judged has none`;
  if (path === "" && kind === "less") return `${resource}: the recording that was judged has it; the engine would not`;
  if (kind === "hidden")
    return `${resource}: ${path} is secret to the engine and ${recorded} in the recording, so the two cannot be compared`;
  return `${resource}: ${path} is ${planned} in the plan, ${recorded} in the recording`;
}

/** What the program sends to the engine and did not send where it was recorded; values are left out, secrets are among them. */
export function sentLine(difference: Pick<Difference, "urn" | "integration" | "kind" | "path">): string {
  const resource = resourceOf(difference);
  if (difference.path === "") return `${resource} was not recorded`;
  return `${resource}: ${difference.path} is another than in the recording`;
}

/** A looked-up principal that is not the one of the recorded application. */
export function claimLine(claim: Claim, actual: string | undefined): string {
  const is = actual === undefined ? "the tenant has none of" : `in the tenant that is ${actual}:`;
  return `${resourceOf(claim)}: ${claim.path} is ${claim.id} in the plan, the service principal of ${claim.appId} in the recording; ${is} ${claim.appId}`;
}

const order = ["create", "create-replacement", "replace", "update", "delete", "delete-replaced", "same"];

/** How many resources by what is done to them: `create 49`. */
export function stepCounts({ resources }: Planned): readonly string[] {
  const counts = new Map<string, number>();
  for (const { steps } of resources.values()) for (const step of steps) counts.set(step, (counts.get(step) ?? 0) + 1);
  const rank = (step: string) => (order.indexOf(step) < 0 ? order.length : order.indexOf(step));
  return [...counts].sort(([a], [b]) => rank(a) - rank(b)).map(([step, count]) => `${step} ${count}`);
}

/** What the engine changes, a line each, in the order of the plan. */
export function stepLines({ resources }: Planned): readonly string[] {
  return [...resources.values()].flatMap(({ urn, steps }) =>
    steps.filter((step) => step !== "same").map((step) => `${step} ${shortType(urn)} ${nameIn(urn)}`),
  );
}
