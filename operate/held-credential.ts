/** Verbs that are about a credential, asked of an integration of which this side holds none. */
import type { ResolvedIntegration } from "../components/resolved-integration.ts";
import { UsageError } from "./errors.ts";

/** The kind of the credential that this side holds. @throws UsageError where the application is the vendor's own */
export function heldKind({
  name,
  product,
  credential: { kind },
}: Pick<ResolvedIntegration, "name" | "product" | "credential">): "secret" | "certificate" {
  if (kind !== "none") return kind;
  throw new UsageError(
    `${name}: ${product} signs in with the vendor's own application, of which this side holds no credential: there is none to read, to hand over, to renew or to withdraw. What ends its access is \`suspended\` in the tenant's file (docs/vendors-application.md)`,
  );
}
