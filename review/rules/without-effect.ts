import { withoutEffect as permissionsWithoutEffect } from "../../components/preconditions.ts";
import { effectivePermissions, foundPermission, recordedWorks } from "./held.ts";
import type { SingleRule } from "./rule.ts";

/** A permission is judged by whether it can work: what Microsoft asks beside the consent stands in preconditions.ts. */
export const withoutEffect: SingleRule = {
  name: "without-effect",
  level: "warn",
  pack: "integration",
  shape: "single",
  sentence: "{subject} ({kind}, {api}) opens nothing for {integration}: {why}.",
  remedy: "What it needs beside the consent: {mends}.",
  source:
    "Microsoft, granting access via Entra ID app-only (SharePoint); app-only authentication in Exchange Online PowerShell; application-based authentication in Teams PowerShell; each other row of components/preconditions.ts names its own",
  check({ integration, definition }) {
    const permissions = effectivePermissions(integration);
    const found = permissionsWithoutEffect({ ...recordedWorks(integration, definition), permissions });
    return found.flatMap(({ permission, certain, why, remedy }) => {
      const recorded = permissions.find((one) => one === permission);
      if (recorded === undefined) return [];
      return [
        {
          ...foundPermission(recorded, definition, { values: { why, mends: remedy } }),
          ...(certain && { level: "block" as const }),
        },
      ];
    });
  },
};
