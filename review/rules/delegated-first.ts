import type { VendorDefinition } from "../../components/definition.ts";
import type { PlannedIntegration } from "../recording.ts";
import { effectivePermissions, foundPermission } from "./held.ts";
import type { SingleRule } from "./rule.ts";

/** The scope that does for a user what the app role does for all; elsewhere both have one name. */
const delegatedNames: Readonly<Record<string, string>> = {
  "IMAP.AccessAsApp": "IMAP.AccessAsUser.All",
  "POP.AccessAsApp": "POP.AccessAsUser.All",
  "SMTP.SendAsApp": "SMTP.Send",
  full_access_as_app: "EWS.AccessAsUser.All",
};

/** Scopes that the vendor's page or the settings ask for: ways that the vendor supports. */
function supportedScopes(
  integration: PlannedIntegration,
  definition: VendorDefinition | undefined,
): ReadonlySet<string> {
  const onPage = Object.values(definition?.permissions ?? {}).flatMap(({ delegated = [] }) => [...delegated]);
  const requested = effectivePermissions(integration).filter(({ kind }) => kind === "delegated");
  return new Set<string>([...onPage, ...requested.map(({ name }) => name)]);
}

/** App-only access where the vendor supports delegated access as well. */
export const delegatedFirst: SingleRule = {
  name: "delegated-first",
  level: "warn",
  pack: "integration",
  shape: "single",
  sentence:
    "{subject} acts with no user signed in, though the vendor also supports {scope}, which no user's rights exceed.",
  remedy: "Prefer the delegated permission where the vendor can work with it.",
  source: "Microsoft, security best practices for application properties",
  check({ integration, definition }) {
    const scopes = supportedScopes(integration, definition);
    return effectivePermissions(integration).flatMap((permission) => {
      const scope = delegatedNames[permission.name] ?? permission.name;
      if (permission.kind !== "application" || !scopes.has(scope)) return [];
      return [foundPermission(permission, definition, { values: { scope } })];
    });
  },
};
