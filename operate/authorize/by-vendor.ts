/** Authorization that the product completes by itself: its button is named, and the tenant looked at afterwards. */
import { createInterface } from "node:readline/promises";
import type { Authorization } from "../../components/definition.ts";
import type { ResolvedIntegration } from "../../components/resolved-integration.ts";
import { definitionIn } from "../../components/settings.ts";
import { type LastUse, lastUseWords, readLastUses } from "../last-use/reading.ts";
import { readRecord } from "../record.ts";
import { answer, answerJson, exits, say } from "../verb.ts";
import { compare } from "../verify/compare.ts";
import { namingOf } from "../verify/remedy.ts";
import type { Row } from "../verify/row.ts";
import { sidesOf } from "../verify/sides.ts";
import { counted, isNotable, report } from "../verify/table.ts";
import type { Job } from "./job.ts";

type ByVendor = Extract<Authorization, { by: "vendor" }>;

/** The button, once for each instance, and where its answer goes. */
export function buttonLines({ name, product, instances, redirectUris }: ResolvedIntegration, by: ByVendor): string[] {
  const page = `${product}: "${by.procedure}", step ${by.step}`;
  const places = instances.length > 0 ? instances.map((instance) => `${instance}: ${by.where}`) : [by.where];
  return [
    `${name} is authorized in the product itself, which redeems the code: nothing is opened here.`,
    `${page}:`,
    ...places.map((place) => `  ${place}: ${by.button}`),
    ...redirectUris.map((uri) => `Its answer goes to ${uri}.`),
  ];
}

/** What verify says of the integration. */
async function rowsOf({ stack, opened, resolved }: Job): Promise<readonly Row[]> {
  const { project, name, consentClientId } = stack;
  const [graph, vaults] = await Promise.all([opened.graph(), opened.vaults()]);
  const sides = await sidesOf({
    stack: { project, stack: name, consentClientId },
    integrations: [resolved],
    exportState: () => opened.pulumi.read(["stack", "export"]),
    graph,
    vaults,
    now: opened.pulumi.tenantTime(),
    naming: namingOf(stack),
  });
  return compare(sides).filter(({ integration }) => (integration ?? resolved.name) === resolved.name);
}

/** Waits at a terminal until the button was pressed. */
async function pressed(button: string): Promise<void> {
  if (process.stdin.isTTY !== true) return;
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  await lines.question(`Press ${button} there, sign in, and then Enter here: `);
  lines.close();
}

/** When the newest credential last bought a token, as far as Graph tells. */
async function lastUseOf({ place, stack, opened, resolved }: Job): Promise<LastUse | undefined> {
  const newest = resolved.credential.schedule.at(-1)?.issued ?? "";
  const { credential, services } = await opened.signedIn();
  const { openLastUses } = await import("../graph.ts");
  const asked = { graph: await opened.graph(), report: openLastUses(credential, services) };
  const { ownSignIns } = readRecord(place.root, stack.name);
  return (await readLastUses(asked, resolved, [newest], ownSignIns)).get(newest);
}

/** @returns the exit code */
export async function byVendor(job: Job, by: ByVendor): Promise<number> {
  const { stack, resolved, options } = job;
  const lines = buttonLines(resolved, by);
  if (!options.json) for (const line of lines) say(line);
  if (!options.json) await pressed(by.button);
  const rows = await rowsOf(job);
  const use = await lastUseOf(job);
  const faults = rows.filter(isNotable);
  if (options.json) {
    const { step, button, where, procedure } = by;
    const document = {
      ...{ stack: stack.name, integration: resolved.name, by: "vendor", procedure, step, button, where },
      ...{ lastUsed: use?.known ? use.at : null, counts: counted(rows), differences: faults },
    };
    answerJson(document);
  } else {
    const columns = process.stdout.isTTY ? process.stdout.columns : undefined;
    answer(report(rows, false, columns).join("\n"));
    answer(`The credential's last sign-in: ${lastUseWords(use)}`);
    answer(
      `What ${resolved.product} shows when it went well: ${definitionIn(stack.tenant, resolved.name).proof.shows}`,
    );
  }
  return faults.length > 0 ? exits.refused : exits.fine;
}
