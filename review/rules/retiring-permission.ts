import { faultOfPermission } from "../../components/permission-fault.ts";
import { effectivePermissions, foundPermission } from "./held.ts";
import { isKnown } from "./known-permission.ts";
import type { SingleRule } from "./rule.ts";

/** It still works but is being withdrawn: Exchange Web Services, a retired API, a deprecated or switched-off permission. */
export const retiringPermission: SingleRule = {
  name: "retiring-permission",
  level: "block",
  pack: "integration",
  shape: "single",
  sentence: "{integration} asks for what has no future: {fault}.",
  remedy: "Ask the vendor for the way that stays.",
  source: "Microsoft 365 message center, MC1227454; Microsoft, retirement of Azure AD Graph",
  check({ integration, definition }) {
    return effectivePermissions(integration)
      .filter(isKnown)
      .flatMap((permission) => {
        const fault = faultOfPermission(permission.api, permission.kind, permission.name);
        return fault === undefined ? [] : [foundPermission(permission, definition, { values: { fault } })];
      });
  },
};
