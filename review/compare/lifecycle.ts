/** Where an integration stands in its life, and the words that people keep beside it. */
import type { ExceptionEntry } from "../../components/settings.ts";
import type { Clause, SettingName } from "../clause.ts";
import type { RecordedIntegration } from "../recording.ts";
import { listDifference } from "./lists.ts";
import { type Difference, ifDifferent } from "./part.ts";

function suspensionOf({ suspended }: RecordedIntegration): Clause | "" {
  return suspended ? { code: "suspended-since", ...suspended } : "";
}

/** The kill switch, as registered; the settings alone suspend nothing. */
export function compareSuspension(before: RecordedIntegration, after: RecordedIntegration): Difference[] {
  const [old, current] = [suspensionOf(before), suspensionOf(after)];
  const said = { ...(old && { before: old }), ...(current && { after: current }) };
  if (before.enabled !== after.enabled)
    return [
      {
        aspect: "suspension",
        how: after.enabled ? "removed" : "added",
        subject: "",
        ...said,
        effect: after.enabled ? "broadened" : "narrowed",
      },
    ];
  return ifDifferent(old, current, { aspect: "suspension", subject: "", effect: "changed" });
}

function termsOf({ until, reason }: ExceptionEntry): Clause {
  return { code: "exception-until", until, reason };
}

/** Exceptions that people accepted, and the emergency that waives an overlap. */
export function compareExceptions(before: RecordedIntegration, after: RecordedIntegration): Difference[] {
  const named = ({ rule, subject }: ExceptionEntry): Clause => ({ code: "exception", rule, subject });
  const { added, removed, kept } = listDifference(before.exceptions, after.exceptions, ({ rule, subject }) =>
    subject === undefined ? rule : `${rule} of ${subject}`,
  );
  const change = { aspect: "exception", effect: "changed" } as const;
  return [
    ...added.map((entry): Difference => ({ ...change, how: "added", subject: named(entry), after: termsOf(entry) })),
    ...removed.map(
      (entry): Difference => ({ ...change, how: "removed", subject: named(entry), before: termsOf(entry) }),
    ),
    ...kept.flatMap(([old, current]) =>
      ifDifferent(termsOf(old), termsOf(current), { ...change, subject: named(current) }),
    ),
    ...ifDifferent(before.emergency?.reason ?? "", after.emergency?.reason ?? "", {
      aspect: "emergency",
      subject: "",
      effect: "changed",
    }),
  ];
}

/** Names, notes, the chosen permission set, protection and the vault: only where the integration stood before and stays. */
export function compareUpkeep(before: RecordedIntegration, after: RecordedIntegration): Difference[] {
  const words = (
    aspect: "name" | "notes",
    setting: SettingName,
    valueIn: (integration: RecordedIntegration) => string,
  ) =>
    ifDifferent(valueIn(before), valueIn(after), { aspect, subject: { code: "setting", setting }, effect: "changed" });
  const protection = ({ protected: kept, leaving }: RecordedIntegration): Clause => ({
    code: "protection",
    protection: kept ? "protected" : leaving ? "leaving" : "not protected",
  });
  return [
    ...words("name", "display name", ({ displayName }) => displayName),
    ...words("notes", "purpose", ({ purpose }) => purpose),
    ...words("notes", "contact", ({ contact }) => contact),
    ...words("notes", "ticket", ({ ticket }) => ticket),
    ...words("notes", "secret reader", ({ secretReader }) => secretReader),
    ...words("notes", "instances", ({ instances }) => [...instances].sort().join(", ")),
    ...ifDifferent(before.permissionSet ?? "", after.permissionSet ?? "", {
      aspect: "permission-set",
      subject: "",
      effect: "changed",
    }),
    // Whoever reads the secrets of one vault need not be whoever reads those of another.
    ...ifDifferent(before.vault, after.vault, {
      aspect: "vault",
      subject: "",
      effect: before.vault !== "" && after.vault !== "" ? "broadened" : "changed",
    }),
    ...ifDifferent(protection(before), protection(after), { aspect: "protection", subject: "", effect: "changed" }),
  ];
}
