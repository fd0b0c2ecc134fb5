import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { parseState, stackState, UnreadableState } from "../engine/state-file.ts";

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

it("is named where it is cut off, and empty where there is none", () => {
  const folder = mkdtempSync(join(tmpdir(), "state-"));
  const stacks = join(folder, ".pulumi", "stacks", "p");
  expect(stackState(folder, "dev")).toEqual({ pending: [], ids: [] });
  mkdirSync(stacks, { recursive: true });
  writeFileSync(join(stacks, "dev.json"), '{"version":3,"checkp');
  expect(() => stackState(folder, "dev")).toThrow(UnreadableState);
  expect(() => stackState(folder, "dev")).toThrow(`${join(stacks, "dev.json")} is not the state of a stack`);
  rmSync(folder, { recursive: true });
});
