/** What the tenant's file says of one vendor's credentials: lines of a schedule, and issuers whose tokens are trusted. */
import { z } from "zod";
import { askedAs, needsAll, type ScheduledKind, scheduledWays } from "./asked-credential.ts";
import { isDay, issueDay } from "./dates.ts";
import type { FederatedAsked, VendorDefinition } from "./definition.ts";
import { unproposed } from "./editor-conditions.ts";
import { hinted } from "./editor-hint.ts";
import { shown } from "./faults.ts";
import { looksSecret } from "./secret-shapes.ts";
import { seeing } from "./settings-conditions.ts";
import { checked, day, id, secretHere, text, unique } from "./settings-values.ts";
import { issueFault, issueHints } from "./written-day.ts";

export const ofScheduled = {
  issued: checked(z.string().meta(hinted(issueHints)), issueFault).describe(
    "Day of issue in UTC; a second credential on one day gets a letter: 2026-11-21b",
  ),
  expires: day.describe("The first day on which the credential is dead, in UTC"),
  confirmed: day.optional().describe("The day a person saw the vendor use it everywhere it is typed"),
  confirmations: z
    .array(
      z.strictObject({
        place: text(300).describe("One of the vendor's places, as the hand-over sheet prints it"),
        on: day,
        by: text(100).describe("Who saw it"),
      }),
    )
    .min(1)
    .optional()
    .describe("Who saw it in use where, a place an entry; `./integrations rotate --confirm` writes it"),
};

/** The public part of a key that somebody else made. */
const ofCertificate = {
  certificate: z
    .string()
    .optional()
    .describe(
      "Path, relative to this file, of the public certificate (PEM) whose private key the vendor or you made and keep. Without it key and certificate are made here",
    ),
  keyHolder: text(200).optional().describe("Who holds that private key, and makes the next one: a person or a team"),
};

/** What one line of the schedule may say, by what the vendor's page takes. */
function scheduledOf(definition: VendorDefinition) {
  const kinds = scheduledWays(definition).map(({ kind }) => kind);
  const taken = {
    ...ofScheduled,
    ...(kinds.length > 1 && {
      kind: z
        .enum(kinds as [ScheduledKind, ...ScheduledKind[]])
        .describe(
          needsAll(definition)
            ? "Which of the two that the vendor's page needs at once"
            : "Which of those that the vendor's page takes; the first is the one to prefer",
        ),
    }),
    ...(kinds.includes("certificate") && ofCertificate),
  };
  return checked(z.strictObject(taken).meta(seeing.days), scheduledFault);
}

interface Line {
  readonly issued: string;
  readonly expires: string;
  readonly confirmed?: string | undefined;
  readonly confirmations?: readonly { readonly place: string; readonly on: string }[] | undefined;
}

function scheduledFault({ issued, expires, confirmed, confirmations = [] }: Line): string | undefined {
  if (!isDay(issueDay(issued)) || !isDay(expires)) return undefined;
  if (expires <= issueDay(issued)) return `expires ${expires} is not after issued ${issued}`;
  if (confirmed !== undefined && confirmed < issueDay(issued))
    return `confirmed ${confirmed} is before issued ${issued}`;
  if (confirmed !== undefined && confirmed >= expires)
    return `confirmed ${confirmed} is not before expires ${expires}: nobody sees an ended credential in use`;
  const outside = confirmations.find(({ on }) => isDay(on) && (on < issueDay(issued) || on >= expires));
  if (outside !== undefined)
    return `confirmed at ${shown(outside.place)} on ${outside.on}, which is not between issued ${issued} and expires ${expires}`;
  return undefined;
}

/** An issuer as its tokens write it: compared letter by letter. */
function issuerFault(text: string): string | undefined {
  if (!/^https:\/\//.test(text))
    return `${shown(text)} is not an issuer; write it as its tokens do in \`iss\`: https://…`;
  if (!URL.canParse(text)) return `${shown(text)} is not an address; write the issuer as its tokens do in \`iss\``;
  const { username, password, search, hash } = new URL(text);
  if (username !== "" || password !== "") return "holds a user or a password; an issuer has none";
  if (search !== "" || hash !== "") return `${shown(text)} has a query or a fragment; an issuer has none`;
  if (/\s|[^\x21-\x7e]/.test(text)) return `${shown(text)} holds a blank or a letter that no issuer has`;
  return text.length > 600 ? `has ${text.length} characters; Entra takes at most 600` : undefined;
}

/** Entra compares the subject letter by letter, and knows no pattern. */
function workloadFault(subject: string): string | undefined {
  if (subject.trim() === "") return "is empty; write the subject as the issuer's tokens do in `sub`";
  if (subject !== subject.trim())
    return `${shown(subject)} begins or ends with a blank; Entra compares letter by letter`;
  if (/[\p{Cc}\p{Cf}]/u.test(subject)) return `${shown(subject)} holds a character that nobody sees`;
  if (subject.includes("*"))
    return `${shown(subject)} holds *, and Entra takes no pattern: write one entry for each subject`;
  if (looksSecret(subject)) return secretHere;
  return subject.length > 600 ? `has ${subject.length} characters; Entra takes at most 600` : undefined;
}

const federatedName = checked(z.string(), (name) =>
  /^[a-z0-9][a-z0-9-]{2,59}$/.test(name)
    ? undefined
    : `${shown(name)} is not a name; use 3 to 60 lower-case letters, digits and hyphens (grafana-prod)`,
).describe("Names it for ever, in the portal too: 3 to 60 lower-case letters, digits and hyphens");

function federatedOf(asked: FederatedAsked) {
  const subject =
    asked.subject === "managedIdentity"
      ? id(
          "a managed identity's object id (Managed Identities › … › Overview › Object (principal) ID), not its client id",
          "The managed identity's object (principal) id, not its client id",
        )
      : checked(z.string(), workloadFault).describe("What the issuer's tokens hold in `sub`, letter by letter");
  return z.strictObject({
    name: federatedName,
    ...(asked.issuer === undefined && {
      issuer: checked(z.string(), issuerFault).describe("What the tokens hold in `iss`, letter by letter: https://…"),
    }),
    subject,
  });
}

/** `endingFault` of settings-rules.ts for editors: without one of the keys that end an integration it needs credentials. */
export function needsCredentials(definition: VendorDefinition) {
  if (askedAs(definition, "none")) return {};
  const without = ["suspended", "leaving", ...(askedAs(definition, "federated") ? ["federated"] : [])];
  return {
    if: { not: { anyOf: without.map((key) => ({ required: [key] })) } },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema.
    then:
      scheduledWays(definition).length > 0
        ? { required: ["credentials"], properties: { credentials: unproposed({ minItems: 1 }) } }
        : { required: ["federated"] },
  };
}

/** The credentials of one vendor: lines of a schedule, another issuer's word, or either. */
export function credentialInputs(definition: VendorDefinition) {
  const federated = askedAs(definition, "federated");
  return {
    ...(scheduledWays(definition).length > 0 && {
      credentials: z
        .array(scheduledOf(definition))
        .meta(unique)
        .optional()
        .describe(
          `One credential a line, oldest first; the newest is handed over. None only where \`suspended\` or \`leaving\`${federated ? " or `federated`" : ""} stands`,
        ),
    }),
    ...(federated && {
      federated: z
        .array(federatedOf(federated))
        .meta(unique)
        .min(1)
        .optional()
        .describe(
          "Whose tokens prove the application's identity in place of a secret: whoever gets one for that subject from that issuer signs in as it",
        ),
    }),
    ...(federated &&
      scheduledWays(definition).length > 0 && {
        bothAlive: z
          .literal(true)
          .optional()
          .describe("`federated` and `credentials` work side by side, while the vendor moves from one to the other"),
      }),
  };
}
