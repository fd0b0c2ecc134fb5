/** One integration in front of its application in the tenant: what each part of the comparison is given. */
import { markerAsBorn, markerOf } from "../../components/marker.ts";
import { type DeclaredIntegration, types } from "../../recovery/declared.ts";
import type { KnownResource, State } from "../../recovery/state.ts";
import type { LiveApplication, LivePrincipal, Tenant } from "../../recovery/tenant.ts";
import type { Unread } from "./reading.ts";
import type { Naming, Remedy } from "./remedy.ts";
import { none, type Row, type Verdict } from "./row.ts";

/** The integration, its application, and all around them. */
export interface Subject {
  readonly declared: DeclaredIntegration;
  readonly live: LiveApplication;
  readonly state: State;
  readonly tenant: Tenant;
  readonly unread: readonly Unread[];
  /** The tenant's present. */
  readonly now: Date;
  readonly naming: Naming;
}

/** A subject whose principal stands. */
export interface WithPrincipal extends Subject {
  readonly principal: LivePrincipal;
}

/** The integration's application or principal, as the state knows it under today's name or a former one. */
export function inState(
  { state }: Pick<Subject, "state">,
  { resources, formerly }: DeclaredIntegration,
  type: string,
): KnownResource | undefined {
  const resource = resources.find((one) => one.type === type);
  const urns = resource === undefined ? [] : [resource.urn, ...(formerly.get(resource.urn) ?? [])];
  return urns.map((urn) => state.resources.get(urn)).find((one) => one?.id !== undefined);
}

/** The tag that application and principal are to bear, as the program decides it (components/marker.ts). */
export function markerFor({ declared, ...subject }: Pick<Subject, "declared" | "state">): string {
  const tags = inState(subject, declared, types.application)?.outputs.tags;
  return markerOf(markerAsBorn(declared.resolved.identity, declared.stack, Array.isArray(tags) ? tags : []));
}

/** What a row is made of beside its integration. */
interface About {
  readonly check: string;
  readonly property: string;
}

/** A row of the subject's integration. */
export function row(
  { declared }: Pick<Subject, "declared">,
  about: About,
  verdict: Verdict,
  expected: string,
  found: string,
  remedy?: Remedy,
): Row {
  return { integration: declared.resolved.name, ...about, expected, found, verdict, remedy };
}

/** One value: the same, or a difference with its remedy. */
export function valueRow(subject: Subject, about: About, expected: string, found: string, remedy: Remedy): Row {
  return expected === found
    ? row(subject, about, "same", expected, found)
    : row(subject, about, "different", expected, found, remedy);
}

/** A member of a list: the text that two members are told apart by, and how it is shown. */
export interface Member {
  readonly key: string;
  readonly shown: string;
}

/** Members that are their own text. */
export function plain(texts: readonly string[]): Member[] {
  return texts.map((text) => ({ key: text, shown: text }));
}

/** What mends a list: something is missing in it, or something is too much. */
export interface ListRemedies<One extends Member = Member> {
  readonly missing: (member: Member) => Remedy;
  readonly extra: (member: One) => Remedy;
}

/** A list whose order says nothing: one row where it is as declared, else one for each member that is missing or too much. */
export function listRows<One extends Member>(
  subject: Subject,
  about: About,
  expected: readonly Member[],
  found: readonly One[],
  { missing, extra }: ListRemedies<One>,
): Row[] {
  const has = (list: readonly Member[], { key }: Member) => list.some((one) => one.key === key);
  const lacking = expected.filter((one) => !has(found, one));
  const surplus = found.filter((one) => !has(expected, one));
  if (lacking.length + surplus.length === 0) {
    const all = expected.map(({ shown }) => shown).join(", ") || none;
    return [row(subject, about, "same", all, all)];
  }
  return [
    ...lacking.map((one) => row(subject, about, "different", one.shown, none, missing(one))),
    ...surplus.map((one) => row(subject, about, "undeclared", none, one.shown, extra(one))),
  ];
}

/** The rows of a part, or one that says why it could not be read. */
export function unlessUnread(
  subject: Subject,
  about: About,
  part: Unread["part"],
  of: string,
  rows: () => readonly Row[],
): readonly Row[] {
  const unread = subject.unread.find((one) => one.part === part && one.of === of);
  if (unread === undefined) return rows();
  return [row(subject, about, "not checked", "as declared", unread.why)];
}
