/** What `make up` ends with: a look at the tenant that it has just written. The sandbox's folder knows nothing of `verify`. */
import { resolveTenant } from "../components/resolved-tenant.ts";
import type { Tenant } from "../components/settings.ts";
import { stackFile } from "../components/stack-file.ts";
import type { Session } from "../sandbox/session.ts";
import { OperationError } from "./errors.ts";
import { openGraph, openVaults } from "./graph.ts";
import { writeRecord } from "./record.ts";
import { signedInSandbox } from "./sign-in.ts";
import { consentClientIdIn } from "./stack.ts";
import { compare } from "./verify/compare.ts";
import { namingOf } from "./verify/remedy.ts";
import type { Row } from "./verify/row.ts";
import { sidesOf } from "./verify/sides.ts";
import { isNotable, report } from "./verify/table.ts";
import { verifiedIn } from "./verify/verified.ts";

/** Entra's copies lag behind what was just written: a difference counts once it was seen so often in a row. */
const readings = 6;

/** @returns the rows of two readings in a row that agree, or of the first that finds nothing */
export async function settled(read: () => Promise<readonly Row[]>): Promise<readonly Row[]> {
  let rows = await read();
  for (let reading = 1; reading < readings && rows.some(isNotable); reading += 1) {
    const before = JSON.stringify(rows);
    rows = await read();
    if (JSON.stringify(rows) === before) break;
  }
  return rows;
}

/**
 * Compares the sandbox's tenant with its file.
 * @param columns the terminal's width; undefined: as wide as it needs
 * @returns one line where all is as declared, else the table of what is not
 * @throws OperationError where the state or the tenant cannot be read
 */
export async function verifySandbox(
  root: string,
  stack: string,
  session: Session,
  tenant: Tenant,
  columns: number | undefined,
): Promise<readonly string[]> {
  const { credential, services } = signedInSandbox(session.tenant);
  const { project, config, file } = stackFile(root, stack);
  const { code, stdout, stderr } = await session.pulumi(["stack", "export"]);
  if (code !== 0) throw new OperationError(`pulumi stack export failed: ${stderr.trim()}`);
  const [graph, vaults] = [openGraph(credential, services), openVaults(credential, services)];
  const integrations = resolveTenant(tenant);
  const rows = await settled(async () => {
    const sides = await sidesOf({
      stack: { project, stack, consentClientId: consentClientIdIn(project, config) },
      integrations,
      exportState: async () => stdout,
      graph,
      vaults,
      now: session.tenant.clock.now(),
      naming: namingOf({ name: stack, file, world: "sandbox" }),
    });
    return compare(sides);
  });
  writeRecord(root, stack, { verified: verifiedIn(rows, integrations, session.tenant.clock.now()) });
  return report(rows, false, columns);
}
