/** Changes in words, ordered for the reader. */
import type { Effect } from "../change.ts";
import { apiName } from "../reading/permissions.ts";
import type { IntegrationReport, PermissionInWords, ReportedChange } from "../report/index.ts";
import type { Words } from "../words/words.ts";

/** One change in words. */
export interface ChangeLine {
  readonly sign: "+" | "-" | "~";
  readonly effect: Effect;
  /** What kind of thing it is. */
  readonly what: string;
  /** Which one: data. */
  readonly subject: string;
  readonly detail: string;
  /** Of a permission. */
  readonly risk?: PermissionInWords["risk"];
  /** Sentences a reviewer needs beside it. */
  readonly notes: readonly string[];
}

/** Changes that do the same to the vendor's reach. */
export interface ChangeGroup {
  readonly heading: string;
  readonly effect: Effect;
  readonly lines: readonly ChangeLine[];
}

const signs = { added: "+", removed: "-", changed: "~" } as const;
const effects: readonly Effect[] = ["broadened", "narrowed", "changed"];

/** The words of the permission that a change is about. */
export function permissionOf(
  { permission }: ReportedChange,
  permissions: readonly PermissionInWords[],
): PermissionInWords | undefined {
  if (permission === undefined) return undefined;
  const alike = permissions.filter(({ kind, name }) => kind === permission.kind && name === permission.name);
  return alike.find(({ api }) => api === apiName(permission.appId)) ?? alike[0];
}

function detailOf(change: ReportedChange, words: Words): string {
  const states = statesOf(change, words);
  return change.called === undefined ? states : [words.said(change.called), states].filter(Boolean).join("; ");
}

function statesOf({ before, after, aspect, how }: ReportedChange, words: Words): string {
  const [from, to] = [before, after].map((text) => (text === undefined ? undefined : words.value(text, aspect)));
  if (from !== undefined && to !== undefined) return words.fromTo(from, to);
  if (from !== undefined) return how === "removed" ? words.from(from) : from;
  return to ?? "";
}

/** A permission is worded in full where it comes; where it goes, what it allowed is enough. */
function notesOf(change: ReportedChange, permission: PermissionInWords | undefined, words: Words): string[] {
  const { newIdentity, onceDone, refusedByProtect, effect } = change;
  return [
    ...(permission ? [words.permission(permission, effect === "broadened")] : []),
    ...(permission?.narrower && effect === "broadened" ? [words.narrower(permission.narrower)] : []),
    ...(newIdentity ? [words.newIdentity] : []),
    ...(onceDone === undefined ? [] : [words.onceDone(words.said(onceDone))]),
    ...(refusedByProtect ? [words.refusedByProtect] : []),
  ];
}

function changeLine(change: ReportedChange, permissions: readonly PermissionInWords[], words: Words): ChangeLine {
  const permission = permissionOf(change, permissions);
  return {
    sign: signs[change.how],
    effect: change.effect,
    what: words.aspect[change.aspect],
    subject: words.said(change.subject),
    detail: detailOf(change, words),
    ...(permission && { risk: permission.risk }),
    notes: notesOf(change, permission, words),
  };
}

/** So many lines of one kind are read; the rest is counted. */
const mostAlike = 10;

/** The first of each kind of thing, which are the weightiest, and how many more there are, by their risk. */
function folded(lines: readonly ChangeLine[], words: Words): ChangeLine[] {
  return [...Map.groupBy(lines, ({ sign, what }) => `${sign} ${what}`).values()].flatMap((alike) => {
    const rest = alike.slice(mostAlike);
    const [first] = rest;
    if (first === undefined || rest.length < 3) return alike;
    const counted = Map.groupBy(
      rest.flatMap(({ risk }) => (risk ? [risk] : [])),
      (risk) => risk,
    );
    const risks = [...counted].map(([risk, all]) => [risk, all.length] as const);
    const detail = words.moreByRisk(rest.length, risks);
    return [...alike.slice(0, mostAlike), { ...first, subject: "", detail, notes: [] }];
  });
}

/** In each group the weightiest first, as the report has them. */
export function groupsOf({ changes, permissions }: IntegrationReport, words: Words): ChangeGroup[] {
  return effects.flatMap((effect) => {
    const own = changes.filter((change) => change.effect === effect);
    const lines = folded(
      own.map((change) => changeLine(change, permissions, words)),
      words,
    );
    return lines.length > 0 ? [{ heading: words.effect[effect], effect, lines }] : [];
  });
}
