/** The stack's tenant, looked at before anything is written to it. */
import type { Graph } from "../../../recovery/graph.ts";
import type { Row } from "../row.ts";
import { apis } from "./apis.ts";
import { deployer } from "./deployer.ts";
import { organization } from "./organization.ts";
import type { Declared, Part } from "./part.ts";
import { people } from "./people.ts";
import { policy } from "./policy.ts";

/** What `--only` takes: the parts, and the rows by name. */
export const names: readonly string[] = [organization, deployer, apis, people, policy].flatMap(({ name, checks }) => [
  name,
  ...checks,
]);

async function rowsOf<Answers>(part: Part<Answers>, graph: Graph, declared: Declared): Promise<readonly Row[]> {
  return part.judge(await part.read(graph, declared), declared);
}

/** @param only parts or rows by name; none: all */
export async function tenantRows(
  graph: Graph,
  declared: Declared,
  only: readonly string[] = [],
): Promise<readonly Row[]> {
  const rows = await Promise.all([
    rowsOf(organization, graph, declared),
    rowsOf(deployer, graph, declared),
    rowsOf(apis, graph, declared),
    rowsOf(people, graph, declared),
    rowsOf(policy, graph, declared),
  ]);
  return rows.flat().filter(({ part, check }) => only.length === 0 || only.includes(part) || only.includes(check));
}
