/** The report in English. */
import { plural } from "../../components/plural.ts";
import { sentencesEn } from "./sentences-en.ts";
import type { Words } from "./words.ts";

/** Graph's values of `signInAudience`. */
const audiences: Readonly<Record<string, string>> = {
  AzureADMyOrg: "this tenant alone (AzureADMyOrg)",
  AzureADMultipleOrgs: "any organisation (AzureADMultipleOrgs)",
  AzureADandPersonalMicrosoftAccount: "any organisation and personal accounts (AzureADandPersonalMicrosoftAccount)",
  PersonalMicrosoftAccount: "personal accounts alone (PersonalMicrosoftAccount)",
};

const ownerKinds = { user: "the person", servicePrincipal: "the service principal", unknown: "the owner" } as const;

/** The words of an English report. */
export const en: Words = {
  language: "en",
  gap: " ",
  verdict: { broadened: "Broadened", narrowed: "Narrowed", changed: "Changed", unchanged: "Unchanged" },
  refused: (count, by) => `REFUSED by ${plural(count, "finding")}${by.length > 0 ? `: ${by.join("; ")}` : ""}`,
  passes: (accepted) => `Nothing refuses it${accepted.length > 0 ? `; the file accepts: ${accepted.join("; ")}` : ""}`,
  integrations: (count) => plural(count, "integration"),
  about: ({ purpose, contact, ticket, partOf, together, permissionSet, page }) => {
    const written = [
      purpose && `Purpose: ${purpose}.`,
      contact && `Contact: ${contact}.`,
      ticket && `Ticket: ${ticket}.`,
      partOf &&
        `Part of ${partOf}${together ? `, with ${together.others.join(", ")}` : ", which has no other application"}.`,
      permissionSet && `Permission set: ${permissionSet.en}.`,
    ].filter(Boolean);
    const asOf = page?.asOf === undefined ? "" : ` (as of ${page.asOf})`;
    return [
      ...(written.length > 0 ? [written.join(" ")] : []),
      ...(together?.reach ? [`All applications of ${partOf} together: ${together.reach.en}`] : []),
      ...(page ? [`The vendor's page: ${page.publisher}, ${page.title}${asOf}.`] : []),
    ];
  },
  compared: ({ file, base, judgedBy, now, sameCode }) =>
    `${file} on ${now}, compared with ${base.revision}${base.state === "absent" ? " (which has nothing to compare with)" : ""}${sameCode ? "; same code on both sides" : ""}; judged by the rules of ${judgedBy === "base" ? base.revision : "the working tree"}.`,
  deployedBy: ({ deployer }) =>
    deployer
      ? `Deployed by ${ownerKinds[deployer.kind]} ${deployer.name === undefined ? deployer.id : `${deployer.name} (${deployer.id})`}.`
      : "",
  refusedBy: "What refuses it",
  outside: "Outside every integration",
  effect: { broadened: "Wider", narrowed: "Narrower", changed: "Otherwise different" },
  aspect: sentencesEn.aspect,
  value: ({ en: text }, aspect) => (aspect === "audience" ? (audiences[text] ?? text) : text),
  from: (before) => `was: ${before}`,
  fromTo: (before, after) => `${before} → ${after}`,
  newIdentity: "What the vendor holds stops working: every place must be typed anew.",
  onceDone: (what) => `Only once a person has done it: ${what}.`,
  refusedByProtect: "`protect` will refuse this deletion: write `leaving: true` and apply that first.",
  risk: { low: "low risk", medium: "medium risk", high: "high risk", critical: "critical risk" },
  permission: ({ risk, tenantWide, kind, allows, riskReason }, inFull) => {
    const scope = tenantWide
      ? "the whole tenant, no user needed"
      : kind === "delegated"
        ? "with the user's rights"
        : "only where it is opened";
    const rated = inFull && risk !== "low" ? ` (${riskReason.en})` : "";
    return `${en.risk[risk]}, ${scope}${rated}: ${allows.en}.`;
  },
  narrower: (narrower) => `Narrower: ${narrower.en}.`,
  together: "Together",
  findings: "Findings",
  elsewhere: "Other findings",
  mark: { blocks: "refuses", warns: "warns", accepted: "accepted", standing: "stands" },
  line: (file, line) => (line === undefined ? "" : `${file}:${line}`),
  accepted: (until, reason) => `Accepted until ${until}: ${reason}`,
  notAccepted: "not accepted",
  byHand: "Still to be done by a person",
  said: (sentence) => sentence.en,
  differing: (count) => `${count} differ`,
  standing: (count) => `Standing before this change, and not what decides it: ${plural(count, "finding")}`,
  unchanged: (count) => `${plural(count, "integration")} unchanged`,
  nothingChanged: "No registration differs.",
  stack: (stack, file) => `${stack} (${file})`,
  notEvaluated: "Cannot be evaluated",
  noStackDiffers: (revision) =>
    `Unchanged: no tenant's file, no stack's settings and nothing of the program differs from ${revision}.`,
  unchangedStacks: (stacks) => `${plural(stacks.length, "stack")} unchanged: ${stacks.join(", ")}`,
  refusedStacks: (refused, all) => `REFUSED: ${refused} of ${plural(all, "stack")}`,
  foldedStacks: (count) => `Left out to fit: ${plural(count, "stack")}. The list at the top has every one of them.`,
  more: (count) => `… and ${count} more`,
  moreByRisk: (count, risks) => {
    const counts = risks.map(([risk, of]) => `${of} of ${en.risk[risk]}`);
    return `… and ${count} more${counts.length > 0 ? `: ${counts.join(", ")}` : ""}`;
  },
  standingAs: {
    open: (count) => `Accepted by nobody (${count})`,
    warned: (count) => `Warned of (${count})`,
    accepted: (count) => `Accepted (${count})`,
  },
  folded: (integrations, findings) =>
    `Left out to fit: ${plural(integrations, "changed integration")} and ${plural(findings, "finding")}. The first lines count everything that refuses. The whole report: \`make review\` in a checkout, or \`--format json\`.`,
  inShort: (integrations) =>
    `In short, a line each: ${plural(integrations, "further integration")}. In full: --format json`,
  graph: "What changed, as a graph",
  graphFolded: (count) => `The graph leaves out ${plural(count, "further change")}.`,
  graphKey: "Thick: wider. Dotted: narrower.",
};
