/** What `./integrations check` prints for editors: each fault at its place, in the form that .vscode/tasks.json reads, at once and after a change. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dev, rep } from "../changed-dev-file.ts";
import { wrong } from "../wrong-files.ts";
import { texts } from "../wrong-vendor-files.ts";

const integrations = resolve("integrations");
const [task] = JSON.parse(readFileSync(".vscode/tasks.json", "utf8")).tasks;
const { pattern, background } = task.problemMatcher;

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "editor-"));
  mkdirSync(join(root, "tenants"));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** A line as an editor takes it. */
function problemOf(printed: string) {
  const found = new RegExp(pattern.regexp).exec(printed);
  if (found === null) throw new Error(`no editor reads ${printed}`);
  const part = (name: string) => found[pattern[name]] ?? "";
  return {
    file: part("file"),
    line: Number(part("line")),
    column: Number(part("column")),
    severity: part("severity"),
    message: part("message"),
  };
}

function printed(files: readonly string[]) {
  const { stdout, status } = spawnSync(integrations, ["check", "--lines", ...files], { cwd: root, encoding: "utf8" });
  return { problems: stdout.split("\n").filter(Boolean).map(problemOf), stdout, status };
}

test("the task that an editor runs when the folder opens is the check that watches", () => {
  expect(task).toMatchObject({ command: "./integrations check --watch", isBackground: true });
  expect(task.runOptions).toEqual({ runOn: "folderOpen" });
});

describe("every wrong file", () => {
  test("of a tenant has one line for each fault, at the fault's own", () => {
    const files = wrong.map(([, text], index) => {
      const file = `tenants/wrong-${index}.yaml`;
      writeFileSync(join(root, file), text);
      return file;
    });
    const { problems, stdout, status } = printed(files);
    expect(status).toBe(1);
    expect(stdout).not.toMatch(/8Q~|Sommer2026|aB3aB3|Passw0rd|IOSFODNN|MIIE/);
    for (const [index, [what, , faults]] of wrong.entries()) {
      const told = problems.filter(({ file }) => file === files[index]);
      expect(
        told.map(({ line, message }) => `${line} ${message}`),
        what,
      ).toEqual(
        faults.map((fault) => {
          const [, place, line = "1", message] = /^(.*?)(?: \(line (\d+)\))?: ([\s\S]*)$/.exec(fault) ?? [];
          return `${line} ${place}: ${message}`;
        }),
      );
      expect(told.every(({ column, severity }) => column >= 1 && severity === "error")).toBe(true);
    }
  });

  test("of a vendor has some", () => {
    const files = Object.values(texts).map((text, index) => {
      mkdirSync(join(root, `v${index}/vendors`), { recursive: true });
      writeFileSync(join(root, `v${index}/vendors/acme.yaml`), text);
      return `v${index}/vendors/acme.yaml`;
    });
    const { problems } = printed(files);
    expect([...new Set(problems.map(({ file }) => file))]).toEqual(files);
  });
});

test.each([
  ["a value", rep("expires: 2028-11-20", "expires: 2028-02-30"), 44, "2028-02-30"],
  ["an entry of a list", rep("- ChannelMessage.Send", "- ChannelMesage.Send"), 27, "ChannelMesage.Send"],
  ["a key", rep("    purpose: Inbound", "    purpos: Inbound"), 36, "Inbound"],
  [
    "a key that a value is missing for",
    rep("issued: 2026-11-21, expires: 2028-11-20", "issued: 2026-11-21"),
    44,
    "{ issued",
  ],
  ["a comment", rep("ticket: CHG0030002", "ticket: CHG0030002 # password: abcdE1f2G3h4"), 38, "ticket:"],
])("the column of %s is where it begins", (_, text, line, begins) => {
  const file = "tenants/column.yaml";
  writeFileSync(join(root, file), text);
  const [problem] = printed([file]).problems;
  expect(problem).toMatchObject({ file, line });
  expect(text.split("\n")[line - 1]?.slice((problem?.column ?? 0) - 1)).toMatch(new RegExp(`^${begins}`));
});

describe("while somebody writes", () => {
  let process: ChildProcess;
  afterAll(() => process.kill());

  test("each change is told as a round of its own, which replaces the one before", async () => {
    const file = join(root, "tenants/live.yaml");
    writeFileSync(file, dev);
    process = spawn(integrations, ["check", "--watch", "tenants/live.yaml"], {
      cwd: root,
      stdio: ["ignore", "pipe", "inherit"],
    });
    const lines = createInterface({ input: process.stdout as NodeJS.ReadableStream })[Symbol.asyncIterator]();
    const next = async () => String((await lines.next()).value);
    const round = async () => {
      expect(await next()).toMatch(new RegExp(background.beginsPattern));
      const told: string[] = [];
      for (let line = await next(); !new RegExp(background.endsPattern).test(line); line = await next())
        told.push(line);
      return told.map(problemOf);
    };
    expect(await round()).toEqual([]);
    writeFileSync(file, rep("expires: 2028-11-20", "expires: 2028-02-30"));
    expect(await round()).toEqual([
      {
        file: "tenants/live.yaml",
        line: 44,
        column: 40,
        severity: "error",
        message: 'mailgates · credentials[0].expires: "2028-02-30" is not a day that exists; write YYYY-MM-DD',
      },
    ]);
    // As an editor saves: another file takes the place of this one.
    writeFileSync(join(root, "tenants/live.yaml.new"), dev);
    spawnSync("mv", [join(root, "tenants/live.yaml.new"), file]);
    expect(await round()).toEqual([]);
  });
});
