/** Credentials: the lines of the schedule, what is registered with Entra, and until when. */
import type { ScheduledCredential } from "../../components/resolved-integration.ts";
import type { Clause } from "../clause.ts";
import type { Registration } from "../evaluate/index.ts";
import { heldElsewhere } from "../reading/certificate.ts";
import type { RecordedIntegration } from "../recording.ts";
import { tokens } from "../tokens.ts";
import { listDifference } from "./lists.ts";
import { relativeName } from "./names.ts";
import { type Difference, ifDifferent } from "./part.ts";

/** One credential with both of its ends. */
interface Credential {
  readonly issued: string;
  /** Absent: registered, but no line of the schedule. */
  readonly scheduled?: ScheduledCredential;
  /** As Entra gets it; empty: without an end. Absent: in the schedule, but not registered. */
  readonly end?: string;
}

function credentialsOf({ credentials: { schedule, registeredEnds } }: RecordedIntegration): Credential[] {
  const all = new Map<string, Credential>(
    schedule.map((scheduled) => [scheduled.issued, { issued: scheduled.issued, scheduled }]),
  );
  for (const [issued, end] of Object.entries(registeredEnds)) all.set(issued, { issued, ...all.get(issued), end });
  return [...all.values()];
}

/** An end as people write it: the first dead day, or what was registered. */
function endOf({ end, scheduled }: Credential): Clause {
  if (end === undefined) return { code: "unregistered", until: scheduled?.expires ?? "" };
  return end === "" ? { code: "endless" } : { code: "until", until: end.replace(/T00:00:00Z$/, "") };
}

/** The same, whether people keep it in the schedule, and who else holds its key. */
function stateOf(credential: Credential): Clause {
  const end = endOf(credential);
  const held = credential.scheduled && heldElsewhere(credential.scheduled);
  if (held && end.code === "until") return { code: "key-elsewhere", ...held, until: end.until };
  if (credential.scheduled) return end;
  return end.code === "until" ? { code: "until-off-schedule", until: end.until } : { code: "endless-off-schedule" };
}

/**
 * True for a credential with a line in the schedule, an end, and a key that was made here. Any other gives somebody more
 * than was reviewed.
 */
function isOrdinary({ scheduled, end }: Credential): boolean {
  return scheduled !== undefined && end !== "" && scheduled.certificate === undefined;
}

/** A line that names another certificate than before: another key, of whoever made it. */
function exchanged(old: Credential, current: Credential): Difference[] {
  if (old.scheduled?.certificate === current.scheduled?.certificate) return [];
  return [
    {
      aspect: "credential",
      how: "changed",
      subject: current.issued,
      before: stateOf(old),
      after: stateOf(current),
      effect: current.scheduled?.certificate === undefined ? "changed" : "broadened",
      newIdentity: true,
    },
  ];
}

function endChange(old: Credential, current: Credential): Difference[] {
  const [before, after] = [endOf(old), endOf(current)];
  // No end outlasts every end; texts of one form compare as dates.
  const rank = ({ end, scheduled }: Credential) => (end === "" ? "~" : (end ?? scheduled?.expires ?? ""));
  return ifDifferent(before, after, {
    aspect: "credential-end",
    subject: current.issued,
    effect: rank(current) < rank(old) ? "narrowed" : "broadened",
    // Its end is fixed when a credential is made, so Entra gets another one in its place.
    newIdentity: true,
  });
}

function confirmation({ scheduled }: Credential): Clause {
  return scheduled?.confirmed ? { code: "confirmed", on: scheduled.confirmed } : { code: "not-confirmed" };
}

/** What names a registered credential for ever; another value is another credential. */
function identities({ name, resources }: RecordedIntegration): ReadonlyMap<string, string> {
  const identity = (registration: Registration) =>
    [relativeName(registration.name, name), registration.inputs.displayName, registration.inputs.keyId].join(" ");
  const registered = resources.filter(({ type }) => type === tokens.password || type === tokens.certificate);
  return new Map(registered.map((registration) => [relativeName(registration.name, name), identity(registration)]));
}

function replaced(before: RecordedIntegration, after: RecordedIntegration, issued: string): Difference[] {
  const [old, current] = [identities(before).get(issued), identities(after).get(issued)];
  if (old === undefined || current === undefined || old === current) return [];
  return [
    {
      aspect: "credential",
      how: "changed",
      subject: issued,
      after: { code: "credential-anew" },
      effect: "changed",
      newIdentity: true,
    },
  ];
}

function rankOf(kind: RecordedIntegration["credentials"]["kind"]): number {
  return ["secret", "certificate", "federated"].indexOf(kind);
}

/** Every difference of the credentials. */
export function compareCredentials(before: RecordedIntegration, after: RecordedIntegration): Difference[] {
  const { added, removed, kept } = listDifference(credentialsOf(before), credentialsOf(after), ({ issued }) => issued);
  const kinds = [before, after].map(({ credentials: { kind, registeredEnds } }) =>
    Object.keys(registeredEnds).length > 0 && kind !== "none"
      ? ({ code: "credential-kind", kind } as const)
      : undefined,
  );
  return [
    ...(kinds[0] && kinds[1]
      ? ifDifferent(kinds[0], kinds[1], {
          aspect: "credential-kind",
          subject: "",
          // A federated credential is best, a secret worst; whom it trusts is said by itself.
          effect: rankOf(after.credentials.kind) < rankOf(before.credentials.kind) ? "broadened" : "narrowed",
          newIdentity: true,
        })
      : []),
    ...added.map(
      (entry): Difference => ({
        aspect: "credential",
        how: "added",
        subject: entry.issued,
        after: stateOf(entry),
        effect: isOrdinary(entry) ? "changed" : "broadened",
      }),
    ),
    ...removed.map(
      (entry): Difference => ({
        aspect: "credential",
        how: "removed",
        subject: entry.issued,
        before: stateOf(entry),
        effect: isOrdinary(entry) ? "changed" : "narrowed",
      }),
    ),
    ...kept.flatMap(([old, current]) => [
      ...endChange(old, current),
      ...ifDifferent(confirmation(old), confirmation(current), {
        aspect: "credential",
        subject: current.issued,
        effect: "changed",
      }),
      ...exchanged(old, current),
      ...replaced(before, after, current.issued),
    ]),
  ];
}
