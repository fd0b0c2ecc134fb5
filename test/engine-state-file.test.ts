import { expect, it } from "vitest";
import { pendingIn } from "../engine/state-file.ts";

const urn = "urn:pulumi:dev::p::m365:index:Integration$azuread:index/application:Application::mailgates-application";

it("names what the engine began and never saw end", () => {
  const latest = { resources: [], pending_operations: [{ type: "creating", resource: { urn, custom: true } }] };
  expect(pendingIn(JSON.stringify({ version: 3, checkpoint: { stack: "dev", latest } }))).toEqual([
    { type: "creating", urn },
  ]);
});

it.each([{ latest: { resources: [] } }, { latest: null }, {}])("names nothing in %j", (checkpoint) => {
  expect(pendingIn(JSON.stringify({ version: 3, checkpoint }))).toEqual([]);
});
