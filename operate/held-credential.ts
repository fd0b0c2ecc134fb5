/** Verbs that are about a credential, asked of an integration of which this side holds none. */
import { kindOf, type ScheduledKind } from "../components/asked-credential.ts";
import type { ResolvedIntegration } from "../components/resolved-integration.ts";
import { UsageError } from "./errors.ts";

/** @throws UsageError where the private key of the credential that is meant was made elsewhere */
export function assertKeyHere({ name, credential }: ResolvedIntegration, issued?: string): void {
  const { schedule } = credential;
  const line = schedule.find((scheduled) => scheduled.issued === issued) ?? schedule.at(-1);
  if (line?.certificate === undefined) return;
  const { keyHolder = "whoever made it (the file names no keyHolder)" } = line;
  throw new UsageError(
    `${name}: the private key of ${line.issued} was made elsewhere, and neither the state nor a vault has it: ${keyHolder} holds it. The certificate alone is here: ./integrations handover ${name} --certificate <file>`,
  );
}

/**
 * The kind of the credential that this side holds.
 * @param issued the one that is meant; the newest when left out
 * @throws UsageError where the application is the vendor's own and where another issuer vouches
 */
export function heldKind(resolved: ResolvedIntegration, issued?: string): ScheduledKind {
  const { name, product, credential } = resolved;
  if (credential.kind === "none" && resolved.registration === undefined)
    throw new UsageError(
      `${name}: ${product} is a public client, which proves itself by nothing: there is no credential to read, to hand over, to renew or to withdraw. What ends its access is \`suspended\` in the tenant's file (docs/leaving.md)`,
    );
  if (credential.kind === "none")
    throw new UsageError(
      `${name}: ${product} signs in with the vendor's own application, of which this side holds no credential: there is none to read, to hand over, to renew or to withdraw. What ends its access is \`suspended\` in the tenant's file (docs/vendors-application.md)`,
    );
  const { schedule } = credential;
  const line = schedule.find((scheduled) => scheduled.issued === issued) ?? schedule.at(-1);
  if (line === undefined && credential.federated !== undefined)
    throw new UsageError(
      `${name}: another issuer vouches for ${product} (\`federated\` in the tenant's file), so there is no credential to read, to hand over or to renew`,
    );
  return kindOf(credential, line ?? {});
}
