/**
 * What is new, in a sentence for a reader who sees nothing else: who can now do what, what it was before, and until when.
 * Values; review/words puts them into sentences. It tells of the weightiest change, and of another receiver of codes and
 * tokens behind any number of others.
 */
import { isDeepStrictEqual } from "node:util";
import { addDays, dayNumber, issueDay } from "../../components/dates.ts";
import type { VendorDefinition } from "../../components/definition.ts";
import { clientIdHere } from "../../components/identifier-uri.ts";
import type { LocalizedText } from "../../components/localized-text.ts";
import type { Change } from "../change.ts";
import { isCoded, type Value } from "../clause.ts";
import type { Sides } from "../pairs.ts";
import { identifierUrisOf } from "../reading/identifier-uris.ts";
import type { RecordedIntegration, RecordedOwner, RecordedPermission } from "../recording.ts";
import { includes } from "../rules/redundant-permission.ts";
import { deedsIn, deedsOf, isDeed, mainDeeds } from "./deed.ts";
import type { News } from "./news-values.ts";
import { isNothing, openOn } from "./opened-mailboxes.ts";
import { holderOf, lastDay } from "./reach.ts";

/** What the sentences are made of. */
export interface NewsContext {
  readonly sides: Sides;
  readonly definitions: Readonly<Record<string, VendorDefinition>>;
}

/** What an integration is after and was before, and every change of it. */
interface Subject {
  readonly before: RecordedIntegration | undefined;
  readonly after: RecordedIntegration | undefined;
  /** Either; there is one. */
  readonly either: RecordedIntegration;
  readonly definition: VendorDefinition | undefined;
  readonly own: readonly Change[];
}

function usersOf(integration: RecordedIntegration): number | undefined {
  const scopes = integration.granted.filter(({ kind, name }) => kind === "delegated" && name !== "offline_access");
  if (scopes.some((grant) => grant.for === "everyone")) return undefined;
  return new Set(scopes.flatMap((grant) => (grant.for === "everyone" ? [] : grant.for))).size;
}

function byItself({ before, either, own }: Subject, effect: Change["effect"]): News | undefined {
  const now = deedsIn(
    own.filter((change) => change.effect === effect),
    "application",
  );
  if (now.length === 0) return undefined;
  return {
    code: "by-itself",
    holder: holderOf(either),
    suspended: !either.enabled,
    now,
    ...(before && { before: deedsOf(before, "application") }),
    last: lastDay(either),
  };
}

function withPeople({ before, either, own }: Subject, effect: Change["effect"]): News | undefined {
  const now = deedsIn(
    own.filter((change) => change.effect === effect),
    "delegated",
  );
  const stays = either.granted.some(({ name }) => name === "offline_access");
  const isOffline = own.some(({ permission }) => permission?.name === "offline_access");
  if (now.length === 0 && !isOffline) return undefined;
  const former = before && deedsOf(before, "delegated");
  const usersBefore = before && usersOf(before);
  const isWiderFor = now.length > 0 && now.every((deed) => former?.some((other) => isDeed(deed, other)));
  return {
    code: "with-people",
    product: either.product,
    suspended: !either.enabled,
    users: usersOf(either),
    stays,
    now: now.length > 0 ? now : deedsOf(either, "delegated"),
    ...(former && { before: former }),
    ...(isWiderFor && usersBefore !== undefined && { usersBefore }),
    last: lastDay(either),
  };
}

function addresses(integration: RecordedIntegration | undefined): string[] {
  return (integration?.mailboxes ?? []).map(({ address }) => address);
}

function scriptLines(own: readonly Change[], how: Change["how"]): string[] {
  return own.flatMap((change) =>
    change.aspect === "hand-off" && isCoded(change.subject, "exchange-script") && change.how === how
      ? [String(how === "removed" ? change.before : change.after)]
      : [],
  );
}

function ownerIn({ owners }: RecordedIntegration, id: string): RecordedOwner {
  const all = [...owners.application, ...owners.principal];
  return all.find((owner) => owner.id === id) ?? { id, kind: "unknown" };
}

/** How many integrations have a change like this one. */
function alike(first: Change, changes: readonly Change[]): number {
  const same = changes.filter(
    ({ aspect, how, subject }) =>
      aspect === first.aspect && how === first.how && JSON.stringify(subject) === JSON.stringify(first.subject),
  );
  return new Set(same.map(({ integration }) => integration)).size;
}

/** Permissions that go while one that includes them stays. */
function coveredIn({ before, after, own }: Subject): { readonly name: string; readonly by: string }[] {
  if (!before || !after) return [];
  const find = ({ permission }: Change): RecordedPermission | undefined =>
    permission &&
    before.granted.find(
      (grant) => grant.appId === permission.appId && grant.kind === permission.kind && grant.name === permission.name,
    );
  return own.flatMap((change) => {
    const gone = change.effect === "narrowed" ? find(change) : undefined;
    const by = gone && after.granted.find((wider) => includes(wider, gone));
    return gone && by ? [{ name: gone.name, by: by.name }] : [];
  });
}

function stopsOf({ before, definition }: Subject): LocalizedText | undefined {
  return before && Object.keys(before.credentials.registeredEnds).length > 0
    ? definition?.breaksWhenExpired
    : undefined;
}

function overlapOf({ before, after }: Subject, change: Change): News | undefined {
  if (!after || typeof change.subject !== "string" || change.how !== "added" || !before) return undefined;
  const { schedule } = after.credentials;
  const next = schedule.find(({ issued }) => issued === change.subject);
  const old = schedule.filter(({ issued }) => issued !== change.subject).at(-1);
  if (!next || !old) return undefined;
  const from = issueDay(next.issued);
  const to = old.expires < next.expires ? old.expires : next.expires;
  return {
    code: "overlap",
    product: after.product,
    old: { issued: old.issued, last: addDays(old.expires, -1) },
    next: { issued: next.issued, last: addDays(next.expires, -1) },
    days: Math.max(0, dayNumber(to) - dayNumber(from)),
  };
}

/** What the resources outside of any better comparison are called, without their types' full tokens. */
function namesIn(changes: readonly Change[], aspect: Change["aspect"]): string[] {
  const names = changes.flatMap((change) => {
    if (change.aspect !== aspect || change.effect !== "broadened") return [];
    const { subject } = change;
    if (typeof subject === "string") return [subject.replace(/^\S+:(?=\S+ )/, "").replace(/: .*$/s, "")];
    return isCoded(subject, "hidden") ? [`${subject.name} (${subject.what})`] : [];
  });
  return [...new Set(names)];
}

/** Who acts from now on, where a provider names another identity. */
function actsAs(changes: readonly Change[]): News | undefined {
  const input = changes.find(({ subject }) => isCoded(subject, "provider") && subject.input === "clientId");
  if (!input) return undefined;
  const moved = changes.find(({ subject }) => isCoded(subject, "provider-of"))?.after;
  const resources = isCoded(moved, "made-by") ? moved.resources : 0;
  return { code: "acts-as", before: textOf(input.before), after: textOf(input.after), resources };
}

function textOf(value: Value | undefined): string {
  return typeof value === "string" ? value : "";
}

function ofOutside(first: Change, changes: readonly Change[]): News {
  if (first.aspect === "tenant")
    return { code: "tenant-changes", before: textOf(first.before), after: textOf(first.after) };
  const outside = changes.filter(({ integration }) => integration === "");
  const acts = first.aspect === "resource" ? actsAs(outside) : undefined;
  return acts ?? ofResource(first, outside);
}

function ofResource(first: Change, own: readonly Change[]): News {
  const names = namesIn(own, first.aspect);
  if (names.length === 0 || first.effect !== "broadened" || first.how === "changed") return other(first);
  return first.aspect === "unjudgeable" ? { code: "unreadable", names } : { code: "resources-come", names };
}

function other({ integration, aspect, how, subject, before, after }: Change): News {
  const change = {
    aspect,
    how,
    subject,
    ...(before !== undefined && { before }),
    ...(after !== undefined && { after }),
  };
  return { code: "other", integration, change };
}

function ofPermission(first: Change, subject: Subject): News | undefined {
  const { before, after, either, own } = subject;
  if (first.effect === "changed") return undefined;
  if (first.effect === "broadened") {
    const isDelegated = first.permission?.kind === "delegated";
    const ways = isDelegated ? [withPeople, byItself] : [byItself, withPeople];
    return ways.map((way) => way(subject, "broadened")).find((news) => news !== undefined);
  }
  const narrowed = own.filter(({ effect }) => effect === "narrowed");
  const gone = [...deedsIn(narrowed, "application"), ...deedsIn(narrowed, "delegated")];
  if (!before) return undefined;
  const left = [...deedsOf(after, "application"), ...deedsOf(after, "delegated")];
  return { code: "no-longer", product: either.product, gone, covered: coveredIn(subject), left };
}

function ofIntegration(first: Change, subject: Subject): News | undefined {
  const { before, after, either, definition } = subject;
  if (first.how === "removed")
    return {
      code: "removed",
      product: either.product,
      before: mainDeeds(before),
      stops: stopsOf({ ...subject, definition }),
      leavingFirst: first.refusedByProtect === true,
    };
  if (first.how === "added") {
    const isAlone = deedsOf(after, "application").length > 0;
    return (
      (isAlone ? byItself(subject, "broadened") : withPeople(subject, "broadened")) ??
      ofMailbox({ ...first, effect: "broadened" }, subject) ?? { code: "comes-with-nothing", product: either.product }
    );
  }
  if (before && after && before.name !== after.name && isCoded(first.after, "same-application"))
    return { code: "renamed", before: before.name, after: after.name };
  if (before && after && before.vendor !== after.vendor)
    return {
      code: "another-vendor",
      product: after.product,
      former: before.product,
      now: mainDeeds(after),
      last: lastDay(after),
    };
  return undefined;
}

function ofMailbox(first: Change, subject: Subject): News | undefined {
  const { before, after, either } = subject;
  if (first.effect === "broadened") {
    const now = openOn(after, before);
    if (isNothing(now)) return undefined;
    return { code: "mailboxes-open", holder: holderOf(either), now, before: addresses(before), last: lastDay(either) };
  }
  const gone = openOn(before, after);
  if (isNothing(gone)) return undefined;
  return { code: "mailboxes-close", product: either.product, gone, left: addresses(after) };
}

function ofOwner(first: Change, subject: Subject, changes: readonly Change[]): News | undefined {
  const { after, either } = subject;
  if (isCoded(first.subject, "which-deploys"))
    return { code: "deploys", before: textOf(first.before), after: textOf(first.after) };
  if (typeof first.subject !== "string") return undefined;
  const [owner, others] = [ownerIn(either, first.subject), alike(first, changes) - 1];
  if (first.effect === "narrowed") return { code: "owner-goes", owner, product: either.product, others };
  return { code: "owner-comes", owner, product: either.product, others, now: mainDeeds(after), last: lastDay(either) };
}

function ofSignIn(first: Change, { either, own }: Subject): News | undefined {
  const { product } = either;
  if (first.aspect === "assignment")
    return first.effect === "broadened" ? { code: "anyone-signs-in", product, before: first.before ?? "" } : undefined;
  if (first.effect === "changed") return undefined;
  const users = own.flatMap(({ aspect, how, subject }) =>
    aspect === "signs-in" && how === first.how ? [textOf(subject)] : [],
  );
  return { code: "users-sign-in", product, users, comes: first.how === "added" };
}

function rolesIn(value: Value | undefined): readonly string[] {
  return isCoded(value, "in-roles") ? value.roles : [];
}

function ofAppRole(first: Change, { either, own }: Subject): News {
  const comes = first.how !== "removed";
  const said = comes ? first.after : first.before;
  const alike = own.filter(
    ({ aspect, how, before, after }) =>
      aspect === "app-role" &&
      how === first.how &&
      isDeepStrictEqual(before, first.before) &&
      isDeepStrictEqual(after, first.after),
  );
  return {
    code: "app-roles",
    product: either.product,
    people: alike.map(({ subject }) => textOf(subject)),
    roles: rolesIn(said),
    administers: isCoded(said, "in-roles") && said.administers,
    comes,
    before: rolesIn(first.before),
  };
}

function ofRedirect(first: Change, { before, either }: Subject): News | undefined {
  const { product } = either;
  if (first.newReceiver !== undefined) {
    const hosts = (before?.redirectUris ?? []).map(({ uri }) => (URL.canParse(uri) ? new URL(uri).host : uri));
    return { code: "receiver", product, receiver: first.newReceiver, before: [...new Set(hosts)] };
  }
  if (first.effect !== "changed" || first.how !== "changed") return undefined;
  return { code: "another-path", product, now: textOf(first.subject), before: textOf(first.before) };
}

function credentialGoes({ subject: issued }: Change, subject: Subject): News | undefined {
  const { before, after, either } = subject;
  const end = before?.credentials.schedule.find((line) => line.issued === issued)?.expires;
  if (!after || end === undefined || typeof issued !== "string") return undefined;
  const [left, stops] = [lastDay(after), stopsOf(subject)];
  return { code: "credential-goes", product: either.product, issued, before: addDays(end, -1), left, stops };
}

/** A credential whose key somebody else made and holds. */
function keyElsewhere({ after: value }: Change, { after, either }: Subject): News | undefined {
  if (!after || !isCoded(value, "key-elsewhere")) return undefined;
  const { certificate, holder, thumbprint, ends, until } = value;
  return {
    code: "key-elsewhere",
    product: either.product,
    holder: { is: "key elsewhere", certificate, holder },
    thumbprint,
    ends,
    now: mainDeeds(after),
    last: addDays(until, -1),
  };
}

function ofTrust(first: Change, { after, either }: Subject): News | undefined {
  const { product } = either;
  const [was, is] = [first.before, first.after];
  if (isCoded(is, "trust"))
    return {
      code: "trust",
      product,
      issuer: is.issuer,
      subject: is.subject,
      ...(isCoded(was, "trust") && { before: { issuer: was.issuer, subject: was.subject } }),
      now: mainDeeds(after),
    };
  return isCoded(was, "trust") ? { code: "trust-goes", product, issuer: was.issuer, subject: was.subject } : undefined;
}

function ofCredential(first: Change, subject: Subject): News | undefined {
  const { before, after, either } = subject;
  const elsewhere = first.effect === "broadened" ? keyElsewhere(first, subject) : undefined;
  if (elsewhere) return elsewhere;
  if (first.effect === "broadened" && before && after)
    return {
      code: "works-longer",
      holder: holderOf(either),
      now: mainDeeds(after),
      before: lastDay(before) ?? { code: "no-value" },
      last: lastDay(after),
    };
  if (first.aspect === "credential-end" && first.effect === "narrowed" && before)
    return { code: "works-shorter", product: either.product, before: lastDay(before), last: lastDay(either) };
  if (first.aspect !== "credential") return undefined;
  return first.how === "removed" ? credentialGoes(first, subject) : overlapOf(subject, first);
}

/** Whoever asks for tokens by that name gets those of another application from now on. */
function ofIdentifierUri(first: Change, { either }: Subject, changes: readonly Change[], { sides }: NewsContext): News {
  const { product } = either;
  const uri = textOf(first.how === "changed" ? first.after : first.subject);
  if (first.how === "removed") return { code: "identifier-uri-goes", product, uri };
  const lost = changes.filter(
    ({ aspect, how, integration, subject, before }) =>
      aspect === "identifier-uri" &&
      integration !== first.integration &&
      textOf(how === "changed" ? before : subject) === uri &&
      how !== "added",
  );
  const gone = sides.pairs.filter(
    ({ before, after }) =>
      before !== undefined && after === undefined && identifierUrisOf(before.resources).includes(uri),
  );
  const names = [
    ...lost.map(
      ({ integration }) =>
        sides.pairs.find(({ before }) => before?.name === integration)?.before?.product ?? integration,
    ),
    ...gone.map(({ before }) => before?.product ?? ""),
  ];
  return {
    code: "identifier-uri",
    product,
    uri,
    ...(first.how === "changed" && { before: textOf(first.before) }),
    takenFrom: uri.includes(clientIdHere) ? [] : [...new Set(names)],
  };
}

function ofVault(first: Change, changes: readonly Change[]): News | undefined {
  const [integrations, before, after] = [alike(first, changes), textOf(first.before), textOf(first.after)];
  if (first.how === "removed") return { code: "vault-goes", integrations, vault: before };
  return first.how === "changed" ? { code: "vault-changes", integrations, before, after } : undefined;
}

/** The sentence of one change, with what else its integration brings of the same kind. */
function ofChange(first: Change, subject: Subject, changes: readonly Change[], context: NewsContext): News | undefined {
  const { either, own } = subject;
  const { product } = either;
  switch (first.aspect) {
    case "permission":
    case "directory-role":
      return ofPermission(first, subject);
    case "integration":
      return ofIntegration(first, subject);
    case "mailbox":
    case "mailbox-right":
      return ofMailbox(first, subject);
    case "hand-off":
      return isCoded(first.subject, "exchange-script")
        ? { code: "script", product, lines: scriptLines(own, first.how), how: first.how }
        : undefined;
    case "audience":
      return { code: "audience", product, now: textOf(first.after), before: textOf(first.before) };
    case "public-client":
      return { code: "public-client", product, on: first.how === "added" };
    case "implicit-grant":
      return { code: "implicit-grant", product, what: first.subject, on: first.how === "added" };
    case "redirect-uri":
      return ofRedirect(first, subject);
    case "owner":
      return ofOwner(first, subject, changes);
    case "assignment":
    case "signs-in":
      return ofSignIn(first, subject);
    case "app-role":
      return ofAppRole(first, subject);
    case "suspension":
      if (first.effect === "broadened") return { code: "resumed", product };
      return first.effect === "narrowed" ? { code: "suspended", product, stops: stopsOf(subject) } : undefined;
    case "credential":
    case "credential-end":
    case "credential-kind":
      return ofCredential(first, subject);
    case "federated":
      return ofTrust(first, subject);
    case "identifier-uri":
      return ofIdentifierUri(first, subject, changes, context);
    case "vault":
      return ofVault(first, changes);
    case "resource":
    case "unjudgeable":
      return ofResource(first, own);
    default:
      return undefined;
  }
}

/** One sentence for a change. @param changes all of the review */
export function newsOf(first: Change, changes: readonly Change[], context: NewsContext): News {
  const { sides, definitions } = context;
  if (first.integration === "") return ofOutside(first, changes);
  const pair = sides.pairs.find(({ before, after }) => (after ?? before)?.name === first.integration);
  const either = pair?.after ?? pair?.before;
  if (!pair || !either) return other(first);
  const definition = Object.hasOwn(definitions, either.vendor) ? definitions[either.vendor] : undefined;
  const own = changes.filter(({ integration }) => integration === first.integration);
  return ofChange(first, { ...pair, either, definition, own }, changes, context) ?? other(first);
}
