import { expect, it } from "vitest";
import { parseState } from "../engine/state-file.ts";

const type = "azuread:index/application:Application";
const urn = `urn:pulumi:dev::p::m365:index:Integration$${type}::mailgates-application`;

it("names what the engine began and never saw end, and what stands", () => {
  const latest = {
    resources: [{ urn: "urn:a" }, { urn: "urn:b", id: "/applications/b" }],
    pending_operations: [{ type: "creating", resource: { urn, type, custom: true, inputs: { displayName: "x" } } }],
  };
  expect(parseState(JSON.stringify({ version: 3, checkpoint: { stack: "dev", latest } }))).toEqual({
    pending: [{ type: "creating", urn, resourceType: type, inputs: { displayName: "x" } }],
    ids: ["/applications/b"],
  });
});

it.each([{ latest: { resources: [] } }, { latest: null }, {}])("names nothing in %j", (checkpoint) => {
  expect(parseState(JSON.stringify({ version: 3, checkpoint }))).toEqual({ pending: [], ids: [] });
});
