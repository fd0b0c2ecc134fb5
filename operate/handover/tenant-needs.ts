/** What the tenant must have before a granted permission gives what it names, on the sheet: whoever sees to it is told where. */
import { conditionOf, conditionSentence } from "../../components/conditions.ts";
import { conditionsOf, permissionRefs } from "../../components/preconditions.ts";
import { type Block, codeOf, paragraphOf, under } from "./document.ts";
import { code, text } from "./markdown.ts";
import type { Given } from "./placeholders.ts";
import { powershellString as quoted } from "./quoting.ts";
import type { Sheet } from "./steps.ts";

/** A command of the table with the application's own values in it. */
function filled(command: string, { resolved, outputs }: Given): string {
  return command
    .replaceAll("{clientId}", quoted(outputs.clientId))
    .replaceAll("{principalId}", quoted(outputs.servicePrincipalObjectId))
    .replaceAll("{name}", quoted(resolved.displayName));
}

/** The section; empty where the permissions ask nothing of the tenant. */
export function tenantNeeds({ given, words, language }: Sheet): Block[] {
  const said = words.tenantNeeds;
  const blocks = conditionsOf(permissionRefs(given.resolved.permissions)).flatMap(({ condition, permissions }) => {
    const names = [...new Set(permissions.map(({ name }) => name))];
    const { connect, shows, opens } = conditionOf(condition);
    const commands = [
      ...(connect === undefined ? [] : [connect]),
      ...(shows === undefined ? [] : [`# ${said.shows}`, shows]),
      ...(opens === undefined ? [] : [`# ${said.opens}`, filled(opens, given)]),
    ];
    return [
      ...paragraphOf(`${names.map(code).join(", ")}: ${text(conditionSentence(condition, names.length)[language])}`),
      ...codeOf(commands.join("\n"), "powershell"),
    ];
  });
  return under(2, said.heading, blocks);
}
