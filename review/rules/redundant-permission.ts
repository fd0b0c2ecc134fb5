import type { RecordedPermission } from "../recording.ts";
import { effectivePermissions, foundPermission } from "./held.ts";
import type { SingleRule } from "./rule.ts";

const levels = ["ReadBasic", "Read", "ReadWrite", "FullControl"];

/** App roles of mail and calendars reach every mailbox, with or without `.All`. */
const alwaysAll = ["Mail", "Calendars"];

interface Reach {
  readonly resource: string;
  readonly level: number;
  readonly scope: string;
}

/** `Mail.ReadBasic.All` → what, how far, for whom; undefined for a name of another form. */
function reachOf({ kind, name }: RecordedPermission): Reach | undefined {
  const [resource = "", verb = "", ...scope] = name.split(".");
  const level = levels.indexOf(verb);
  if (level < 0) return undefined;
  const all = kind === "application" && alwaysAll.includes(resource);
  return { resource, level, scope: all ? "" : scope.join(".") };
}

/** True if whoever holds `wider` gains nothing by `narrower`. */
export function includes(wider: RecordedPermission, narrower: RecordedPermission): boolean {
  if (wider.appId !== narrower.appId || wider.kind !== narrower.kind) return false;
  // User.Read is also the scope by which a user signs in.
  if (narrower.name === "User.Read") return false;
  const [a, b] = [reachOf(wider), reachOf(narrower)];
  if (!a || !b || a.resource !== b.resource) return false;
  const widerScope = a.scope === b.scope || (a.scope === "All" && b.scope === "");
  return widerScope && a.level >= b.level && (a.level > b.level || a.scope !== b.scope);
}

/** A permission beside one that includes it. */
export const redundantPermission: SingleRule = {
  name: "redundant-permission",
  level: "warn",
  pack: "integration",
  shape: "single",
  sentence: "{subject} ({kind}, {api}) gives nothing beyond {wider}, which is there too.",
  remedy: "Leave {subject} out; or leave {wider} out, if {subject} is enough.",
  source: "Microsoft, enhance security with the principle of least privilege",
  check({ integration, definition }) {
    const all = effectivePermissions(integration);
    return all.flatMap((permission) => {
      const wider = all.find((other) => includes(other, permission));
      return wider ? [foundPermission(permission, definition, { values: { wider: wider.name } })] : [];
    });
  },
};
