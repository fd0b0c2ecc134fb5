/** When a dead run ran, and which key ids copies of the state name. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { backendFolder, sandboxTime, tracesOf } from "../../operate/witness.ts";
import { type DeadRun, deadRunIn, keyIdsIn, noTraces, versionsIn } from "../../recovery/evidence.ts";

const pending = (type: string) => ({ type: "creating", resource: { type } });
const password = "azuread:index/applicationPassword:ApplicationPassword";
const state = (operations: object[] = [pending(password)]) =>
  JSON.stringify({
    deployment: {
      manifest: { time: "2026-11-21T09:30:00Z" },
      resources: [{ type: "pulumi:pulumi:Stack", created: "2026-11-01T08:00:00Z" }],
      pending_operations: operations,
    },
  });
const history = JSON.stringify([{ version: 2, endTime: "2026-11-20T09:00:00.000Z" }, { version: 1 }]);

test("it began after the last run that ended, and 15 minutes after its last write nothing of it can begin", () => {
  expect(deadRunIn(state(), history)).toEqual({
    since: Date.parse("2026-11-20T09:00:00Z"),
    until: Date.parse("2026-11-21T09:45:00Z"),
  });
});

test("where no run ended it began with the stack, and without a time of its own nothing is known", () => {
  expect(deadRunIn(state(), "[]")?.since).toBe(Date.parse("2026-11-01T08:00:00Z"));
  expect(deadRunIn("{}", "[]")).toBeUndefined();
});

test("key ids are those of the passwords in a copy", () => {
  const keyId = "AAAAAAAA-0000-0000-0000-000000000001";
  expect(keyIdsIn(`{"id":"1111/password/${keyId}"} {"id":"1111/certificate/${keyId}"}`)).toEqual([keyId.toLowerCase()]);
  expect(versionsIn(history)).toEqual([2, 1]);
  expect(versionsIn('[{"version":0},{"version":0}]')).toEqual([]);
});

test("a backend of files is a folder, without what its address says beside", () => {
  expect(["file:///a/b?metadata=skip", "azblob://x", undefined].map(backendFolder)).toEqual([
    "/a/b",
    undefined,
    undefined,
  ]);
});

test("of a file's backend every copy is read, beside the history and among the backups; a blob's cannot be", async () => {
  const folder = mkdtempSync(join(tmpdir(), "backend-"));
  try {
    const keyIds = [1, 2].map((n) => `aaaaaaaa-0000-0000-0000-00000000000${n}`);
    for (const [index, path] of ["backups/p/prod/prod.1.json", "history/p/prod/prod-1.checkpoint.json"].entries()) {
      const file = join(folder, ".pulumi", path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, JSON.stringify({ id: `x/password/${keyIds[index]}` }));
    }
    const read = async () => '[{"version":0,"endTime":"2026-11-20T09:00:00.000Z"}]';
    const backend = { stack: "prod", inTenantTime: (run: DeadRun) => run };
    expect((await tracesOf(read, state(), { ...backend, folder })).inBackups).toEqual(new Set(keyIds));
    expect((await tracesOf(read, state(), { ...backend, folder: undefined })).inBackups).toBeUndefined();
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("the backend is asked only where a password was begun, and what it refuses is unknown", async () => {
  const asked: string[] = [];
  const backend = { folder: undefined, stack: "prod", inTenantTime: sandboxTime(1000, 0) };
  const read = async (args: readonly string[]) => {
    asked.push(args.join(" "));
    return args[1] === "history" ? history : '{"id":"x/password/aaaaaaaa-0000-0000-0000-000000000001"}';
  };
  expect(await tracesOf(read, state([]), backend)).toEqual(noTraces);
  expect(asked).toEqual([]);
  expect(await tracesOf(read, state(), backend)).toEqual({
    deadRun: { since: Date.parse("2026-11-20T09:00:01Z"), until: 1000 },
    inBackups: new Set(["aaaaaaaa-0000-0000-0000-000000000001"]),
  });
  expect(asked).toEqual(["stack history --json", "stack export --version 2", "stack export --version 1"]);
  const refusing = async () => {
    throw new Error("no");
  };
  expect(await tracesOf(refusing, state(), backend)).toEqual(noTraces);
});
