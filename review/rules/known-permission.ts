import { apis } from "../../catalog/apis.ts";
import { faultOfPermission } from "../../components/permission-fault.ts";
import type { Clause } from "../clause.ts";
import type { RecordedPermission } from "../recording.ts";
import { effectivePermissions, foundPermission } from "./held.ts";
import type { SingleRule } from "./rule.ts";

const known = new Set(
  apis.flatMap(({ appId, application, delegated }) => [
    ...application.map(({ value }) => `${appId} application ${value}`),
    ...delegated.map(({ value }) => `${appId} delegated ${value}`),
  ]),
);

/** True if the catalog has this name as this kind on this API, whether or not it may still be asked for. */
export function isKnown({ appId, kind, name }: RecordedPermission): boolean {
  return known.has(`${appId} ${kind} ${name}`);
}

/** No rule can judge a permission that the catalog does not know. */
export const knownPermission: SingleRule = {
  name: "known-permission",
  level: "block",
  pack: "integration",
  shape: "single",
  sentence: "The catalog does not know what {integration} asks for: {fault}.",
  remedy: "Correct the permission, or add it to the catalog with its source, in a change of its own.",
  source: "Microsoft Graph permissions reference, as kept in catalog/permissions.json",
  check({ integration, definition }) {
    return effectivePermissions(integration)
      .filter((permission) => !isKnown(permission))
      .map((permission) => {
        const { api, kind, name } = permission;
        const fault: Clause = faultOfPermission(api, kind, name) ?? { code: "permission-of-no-api", name, api };
        return foundPermission(permission, definition, { values: { fault } });
      });
  },
};
