/** What changed, as a Mermaid graph: vendor → API → permission; directory roles and mailboxes likewise. */
import type { Change } from "../change.ts";
import type { IntegrationReport, Report, ReportedChange } from "../report/index.ts";
import type { Words } from "../words/words.ts";
import { permissionOf } from "./change-lines.ts";
import { mermaidLabel } from "./escape.ts";

/** Mermaid draws more than this, but nobody reads it. */
const largest = 40;

/** One path of the graph. */
interface Path {
  readonly vendor: string;
  readonly through: string;
  readonly what: string;
  readonly change: ReportedChange;
}

const systems: Readonly<Partial<Record<Change["aspect"], string>>> = {
  "directory-role": "Microsoft Entra ID",
  mailbox: "Exchange Online",
  "mailbox-right": "Exchange Online",
};

function pathOf(change: ReportedChange, { name, product, permissions }: IntegrationReport, words: Words): Path[] {
  const vendor = product && product !== name ? `${name} (${product})` : name;
  if (change.aspect === "permission" && change.permission) {
    const { appId, kind, name: what } = change.permission;
    const api = permissionOf(change, permissions)?.api;
    return [{ vendor, through: api ?? appId, what: `${what} (${kind})`, change }];
  }
  const through = systems[change.aspect];
  return through === undefined ? [] : [{ vendor, through, what: words.said(change.subject), change }];
}

/** A label that says which one, and no more. */
function label(text: string): string {
  return mermaidLabel(text.length > 80 ? `${text.slice(0, 79)}…` : text);
}

const arrows = { broadened: "==>", narrowed: "-.->", changed: "-->" } as const;
const signs = { added: "+", removed: "-", changed: "~" } as const;

/** Numbers each text once, so that equal texts are one node. */
function numbered(prefix: string): (key: string) => string {
  const ids = new Map<string, string>();
  return (key) => {
    const id = ids.get(key) ?? `${prefix}${ids.size}`;
    ids.set(key, id);
    return id;
  };
}

/** The graph's source without its fence, and how many paths it leaves out; undefined where there is nothing to draw. */
export function graphOf(
  report: Report,
  words: Words,
): { readonly source: string; readonly folded: number } | undefined {
  const order = ["broadened", "narrowed", "changed"];
  const paths = report.integrations
    .flatMap((integration) => integration.changes.flatMap((change) => pathOf(change, integration, words)))
    .sort((a, b) => order.indexOf(a.change.effect) - order.indexOf(b.change.effect));
  if (paths.length === 0) return undefined;
  const [vendor, system, leaf] = [numbered("v"), numbered("a"), numbered("p")];
  const lines = new Set<string>();
  for (const { vendor: who, through, what, change } of paths.slice(0, largest)) {
    const [from, via] = [vendor(who), system(`${who} ${through}`)];
    const to = leaf(`${who} ${through} ${what} ${change.how}`);
    lines.add(`  ${from}[${label(who)}] --- ${via}(${label(through)})`);
    lines.add(`  ${via} ${arrows[change.effect]} ${to}[${label(`${signs[change.how]} ${what}`)}]`);
  }
  return { source: ["flowchart LR", ...lines].join("\n"), folded: Math.max(0, paths.length - largest) };
}
