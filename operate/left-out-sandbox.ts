/** What `make up` leaves out. The sandbox's folder knows nothing of Graph, so it is handed in. */
import { resolveTenant } from "../components/resolved-tenant.ts";
import type { Tenant } from "../components/settings.ts";
import type { LeaveOut } from "../sandbox/run.ts";
import type { Session } from "../sandbox/session.ts";
import { OperationError } from "./errors.ts";
import { openGraph } from "./graph.ts";
import { leftOutLines, leftOutOf, notAppliedLine, without } from "./left-out.ts";
import { signedInSandbox } from "./sign-in.ts";

/** Asks the sandbox's tenant. @throws what Graph refuses, OperationError in the engine's words */
export async function leftOutOfSandbox(session: Session, tenant: Tenant): Promise<LeaveOut> {
  const { credential, services } = signedInSandbox(session.tenant);
  const leftOut = await leftOutOf(resolveTenant(tenant), openGraph(credential, services), async () => {
    const { code, stdout, stderr } = await session.pulumi(["stack", "export"]);
    if (code === 0) return stdout;
    throw new OperationError(`pulumi stack export failed: ${stderr.trim()}`);
  });
  return {
    names: leftOut.map(({ name }) => name),
    words: leftOutLines(leftOut),
    last: notAppliedLine(leftOut),
    ...without(leftOut),
  };
}
