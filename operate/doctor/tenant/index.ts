/** The stack's tenant, looked at before anything is written to it. */
import type { Row } from "../row.ts";
import { apis } from "./apis.ts";
import { deployer } from "./deployer.ts";
import { organization } from "./organization.ts";
import type { Declared, Part, Readers } from "./part.ts";
import { people } from "./people.ts";
import { policy } from "./policy.ts";
import { vault } from "./vault.ts";

/** What `--only` takes: the parts, and the rows by name. */
export const names: readonly string[] = [organization, deployer, apis, people, vault, policy].flatMap(
  ({ name, checks }) => [name, ...checks],
);

async function rowsOf<Answers>(part: Part<Answers>, readers: Readers, declared: Declared): Promise<readonly Row[]> {
  return part.judge(await part.read(readers, declared), declared);
}

/** @param only parts or rows by name; none: all */
export async function tenantRows(
  readers: Readers,
  declared: Declared,
  only: readonly string[] = [],
): Promise<readonly Row[]> {
  const rows = await Promise.all([
    rowsOf(organization, readers, declared),
    rowsOf(deployer, readers, declared),
    rowsOf(apis, readers, declared),
    rowsOf(people, readers, declared),
    rowsOf(vault, readers, declared),
    rowsOf(policy, readers, declared),
  ]);
  return rows.flat().filter(({ part, check }) => only.length === 0 || only.includes(part) || only.includes(check));
}
