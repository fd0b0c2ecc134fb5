import { openIdScopes } from "../../components/openid-scopes.ts";
import type { Clause } from "../clause.ts";
import type { RecordedIntegration, RecordedPermission } from "../recording.ts";
import { foundPermission, permissionKey } from "./held.ts";
import type { SingleRule } from "./rule.ts";

function only(these: readonly RecordedPermission[], those: readonly RecordedPermission[]): RecordedPermission[] {
  const keys = new Set(those.map(permissionKey));
  return these.filter((permission) => !keys.has(permissionKey(permission)));
}

function differences({ requested, granted }: RecordedIntegration): (readonly [RecordedPermission, Clause])[] {
  const surplus = only(granted, requested).filter(({ name }) => !openIdScopes.includes(name));
  return [
    ...only(requested, granted).map((permission) => [permission, { code: "requested-not-granted" }] as const),
    ...surplus.map((permission) => [permission, { code: "granted-not-requested" }] as const),
  ];
}

/** A person reads the requested permissions in the portal, so they must be those that are granted. */
export const grantedEqualsRequired: SingleRule = {
  name: "granted-equals-required",
  level: "block",
  pack: "none",
  becauseReview: "it compares what the application requests with the grants that are registered.",
  shape: "single",
  sentence: "{subject} ({kind}, {api}) is {difference}.",
  remedy: "Let the request and the consent come from one list.",
  source: "Microsoft, enhance security with the principle of least privilege; Zero Trust Assessment 21770, 21771",
  check({ integration, definition }) {
    return differences(integration).map(([permission, difference]) => ({
      ...foundPermission(permission, definition, { values: { difference } }),
      variant: `${permission.api} ${permission.kind}, ${difference.code}`,
    }));
  },
};
