import type { Clause } from "../clause.ts";
import type { Registration } from "../evaluate/index.ts";
import { foreignCertificate } from "../reading/certificate.ts";
import { text } from "../reading/inputs.ts";
import type { RecordedIntegration } from "../recording.ts";
import { tokens } from "../tokens.ts";
import { ofType } from "./registered.ts";
import { type ChangeRule, comparesTwoStates } from "./rule.ts";
import { type ScheduleChange, scheduleChange } from "./schedule-change.ts";

/** The credential that a line of the schedule names, as registered. */
function credentialOf(integration: RecordedIntegration, issued: string): Registration | undefined {
  return ofType(integration, tokens.password, tokens.certificate).find(
    ({ name }) => name === `${integration.name}-${issued}`,
  );
}

/** Every input that cannot be changed in place. */
const fixed = ["endDate", "startDate", "displayName", "keyId"] as const;

function registeredDifference({ before, after }: ScheduleChange, issued: string): Clause | undefined {
  const [old, current] = [credentialOf(before, issued), credentialOf(after, issued)];
  if (!old || !current) return undefined;
  if (old.type !== current.type) return { code: "other-credential-kind" };
  const [from, to] = [foreignCertificate(old), foreignCertificate(current)];
  if (from !== to) return { code: "certificate-differs", from, to };
  // What is left out is computed: the provider keeps what Entra has.
  const input = fixed.find(
    (key) => text(current.inputs, key) !== "" && text(old.inputs, key) !== text(current.inputs, key),
  );
  if (!input) return undefined;
  const shown = (registration: Registration) => text(registration.inputs, input).replace(/T00:00:00Z$/, "");
  return { code: "credential-differs", input, from: shown(old) || undefined, to: shown(current) };
}

/** Entra changes no credential: the provider deletes it and makes another, and the vendor's copy stops working. */
export const scheduleDatesChanged: ChangeRule = {
  name: "schedule-dates-changed",
  level: "block",
  pack: "none",
  becauseReview: comparesTwoStates,
  shape: "change",
  sentence: "The live credential of {subject} would be deleted and made anew: {difference}.",
  remedy: "Leave what was issued as it is and add a credential.",
  source: "Pulumi azuread, ApplicationPassword and ApplicationCertificate: every input forces a replacement",
  check(change) {
    const schedule = scheduleChange(change);
    if (!schedule) return [];
    return schedule.kept.flatMap(([old, current]) => {
      const line: Clause | undefined =
        old.expires === current.expires
          ? undefined
          : { code: "credential-differs", input: "endDate", from: old.expires, to: current.expires };
      const difference = line ?? registeredDifference(schedule, current.issued);
      const index = schedule.after.credentials.schedule.indexOf(current);
      return difference === undefined
        ? []
        : [{ subject: current.issued, path: `credentials[${index}].expires`, values: { difference } }];
    });
  },
};
