import type { SingleRule } from "./rule.ts";

/** Not Teams' `New-CsApplicationAccessPolicy`, which is another thing. */
const command = "New-ApplicationAccessPolicy";

/** The older way of narrowing mail permissions, in what a definition tells a person to run. */
export const accessPolicy: SingleRule = {
  name: "access-policy",
  level: "block",
  pack: "integration",
  shape: "single",
  sentence: `The steps for {integration} run ${command}, which Microsoft asks to use no more.`,
  remedy: "Limit the permission by a role of Exchange's RBAC for Applications.",
  source: "Microsoft, limiting application permissions to specific mailboxes; RBAC for Applications in Exchange Online",
  check({ definition }) {
    const steps = JSON.stringify([definition?.procedures, definition?.undo]);
    return steps.includes(command) ? [{}] : [];
  },
};
