import { expect, test } from "vitest";
import { firstPartyPrincipal } from "../../../review/rules/first-party-principal.ts";
import { tokens } from "../../../review/tokens.ts";
import { registration } from "../recordings.ts";
import { judgedStack } from "./judged.ts";

const graph = { clientId: "00000003-0000-0000-C000-000000000000" };
const said =
  "block [graph] graph would manage Microsoft's own principal of Microsoft Graph: its removal asks Entra to delete that.";

test("an integration manages its own principal", () => {
  const inputs = { clientId: "client:mailgates-application" };
  const resources = [registration(tokens.principal, "mailgates-principal", { below: "mailgates", inputs })];
  expect(judgedStack(firstPartyPrincipal, [{ resources }])).toEqual([]);
});

test("Microsoft's is refused, inside of an integration and outside", () => {
  const resources = [registration(tokens.principal, "graph", { below: "mailgates", inputs: graph })];
  expect(judgedStack(firstPartyPrincipal, [{ resources }])).toEqual([said]);
  const outside = [registration(tokens.principal, "graph", { inputs: graph })];
  expect(judgedStack(firstPartyPrincipal, [], { outside })).toEqual([said]);
});
