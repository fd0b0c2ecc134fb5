/**
 * The hand-over sheet: what the vendor's administrator types where, in the page's language and under its labels.
 * Pure: definition, plan and public outputs in, Markdown out. It never sees a secret.
 */
import { needsAll, renewalBefore, scheduledWays } from "../../components/asked-credential.ts";
import { addDays, addMonths } from "../../components/dates.ts";
import type { Language, Months, VendorDefinition } from "../../components/definition.ts";
import type { CredentialOutputs, IntegrationOutputs } from "../../components/outputs.ts";
import { writtenPlace } from "../../components/parts.ts";
import type { ResolvedIntegration } from "../../components/resolved-integration.ts";
import { vaultParts, vaultSecretName } from "../../components/vault-id.ts";
import { worldOf } from "../../components/world.ts";
import { formatNames } from "../keystore/store.ts";
import { placesOf } from "../places.ts";
import { type Block, codeOf, paragraphOf, quoteOf, type SheetDocument, under } from "./document.ts";
import { errorsSection } from "./errors-section.ts";
import { exchangeRemovalScript, exchangeScript, limitedOf } from "./exchange-script.ts";
import { forCredential } from "./for-credential.ts";
import { sheetInMarkdown } from "./in-markdown.ts";
import { code, paragraph, text } from "./markdown.ts";
import { openedByPerson } from "./opened-by-person.ts";
import { fill, type Given, mask, newestCredential, newestOf } from "./placeholders.ts";
import { shellArgument } from "./quoting.ts";
import { readCommands } from "./read-commands.ts";
import { actorsOf, applies, doneSection, procedureSection, proceduresOf, type Sheet } from "./steps.ts";
import { tenantNeeds } from "./tenant-needs.ts";
import { sheetWords } from "./words/index.ts";
import type { NamedPeople, SheetWords } from "./words/sheet-words.ts";

/** What a sheet names besides the integration. */
export interface SheetOptions {
  /** The tenant's domain, as the settings name it. */
  readonly domain: string;
  /** The stack whose outputs hold the secrets. */
  readonly stack: string;
  /** The tenant's file, where `confirmed` is written. */
  readonly tenantFile: string;
  /** The language of the sheet's own words; the page's, when left out. */
  readonly language?: Language;
  /** The other linked applications of the entry that this one is a part of, each with a sheet of its own. */
  readonly others?: readonly string[];
  /** The client secret itself, where the sheet is to show it. */
  readonly revealed?: string;
  /** IANA name of the reader's time zone, shown beside UTC; the language's own, if it has one, when left out. */
  readonly timeZone?: string;
}

/** A client secret has no certificate. */
function isSecret({ certificatePem }: CredentialOutputs): boolean {
  return certificatePem === undefined;
}

interface Context extends Sheet {
  readonly options: SheetOptions;
}

/** A credential that is handed over with this sheet. */
interface OfCredential extends Context {
  readonly newest: CredentialOutputs;
}

/** What a person calls the credential, and which it is. */
function credentialNamed({ words }: Context, one: CredentialOutputs): string {
  return `${isSecret(one) ? words.secretKind : words.certificateKind} ${code(one.issued)}`;
}

function filled(value: string, step: string, { given }: Sheet): string {
  return text(fill(value, given, { step }));
}

/** Midnight UTC of the first dead day, and the same instant on the reader's clock. */
function deadline(day: string, timeZone: string | undefined): string {
  const utc = `${day} 00:00 UTC`;
  if (timeZone === undefined) return utc;
  const local = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" });
  return `${utc} (${local.format(new Date(`${day}T00:00:00Z`))} ${timeZone})`;
}

function facts(context: Context, handed: readonly CredentialOutputs[]): Block[] {
  const { given, words, language, options } = context;
  const { definition, resolved, outputs } = given;
  const trusts = resolved.credential.federated ?? [];
  const { publisher, title, asOf, url } = definition.page;
  const said = words.facts;
  const { signsIn: users, stillOpen = false } = resolved;
  const signsIn = users === "everyone" ? undefined : words.signsIn(peopleOf(resolved, users), stillOpen);
  const rows: [string, string | undefined][] = [
    [said.integration, code(resolved.name)],
    [said.purpose, text(resolved.purpose ?? definition.serves[language])],
    [said.contact, resolved.contact && text(resolved.contact)],
    [said.ticket, resolved.ticket && text(resolved.ticket)],
    [said.secretReader, resolved.secretReader && text(resolved.secretReader)],
    [said.partOf, resolved.partOf && words.partOf(code(resolved.partOf), (options.others ?? []).map(code))],
    [said.signsIn, signsIn],
    [
      said.page,
      [text(`${publisher}: ${title}${asOf ? ` (${asOf})` : ""}`), url && code(url)].filter(Boolean).join(" "),
    ],
    [said.tenant, `${code(options.domain)} ${code(outputs.tenantId)}`],
    [said.permissionSet, resolved.permissionSet && text(resolved.permissionSet.label[language])],
    [said.directoryRoles, Array.isArray(definition.directoryRoles) ? rolesNamed(resolved) : undefined],
    [
      said.application,
      resolved.registration
        ? words.vendorsOwnApplication.application(text(resolved.displayName))
        : text(resolved.displayName),
    ],
    [said.serviceReference, resolved.serviceManagementReference && text(resolved.serviceManagementReference)],
    [said.clientId, code(outputs.clientId)],
    ...exposed(context),
    [
      said.credential,
      resolved.registration
        ? words.vendorsOwnApplication.credential
        : [
            ...handed.map((one) => credentialNamed(context, one)),
            ...(trusts.length > 0 ? [words.federatedKind] : []),
          ].join(", "),
    ],
    [said.lastValidDay, [...new Set(handed.map(({ expires }) => `**${addDays(expires, -1)}**`))].join(", ")],
  ];
  return [{ kind: "facts", rows: rows.flatMap(([label, value]) => (value ? [[label, value] as const] : [])) }];
}

/** By what name its tokens are asked for, where anybody does. */
function exposed({ given, words }: Context): [string, string][] {
  const { identifierUri, scopes = [] } = given.resolved.exposes ?? {};
  const shown = (enter: string) => fill(enter, given, { step: "exposes" }).split("\n").map(code).join("<br>");
  return [
    ...(identifierUri === undefined ? [] : [[words.facts.identifierUri, shown("{identifierUri}")] as [string, string]]),
    ...(scopes.length === 0 ? [] : [[words.facts.exposedScopes, shown("{exposedScopes}")] as [string, string]]),
  ];
}

function peopleOf(
  { signsInGroups = [], inRoles, names = {} }: ResolvedIntegration,
  users: readonly string[],
): readonly NamedPeople[] {
  const group = (id: string) => (names[id] === undefined ? code(id) : `${text(names[id])} ${code(id)}`);
  if (inRoles === undefined) return [{ users: users.length, groups: signsInGroups.map(group) }];
  return inRoles.map((one) => ({ role: code(one.role), users: one.users.length, groups: one.groups.map(group) }));
}

/** Roles that the page names are assigned without being typed anywhere; the sheet's forms name those of the settings. */
function rolesNamed({ directoryRoles }: ResolvedIntegration): string | undefined {
  return directoryRoles.length > 0 ? directoryRoles.map(({ name }) => text(name)).join(", ") : undefined;
}

/** What the reader has to know before anything else. What is handed over replaces whatever else is alive. */
function state({ given, words }: Sheet, handed: readonly CredentialOutputs[]): Block[] {
  const { resolved, outputs } = given;
  const older = outputs.credentials.filter((one) => !handed.includes(one)).map(({ issued }) => code(issued));
  return [
    worldOf({ id: outputs.tenantId }) === "sandbox" ? words.sandbox : "",
    resolved.suspended ? words.suspended(resolved.suspended.since, text(resolved.suspended.reason)) : "",
    resolved.leaving ? words.leaving : "",
    older.length > 0 ? words.replaces(older.join(", ")) : "",
    given.revealed === undefined ? "" : words.revealed,
  ].flatMap(quoteOf);
}

function whoSection({ given, words }: Context): Block[] {
  const { heading, who, role, does } = words.who;
  const rows = actorsOf(given).map((actor) => [text(actor.who), text(actor.role), text(actor.does)]);
  return under(2, heading, rows.length > 0 ? [{ kind: "table", head: [who, role, does], rows }] : []);
}

/** Whom the reader tells. */
function told({ given, words }: Sheet): string {
  return given.resolved.contact === undefined ? words.sender : words.contact;
}

/** Who reads the credential, with the words of what is done with it; where the file names nobody, that it does not. */
function readerOf({ given, words, newest, options }: OfCredential): string {
  const { secretReader } = given.resolved;
  const said = words.credential;
  const does = isSecret(newest) ? said.readsSecret : said.readsKey;
  return secretReader === undefined
    ? `${said.nobody(code(`${writtenPlace(given.resolved)}.secretReader`), code(options.tenantFile))} ${does(said.whoeverMay)}`
    : does(`**${text(secretReader)}**`);
}

/** What this project does itself of the above. */
function ownCommand({ given, words, newest, options }: OfCredential): Block[] {
  const { name } = given.resolved;
  const { keyStore } = given.definition;
  const onStack = `--stack ${shellArgument(options.stack)}`;
  const said = words.credential;
  if (isSecret(newest))
    return [...paragraphOf(said.shorter), ...codeOf(`./integrations secret ${name} ${onStack}`, "sh")];
  if (keyStore === undefined) return [];
  return [
    ...paragraphOf(said.keyStore(formatNames[keyStore.format], text(keyStore.step))),
    ...codeOf(`./integrations handover ${name} ${onStack} --keystore ${shellArgument(keyStore.file)}`, "sh"),
  ];
}

/** Where the secret is read: the one thing the sheet must not hold. */
function credentialSection(context: OfCredential, several: boolean): Block[] {
  const { given, words, newest, options } = context;
  // It stands where it is typed in.
  if (given.revealed !== undefined) return [];
  const said = words.credential;
  const heading = several ? `${said.heading}: ${credentialNamed(context, newest)}` : said.heading;
  if (newest.keyElsewhere)
    return under(2, heading, [
      ...paragraphOf(
        said.elsewhere(newest.keyHolder === undefined ? said.unnamedHolder : `**${text(newest.keyHolder)}**`),
      ),
      ...codeOf("openssl x509 -in cert.pem -noout -fingerprint -sha1", "sh"),
      ...paragraphOf(said.sameCertificate(code(newest.thumbprints?.sha1ColonHex ?? ""), told(context))),
      ...codeOf(newest.certificatePem?.trimEnd() ?? "", "text"),
    ]);
  const kind = isSecret(newest) ? "secret" : "certificate";
  const where =
    newest.vaultEntry === undefined
      ? said.inState
      : said.inVault(code(vaultParts(newest.vaultEntry).vaultName), code(vaultSecretName(newest.vaultEntry)));
  return under(2, heading, [
    ...paragraphOf(`\`${mask}\` ${kind === "secret" ? said.secret : said.privateKey} ${readerOf(context)}`),
    ...paragraphOf(where),
    ...codeOf(readCommands(given, newest, options.stack), "sh"),
    ...paragraphOf(
      kind === "secret" ? said.onScreen : said.files(code(newest.thumbprints?.sha1ColonHex ?? ""), told(context)),
    ),
    ...ownCommand(context),
  ]);
}

/** Whom Entra believes in place of a secret. */
function trustSection({ given, words }: Context): Block[] {
  const trusts = given.resolved.credential.federated ?? [];
  if (trusts.length === 0) return [];
  const said = words.trust;
  return under(2, said.heading, [
    ...paragraphOf(said.intro),
    {
      kind: "table",
      head: [said.name, said.issuer, said.subject, said.audience],
      rows: trusts.map(({ name, issuer, subject, audience }) => [name, issuer, subject, audience].map(code)),
    },
  ]);
}

function stepsSection(context: Context): Block[] {
  const procedures = proceduresOf(context.given, "set-up");
  return under(2, context.words.steps, [
    ...(context.language === context.given.definition.page.language ? [] : paragraphOf(context.words.vendorsOwn)),
    ...procedures.flatMap((procedure) => procedureSection(procedure, context)),
  ]);
}

function exchangeSection({ given, words }: Context): Block[] {
  const script = exchangeScript(given.resolved, given.outputs);
  if (!script) return [];
  const { roles, addresses } = limitedOf(given.resolved);
  return under(2, words.exchange.heading, [
    ...paragraphOf(words.exchange.intro),
    ...(roles.length > 0
      ? paragraphOf(words.exchange.limited(roles.map(code).join(", "), addresses.map(code).join(", ")))
      : []),
    ...codeOf(script, "powershell"),
  ]);
}

function proofSection(context: Context): Block[] {
  const { given, words } = context;
  const { shows, expected } = given.definition.proof;
  const items = expected
    .flatMap((line) => (typeof line === "string" ? [line] : applies(line, given) ? [line.text] : []))
    .map((line) => ({ text: filled(line, "proof", context) }));
  return under(2, words.proof.heading, [
    ...paragraphOf(paragraph(fill(shows, given, { step: "proof" }))),
    ...(items.length > 0
      ? [...paragraphOf(words.proof.expected), { kind: "list", ordered: false, items } as const]
      : []),
  ]);
}

function placesSection(context: OfCredential): Block[] {
  const { given, words, newest, options } = context;
  const said = words.places;
  const confirmed = given.resolved.credential.schedule.find(({ issued }) => issued === newest.issued)?.confirmed;
  const path = code(`${writtenPlace(given.resolved)}.credentials (issued: ${newest.issued})`);
  const items = placesOf(given.definition, given.resolved)
    .map((place) => fill(place, given, { step: "places" }))
    .map((place) => ({ text: text(place), ticked: confirmed !== undefined }));
  return under(2, said.heading, [
    ...paragraphOf(confirmed === undefined ? said.intro : ""),
    { kind: "boxes", items },
    ...paragraphOf(
      confirmed === undefined ? said.confirm(told(context), path, code(options.tenantFile)) : said.confirmed(confirmed),
    ),
  ]);
}

/** The day by which the page wants the renewal, and how it follows from the end. */
function renewBy({ expires }: CredentialOutputs, before: Months, words: SheetWords): string {
  const months = Number.parseInt(before, 10);
  return words.validity.monthsBefore(addMonths(expires, -months), months, expires);
}

function validitySection(context: OfCredential, several: boolean): Block[] {
  const { given, words, language, newest, options } = context;
  const said = words.validity;
  const { breaksWhenExpired } = given.definition;
  const renewBefore = renewalBefore(given.definition, isSecret(newest) ? "secret" : "certificate");
  const rows: [string, string][] = [
    [said.lastValidDay, `**${addDays(newest.expires, -1)}**`],
    [said.firstDeadDay, deadline(newest.expires, options.timeZone ?? words.timeZone)],
    ...(renewBefore ? [[said.renewBy, renewBy(newest, renewBefore, words)] as [string, string]] : []),
    [said.breaks, filled(breaksWhenExpired[language], "breaksWhenExpired", context)],
  ];
  const heading = several ? `${said.heading}: ${credentialNamed(context, newest)}` : said.heading;
  return under(2, heading, [
    { kind: "facts", rows },
    ...paragraphOf(isSecret(newest) ? "" : newest.keyElsewhere ? said.elsewhere : said.certificate),
  ]);
}

/**
 * Rules that the page goes against with each credential anew, and for which the file has an exception: it names the
 * credential, and ends with it. A file that lets its credentials live shorter needs none.
 */
function exceptionsPerCredential({ definition: { demands }, resolved: { exceptions } }: Given): readonly string[] {
  const perCredential = ["secret-lifetime", "certificate-lifetime"];
  return perCredential.filter((rule) =>
    [demands, exceptions].every((entries) => entries.some((entry) => entry.rule === rule)),
  );
}

function renewalSection(context: Context): Block[] {
  const renewals = proceduresOf(context.given, "renewal");
  if (renewals.length === 0) return [];
  const { heading, intro, exception } = context.words.renewal;
  return under(2, heading, [
    ...paragraphOf(intro),
    ...exceptionsPerCredential(context.given).flatMap((rule) =>
      paragraphOf(exception(code(`{ rule: ${rule}, subject: <issued>, until: <YYYY-MM-DD> }`))),
    ),
    ...renewals.flatMap((procedure) => procedureSection(procedure, context)),
  ]);
}

/** What is open of a definition that is a file; a page that is code says it to whoever reads the code. */
function unsaidSection({ given, words }: Sheet): Block[] {
  const { writtenIn, notOnPage } = given.definition;
  if (writtenIn === undefined || notOnPage.length === 0) return [];
  const items = notOnPage.map((sentence) => ({ text: text(sentence) }));
  return under(2, words.unsaid.heading, [
    ...paragraphOf(words.unsaid.intro(code(writtenIn))),
    { kind: "list", ordered: false, items },
  ]);
}

function undoSection(context: Sheet): Block[] {
  const { given, words, language } = context;
  const { undo } = given.definition;
  const items = undo
    .filter((step) => applies(step, given))
    .map((step) => ({
      text: words.undo.by(text(step.by[language]), filled(step[language], "undo", context)),
    }));
  const script = exchangeRemovalScript(given.resolved, given.outputs);
  return under(2, words.undo.heading, [
    ...paragraphOf(words.undo.intro),
    { kind: "list", ordered: true, items },
    ...(script ? [...paragraphOf(words.undo.exchange), ...codeOf(script, "powershell")] : []),
  ]);
}

/** What the vendor's own application may do here, and what ends it. */
function grantedSection({ given, words, language, options }: Context): Block[] {
  const said = words.vendorsOwnApplication;
  const { resolved, definition } = given;
  const items = resolved.permissions.flatMap(({ api, delegated, application }) =>
    (
      [
        ["delegated", delegated],
        ["forApplication", application],
      ] as const
    ).flatMap(([kind, list]) =>
      list.length === 0
        ? []
        : [
            {
              text: `${text(api)}, ${said[kind]}: ${list
                .map(({ name }) => code(name))
                .sort()
                .join(", ")}`,
            },
          ],
    ),
  );
  const stops = text(fill(definition.breaksWhenExpired[language], given, { step: "breaksWhenExpired" }));
  return under(2, said.heading, [
    ...paragraphOf(items.length > 0 ? said.granted : said.none),
    ...(items.length > 0 ? [{ kind: "list", ordered: false, items } as const] : []),
    ...paragraphOf(said.untilWhen),
    ...paragraphOf(said.suspend(code(`${writtenPlace(resolved)}.suspended`), code(options.tenantFile))),
    { kind: "facts", rows: [[said.stops, stops]] },
  ]);
}

/** What is typed in with this sheet: the newest credential, or the newest of each kind; none where another issuer vouches. */
function handedOver(given: Pick<Given, "definition" | "resolved" | "outputs">): readonly CredentialOutputs[] {
  const { schedule } = given.resolved.credential;
  if (schedule.length === 0) return [];
  if (!needsAll(given.definition)) return [newestCredential(given)];
  const lines = scheduledWays(given.definition).flatMap(({ kind }) =>
    schedule.some((line) => line.kind === kind) ? [newestOf(given, kind)] : [],
  );
  return lines.sort((a, b) => (a.issued < b.issued ? -1 : 1));
}

/**
 * One integration's sheet.
 * @param outputs the integration's part of the public stack output `integrations`
 * @returns its parts in order; secrets are masked, with where to read them
 * @throws naming vendor and step, if a text holds a placeholder that has no value here, and if the stack's outputs do
 * not have the newest credential of the plan
 */
export function sheetOf(
  whole: VendorDefinition,
  resolved: ResolvedIntegration,
  outputs: IntegrationOutputs,
  options: SheetOptions,
): SheetDocument {
  const { domain, revealed } = options;
  const definition = forCredential(whole, resolved);
  const given = { definition, resolved, outputs, domain, ...(revealed !== undefined && { revealed }) };
  const pageLanguage = definition.page.language;
  const language = options.language ?? pageLanguage;
  const words = sheetWords[language];
  const newestIssued = resolved.credential.schedule.at(-1)?.issued ?? "none";
  const document = (blocks: readonly Block[]): SheetDocument => ({
    language,
    pageLanguage,
    title: `${text(definition.product)}: ${words.title}`,
    key: `${outputs.tenantId}/${resolved.name}/${newestIssued}`,
    blocks,
  });
  // Nothing is left to be typed in: the credentials of what ends are retired before it leaves.
  const trusts = resolved.credential.federated ?? [];
  const holdsNone =
    resolved.credential.schedule.length === 0 && outputs.credentials.length === 0 && trusts.length === 0;
  const needsNone = resolved.credential.kind === "none";
  if (holdsNone && (!needsNone || resolved.leaving))
    return document([...state({ given, words, language }, []), ...undoSection({ given, words, language })]);
  const handed = handedOver(given);
  const several = handed.length > 1;
  const context: Context = { given, words, language, options };
  const eachOf = (section: (of: OfCredential, several: boolean) => Block[]) =>
    handed.flatMap((newest) => section({ ...context, newest }, several));
  return document([
    ...state(context, handed),
    ...facts(context, handed),
    ...whoSection(context),
    ...doneSection(proceduresOf(context.given, "set-up"), context),
    ...eachOf(credentialSection),
    ...trustSection(context),
    // Before the steps: the vendor's forms test the connection, which fails until the mailboxes are open.
    ...exchangeSection(context),
    ...openedByPerson(context),
    ...tenantNeeds(context),
    ...stepsSection(context),
    ...proofSection(context),
    ...errorsSection(context, told(context)),
    ...handed.slice(-1).flatMap((newest) => placesSection({ ...context, newest })),
    ...eachOf(validitySection),
    ...(resolved.registration ? grantedSection(context) : []),
    ...renewalSection(context),
    ...undoSection(context),
    ...unsaidSection(context),
  ]);
}

/** {@link sheetOf} as Markdown. */
export function renderSheet(...given: Parameters<typeof sheetOf>): string {
  return sheetInMarkdown(sheetOf(...given));
}
