import { ledgerChange } from "./ledger-change.ts";
import type { ChangeRule } from "./rule.ts";

/** A run that dies between the two leaves the vendor with a credential that no longer works. Not even an emergency does both. */
export const ledgerAddAndRetire: ChangeRule = {
  name: "ledger-add-and-retire",
  level: "block",
  shape: "change",
  sentence:
    "One change adds {added} and retires {retired} of {integration}; if the run stops in between, nothing works.",
  remedy: "Add first. Retire in a later change, when the vendor uses the new one everywhere.",
  source: "pulumi/pulumi, deployment_executor.go: deletes follow only a run without errors",
  check(change) {
    const ledger = ledgerChange(change);
    if (!ledger || ledger.added.length === 0 || ledger.retired.length === 0) return [];
    const days = (generations: typeof ledger.added) => generations.map(({ issued }) => issued).join(", ");
    return [{ path: "credentials", values: { added: days(ledger.added), retired: days(ledger.retired) } }];
  },
};
