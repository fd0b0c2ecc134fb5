/**
 * The status as one self-contained HTML page: what is due, a timeline, a table. No script and no request: it can be mailed,
 * kept as a build's artefact, or printed.
 */
import { addDays, dayNumber, issueDay } from "../../components/dates.ts";
import { minOverlap } from "../../components/rotation.ts";
import { escaped } from "../html.ts";
import { type CredentialStatus, standingWords, verdictOf, verifiedWords, weightiestFirst, worst } from "./standing.ts";

/** One stack's part of the page. */
export interface StackStatus {
  readonly stack: string;
  readonly domain: string;
  readonly file: string;
  /** `YYYY-MM-DD` in the stack's world. */
  readonly today: string;
  /** A play tenant: nobody is to be woken for it. */
  readonly disposable: boolean;
  readonly statuses: readonly CredentialStatus[];
  /** Integrations whose vendors sign in with applications of their own; absent where there are none. */
  readonly heldByVendors?: readonly string[];
}

const style = `
:root { color-scheme: light dark; --ground: #fff; --ink: #1b1f24; --soft: #57606a; --line: #d0d7de; --rail: #eef1f4;
  --fine: #1a7f37; --renew: #9a6700; --ended: #cf222e; --rest: #57606a; }
@media (prefers-color-scheme: dark) { :root { --ground: #0d1117; --ink: #e6edf3; --soft: #9da7b3; --line: #30363d;
  --rail: #1c222a; --fine: #3fb950; --renew: #d29922; --ended: #ff7b72; --rest: #9da7b3; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem 1rem 3rem; max-width: 70rem; background: var(--ground); color: var(--ink);
  font: 1rem/1.5 system-ui, sans-serif; }
h1 { font-size: 1.5rem; margin: 0 0 .25rem; } h2 { font-size: 1.2rem; margin: 2.5rem 0 .25rem; }
h3 { font-size: 1rem; margin: 1.5rem 0 .5rem; }
p { margin: .25rem 0; } .soft { color: var(--soft); } code { font-size: .9em; overflow-wrap: anywhere; }
.verdict { font-weight: 600; } .fine { color: var(--fine); } .renew { color: var(--renew); } .ended { color: var(--ended); } .rest { color: var(--rest); }
ul.todo { padding-left: 1.2rem; margin: .5rem 0; }
.row { display: grid; grid-template-columns: minmax(8rem, 14rem) 1fr; gap: 0 1rem; align-items: center; padding: .2rem 0; }
.name { overflow-wrap: anywhere; font-size: .9rem; }
.rail { position: relative; height: 1.1rem; background: var(--rail); border-radius: .2rem; }
.bar { position: absolute; top: .15rem; bottom: .15rem; border-radius: .15rem; background: currentColor; opacity: .75; }
.bar.overlap { background: repeating-linear-gradient(45deg, currentColor 0 4px, transparent 4px 8px); opacity: .9; }
.due { position: absolute; top: 0; bottom: 0; width: 2px; background: var(--ink); }
.today { position: absolute; top: -.2rem; bottom: -.2rem; width: 0; border-left: 2px dashed var(--ended); }
.axis { position: relative; height: 1.3rem; font-size: .75rem; color: var(--soft); }
.axis span { position: absolute; white-space: nowrap; } .axis .end { right: 0; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; margin-top: .5rem; }
th, td { text-align: left; padding: .3rem .6rem .3rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
td.number { font-variant-numeric: tabular-nums; white-space: nowrap; }
@media (max-width: 40rem) { .row { grid-template-columns: 1fr; } }
@page { size: A4 landscape; margin: 10mm; }
@media print { body { max-width: none; padding: 0; } table { font-size: .8rem; } .wide { overflow: visible; } .row, tr { break-inside: avoid; } }
`;

const verdictWords = {
  fine: "Nothing is due.",
  renew: "Something is due now.",
  ended: "A credential has ended.",
} as const;

function tone(status: CredentialStatus): string {
  return status.standing.code === "suspended" || status.standing.code === "leaving" ? "rest" : verdictOf(status);
}

interface Scale {
  readonly from: string;
  readonly to: string;
  /** The place of a day on the rail, in percent. */
  at(day: string): number;
}

function scaleOf({ today, statuses }: StackStatus): Scale {
  const from = [today, ...statuses.map(({ issued }) => issueDay(issued))].sort()[0] ?? today;
  const to = [addDays(today, 30), ...statuses.map(({ expires }) => expires)].sort().at(-1) ?? today;
  const days = Math.max(1, dayNumber(to) - dayNumber(from));
  const at = (day: string) => Math.min(100, Math.max(0, ((dayNumber(day) - dayNumber(from)) / days) * 100));
  return { from, to, at };
}

function span(from: number, to: number): string {
  return `left:${from.toFixed(2)}%;width:${Math.max(0.4, to - from).toFixed(2)}%`;
}

function timelineRow(status: CredentialStatus, today: string, { at }: Scale): string {
  const { integration, issued, expires, overlap, renewFrom } = status;
  const name = `${escaped(integration)} <span class="soft">${escaped(issued)}</span>`;
  const said = `${integration} ${issued}: from ${issueDay(issued)} to ${addDays(expires, -1)}, ${standingWords(status)}`;
  const both = overlap && overlap.until > overlap.from;
  const parts = [
    `<div class="bar" style="${span(at(issueDay(issued)), at(expires))}"></div>`,
    both ? `<div class="bar overlap" style="${span(at(overlap.from), at(overlap.until))}"></div>` : "",
    renewFrom ? `<div class="due" style="left:${at(renewFrom).toFixed(2)}%"></div>` : "",
    `<div class="today" style="left:${at(today).toFixed(2)}%"></div>`,
  ];
  return `<div class="row"><div class="name">${name}</div><div class="rail ${tone(status)}" role="img" aria-label="${escaped(said)}">${parts.join("")}</div></div>`;
}

function timeline(stack: StackStatus): string {
  const scale = scaleOf(stack);
  const rows = stack.statuses.map((status) => timelineRow(status, stack.today, scale));
  return `${rows.join("\n")}
<div class="row" aria-hidden="true"><div></div><div class="axis"><span>${scale.from}</span><span class="end">${scale.to}</span></div></div>
<p class="soft">Bar: life of the credential. Hatched: both live (at least ${minOverlap} days). Line: renewal. Dashed: today, ${stack.today}.</p>`;
}

function tableRow(status: CredentialStatus): string {
  const { integration, product, kind, issued, expires, daysLeft, renewFrom, confirmed, act } = status;
  const cells = [
    `<td>${escaped(integration)}<br><span class="soft">${escaped(product)}</span></td>`,
    `<td>${kind}</td>`,
    `<td class="number">${escaped(issued)}</td>`,
    `<td class="number">${addDays(expires, -1)}</td>`,
    `<td class="number">${Math.max(0, daysLeft)}</td>`,
    `<td class="number">${renewFrom ?? ""}</td>`,
    `<td class="number">${confirmed ?? "not yet"}</td>`,
    `<td class="number">${verifiedWords(status) || "not yet"}</td>`,
    `<td class="${tone(status)}">${escaped(standingWords(status))}</td>`,
    `<td>${escaped(act?.who ?? "")}</td>`,
  ];
  return `<tr>${cells.join("")}</tr>`;
}

const heads = [
  "Integration",
  "Kind",
  "Issued",
  "Last day",
  "Days left",
  "Renew from",
  "Confirmed in use",
  "Verified",
  "Status",
  "Who acts",
];

function todo(statuses: readonly CredentialStatus[]): string {
  const items = weightiestFirst(statuses).flatMap(({ integration, issued, act }) =>
    act === null
      ? []
      : [
          `<li><strong>${escaped(integration)}</strong> ${escaped(issued)}: ${escaped(act.who)}: ${escaped(act.what)}${act.command === null ? "" : `<br><code>${escaped(act.command)}</code>`}</li>`,
        ],
  );
  return items.length === 0 ? "" : `<ul class="todo">${items.join("")}</ul>`;
}

function section(stack: StackStatus): string {
  const { statuses } = stack;
  const verdict = worst(statuses);
  return `<section>
<h2>${escaped(stack.domain)}</h2>
<p class="soft">Stack ${escaped(stack.stack)}, <code>${escaped(stack.file)}</code>, on ${stack.today} (UTC)</p>
<p class="verdict ${verdict}">${verdictWords[verdict]}</p>
${todo(statuses)}
<h3>Timeline</h3>
${timeline(stack)}
<h3>Credentials</h3>
<div class="wide" role="region" aria-label="Credentials of ${escaped(stack.domain)}" tabindex="0"><table>
<thead><tr>${heads.map((head) => `<th scope="col">${head}</th>`).join("")}</tr></thead>
<tbody>
${statuses.map(tableRow).join("\n")}
</tbody></table></div>
</section>`;
}

/** The page of all stacks, ending in a line break. */
export function statusPage(stacks: readonly StackStatus[]): string {
  const verdict = worst(stacks.flatMap(({ statuses }) => statuses));
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Credentials: ${verdictWords[verdict]}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>Credentials of the integrations</h1>
<p class="verdict ${verdict}">${verdictWords[verdict]}</p>
${stacks.map(section).join("\n")}
</main>
</body>
</html>
`;
}
