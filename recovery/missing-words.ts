/** What is missing, why, and what to do, for a person who reads it once. Lines without colours; nothing in them is secret. */
import { plural } from "../components/plural.ts";
import { nameIn } from "../components/urn.ts";
import type { Change } from "./changed.ts";
import { types } from "./declared.ts";
import { issuedIn, type Missing, placeOf, stops, switchedOff } from "./missing.ts";
import { textIn } from "./properties.ts";
import { credentialLine, freeIssued, type NewLine, takenNames } from "./recreate.ts";
import type { Author, Deleted, Fate, Revived } from "./recycle-bin.ts";
import { isRestorable } from "./recycle-bin.ts";
import type { RestoreStep } from "./restore.ts";
import { done, wanted } from "./settle.ts";
import { lastPart } from "./state.ts";

/** How the person calls the verb, and the file they write. */
export interface Naming {
  /** `./integrations adopt`, with the stack where it has to be named. */
  readonly adopt: string;
  /** The tenant's file, as messages show it. */
  readonly file: string;
  /** The command that applies: `make up`, or the pipeline's. */
  readonly up: string;
  /** `YYYY-MM-DD` */
  readonly today: string;
}

/** `2026-11-21 09:12 UTC` */
function instant(iso: string): string {
  return `${iso.slice(0, 16).replace("T", " ")} UTC`;
}
function day(iso: string): string {
  return iso.slice(0, 10);
}

function authorLine(author: Author): string {
  switch (author.kind) {
    case "known":
      return `By ${author.who}, ${instant(author.when)}: the audit log's "${author.activity}".`;
    case "notInLog":
      return "By whom: the audit log has no entry of it (a tenant keeps 7 or 30 days).";
    case "closed":
      return "By whom: the tenant's audit log tells, which this identity may not read (AuditLog.Read.All).";
  }
}

function revivedLine({ kind, displayName, keyId, end, ended, knownTo }: Revived): string {
  const whose =
    knownTo === "file"
      ? "the file's"
      : knownTo === "state"
        ? "the stack's, no longer in the file"
        : "NOT the stack's: find out who holds it before it works again";
  const name = displayName === "" ? "" : ` "${displayName}"`;
  return `${kind}${name}, key id ${keyId}, ${ended ? "ended" : "until"} ${day(end)}: ${whose}`;
}

/** What happened to the application, in a sentence. */
function headline({ missing: { integration }, application, principal }: Deleted): string {
  if (application.kind === "inBin") return `${integration}: somebody deleted its application.`;
  if (application.kind === "forGood") return `${integration}: its application is deleted for good.`;
  if (principal.kind === "replaced")
    return `${integration}: its application has another service principal than the stack's.`;
  if (principal.kind === "forGood") return `${integration}: its service principal is deleted for good.`;
  return `${integration}: somebody deleted its service principal.`;
}

function binLine(what: string, fate: Fate): string[] {
  if (fate.kind === "inBin")
    return [`${what}: in the recycle bin since ${instant(fate.deleted)}, until ${day(fate.until)}.`];
  if (fate.kind === "forGood") return [`${what}: neither in the tenant nor in the recycle bin (30 days, or purged).`];
  if (fate.kind === "replaced")
    return [
      `${what}: another one, ${fate.by}, was made meanwhile (the portal does so where it restores an application). It has none of the consents.`,
      ...binLine("Ours", fate.own),
    ];
  return [];
}

function choices(deleted: Deleted, { adopt }: Naming): string[] {
  const { missing, application, principal } = deleted;
  const one = `${adopt} ${missing.integration}`;
  // Of the vendor's own application the principal is all that was here.
  const isVendors = missing.application === undefined;
  const kept = isVendors
    ? "as it was, with its object id: the vendor changes nothing"
    : "as it was: client id and credentials stay, the vendor changes nothing";
  const restore = [
    [`${one} --restore`, kept],
    [`${one} --restore --suspended`, "the same with sign-in off, until somebody has looked at it"],
  ];
  const anew = isVendors
    ? "a new principal of the vendor's application, or the one that stands: consents beside the file's are gone"
    : undefined;
  const lost =
    anew ??
    (application.kind === "there"
      ? "a new principal: client id and credentials stay, its object id and what Exchange knows it by do not"
      : "a new one: another client id, another secret, the vendor's form filled in anew");
  const ours = principal.kind === "replaced" ? principal.own : principal;
  const possible = isRestorable(deleted) && !(application.kind === "there" && ours.kind === "forGood");
  const rows = [...(possible ? restore : []), [`${one} --recreate`, lost]];
  const width = Math.max(...rows.map(([command = ""]) => command.length));
  return rows.map(([command = "", means]) => `  ${command.padEnd(width)}  ${means}`);
}

/** A deleted application or principal: what happened, what comes back with it, and the choices. */
export function deletedLines(deleted: Deleted, naming: Naming): string[] {
  return [...deletedFacts(deleted), "  One of:", ...choices(deleted, naming).map((line) => `  ${line}`)];
}

/** What happened, and what a restore brings back. */
export function deletedFacts(deleted: Deleted): string[] {
  const { displayName, clientId, application, principal, author, credentials, missing } = deleted;
  const ids = `${displayName}, client id ${clientId}, service principal ${lastPart(missing.principal?.id)}`;
  return [
    headline(deleted),
    `  ${ids}`,
    ...binLine("Application", application).map((line) => `  ${line}`),
    ...binLine("Service principal", principal).map((line) => `  ${line}`),
    `  ${authorLine(author)}`,
    ...(credentials.length === 0
      ? []
      : [
          "  A restore brings these credentials back to life:",
          ...credentials.map((credential) => `    ${revivedLine(credential)}`),
        ]),
  ];
}

const kindOf: Readonly<Record<string, string>> = {
  [types.assignment]: "assignment",
  [types.grant]: "consent to delegated permissions",
  [types.directoryRole]: "directory role",
  [types.federated]: "federated credential",
  [types.identifierUri]: "Application ID URI",
};

function consentLines(missing: Missing, up: string): string[] {
  const { consents, integration } = missing;
  if (consents.length === 0) return [];
  return [
    `${integration}: ${plural(consents.length, "consent or assignment", "consents or assignments")} removed in the tenant. The next \`${up}\` makes again what the file still wants:`,
    ...consents.map((one) => `    ${kindOf[one.type] ?? one.type} ${nameIn(one.urn)}`),
  ];
}

function secretLines(missing: Missing, { file, today }: Naming): string[] {
  const { integration, declared } = missing;
  const { secrets } = wanted(missing);
  const taken = takenNames(missing);
  return secrets.flatMap((one) => {
    const scheduled = declared?.resolved.credential.schedule.find(({ issued }) => issued === issuedIn(one));
    const issued = freeIssued(today, taken);
    taken.add(issued);
    const line = credentialLine(issued, scheduled?.expires ?? day(textIn(one.inputs, "endDate")));
    return [
      `${integration}: its secret "${textIn(one.outputs, "displayName")}", key id ${lastPart(one.id)}, was deleted in the tenant: whoever uses it is refused (AADSTS7000215).`,
      "  Its value does not come back, and no run makes another under its name. A new secret is a new line in",
      `  ${file}, ${placeOf(missing)}.credentials; hand it over, then remove the line of ${issuedIn(one)}:`,
      `    ${line}`,
    ];
  });
}

function certificateLines(missing: Missing, { adopt }: Naming): string[] {
  const { integration } = missing;
  return wanted(missing).certificates.flatMap((one) => [
    `${integration}: its certificate ${issuedIn(one)}, key id ${lastPart(one.id)}, was removed in the tenant: whoever uses it is refused (AADSTS700027).`,
    `  The stack holds its key. To register the same again: ${adopt} ${integration} --restore`,
    "  Was it removed because its key leaked? Then write a new line of `credentials` instead, and remove this one.",
  ]);
}

function entryLines(missing: Missing): string[] {
  const { integration } = missing;
  return wanted(missing).vaultEntries.flatMap((one) => {
    const [vault, name] = [/\/vaults\/([^/]+)\//.exec(one.id ?? "")?.[1] ?? "", lastPart(one.id)];
    return [
      `${integration}: the vault's entry ${name} is gone; the credential itself works on.`,
      `  Bring it back with its value: az keyvault secret recover --vault-name ${vault} --name ${name}`,
    ];
  });
}

function endedLines(missing: Missing): string[] {
  const ended = done(missing);
  if (ended.length === 0) return [];
  return [
    `${missing.integration}: already deleted in the tenant, and no longer in the file; the state forgets it:`,
    ...ended.map((one) => `    ${one.type.split(":").at(-1)} ${nameIn(one.urn)}`),
  ];
}

function ownerLines({ integration, owners }: Missing, up: string): string[] {
  if (owners.length === 0) return [];
  return [
    `${integration}: its application has lost ${plural(owners.length, "owner")} (${owners.join(", ")}). The next \`${up}\` enters again whom the file names.`,
  ];
}

function changeWords(change: Change): string {
  if ("was" in change) return `${change.property} is ${change.is}, was ${change.was}`;
  const { property, lost, gained } = change;
  const parts = [
    ...(lost.length > 0 ? [`lost ${lost.join(", ")}`] : []),
    ...(gained.length > 0 ? [`gained ${gained.join(", ")}`] : []),
  ];
  return `${property} ${parts.join("; ")}`;
}

function changedLines({ integration, changed }: Missing, up: string): string[] {
  if (changed.length === 0) return [];
  return [
    `${integration}: changed in the tenant, not in the file. The next \`${up}\` writes again what the file says:`,
    ...changed.flatMap(({ resource, changes }) =>
      changes.map((change) => `    ${nameIn(resource.urn)}: ${changeWords(change)}`),
    ),
  ];
}

function signInLines(missing: Missing, { file, adopt, today }: Naming): string[] {
  if (!switchedOff(missing)) return [];
  const { integration } = missing;
  return [
    `${integration}: sign-in is switched off in the tenant, and the file does not say so. No run switches it on by itself. One of:`,
    `    in ${file}, ${placeOf(missing)}: suspended: { since: ${today}, reason: … }`,
    `    ${adopt} ${integration} --restore`,
  ];
}

/** Everything that is missing of an integration and stops nothing. */
export function missingLines(missing: Missing, naming: Naming): string[] {
  if (stops(missing)) return missing.declared === undefined ? endedLines(missing) : [];
  return [
    ...consentLines(missing, naming.up),
    ...ownerLines(missing, naming.up),
    ...changedLines(missing, naming.up),
    ...secretLines(missing, naming),
    ...certificateLines(missing, naming),
    ...entryLines(missing),
    ...endedLines(missing),
    ...signInLines(missing, naming),
  ];
}

/** A step of a restore, as it is announced and as it was done. */
export function stepLine(step: RestoreStep): string {
  switch (step.do) {
    case "restoreApplication":
      return `restore the application ${step.id}, with its client id and its credentials`;
    case "removeOther":
      return `delete the service principal ${step.id}, which was made in its place`;
    case "restorePrincipal":
      return `restore the service principal ${step.id}, with its object id`;
    case "signIn":
      return `switch sign-in ${step.on ? "on" : "off"} (service principal ${step.id})`;
  }
}

/** What a recreation loses, before it is done. */
export function lossLines({ missing, application, credentials }: Deleted): string[] {
  const { integration } = missing;
  if (application.kind === "there")
    return [
      `${integration}: its service principal is given up. Lost for ever:`,
      "  its object id: where Exchange Online knows it, run the sheet's script again",
      "  every consent: the next run grants again what the file wants",
    ];
  return [
    `${integration}: its application is given up. Lost for ever:`,
    "  its client id and both object ids: the vendor's form is filled in anew, and where Exchange Online knows it, the sheet's script is run again",
    "  its secrets: the vendor types a new one in",
    "  every consent: the next run grants again what the file wants; what an administrator consented to beside it is gone",
    "  A certificate that the file keeps is registered on the new application with its own key; its thumbprint stays.",
    ...(application.kind === "inBin"
      ? [
          `  The deleted application stays in the recycle bin until ${day(application.until)}; whoever restores it brings ${plural(credentials.filter(({ ended }) => !ended).length, "credential")} back to life.`,
        ]
      : []),
  ];
}

/**
 * The lines of the file that a recreation wants first. The review refuses to add and to retire in one change, whatever the
 * reason, and takes these two changes (review/rules/schedule-*.ts).
 */
export function nameFirstLines(
  missing: Pick<Missing, "integration" | "declared">,
  lines: readonly NewLine[],
  naming: Naming,
): string[] {
  const { file, adopt, up, today } = naming;
  const { integration } = missing;
  const write = (line: string) => `    write   ${line}`;
  return [
    `${integration}: a new secret must not bear the old one's name; vault, sheet and vendor would take it for the old value.`,
    `  1. In ${file}, ${placeOf(missing)}, in one change (the review takes it as an emergency):`,
    ...lines.map(
      ({ old }) => `    remove  ${credentialLine(old.issued, old.expires)}, and the exceptions that name it`,
    ),
    write(`suspended: { since: ${today}, reason: Its application was deleted }`),
    write("emergency: { reason: Its application was deleted }"),
    `  2. ${adopt} ${integration} --recreate, then ${up}: a new application, with its sign-in off.`,
    "  3. In a second change, in the place of those two lines:",
    ...lines.map(({ line }) => write(`in credentials: ${line}`)),
    "  Where nobody reviews, as in the sandbox, the new line in the old one's place will do for all.",
  ];
}
