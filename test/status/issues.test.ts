/** The weekly issue of a tenant's credentials: what is decided, and the workflow's own step with a stand-in for gh. */
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { parseTenant } from "../../components/settings.ts";
import { deedLine, issueDeeds, woken } from "../../operate/status/issues.ts";
import type { StackStatus } from "../../operate/status/page.ts";
import { credentialStatuses } from "../../operate/status/standing.ts";

const root = resolve(import.meta.dirname, "..", "..");
const dev = readFileSync(join(root, "tenants/dev.yaml"), "utf8");

function stackOn(today: string, more: Partial<StackStatus> = {}): StackStatus {
  const place = { stack: "prod", file: "tenants/prod.yaml" };
  const statuses = credentialStatuses(place, parseTenant(dev, place.file), today);
  return { ...place, domain: "contoso.example", today, disposable: false, statuses, ...more };
}

const title = "Credentials of prod are due";

describe("a tenant's issue", () => {
  test("is opened once something is due, with the table as code", () => {
    const [deed, ...others] = issueDeeds(stackOn("2027-02-19"), [
      { number: 3, title: "Credentials of prod-eu are due" },
    ]);
    expect(others).toEqual([]);
    expect(deed).toMatchObject({ deed: "open", title });
    expect(deed).toHaveProperty(
      "body",
      expect.stringMatching(/^```\ncontoso\.example, tenants\/prod\.yaml, on 2027-02-19\n\n/),
    );
    expect(deed).toHaveProperty("body", expect.stringContaining("\nTo do:\n"));
    expect(deed).toHaveProperty("body", expect.stringMatching(/\n```\n$/));
  });

  test("that is open is brought up to date, and a second one of its title closed", () => {
    const deeds = issueDeeds(stackOn("2027-05-15"), [
      { number: 9, title },
      { number: 4, title },
    ]);
    expect(deeds).toEqual([
      { deed: "update", number: 4, body: expect.stringContaining("A credential has ended") },
      { deed: "close", number: 9, comment: "#4 says it." },
    ]);
    expect(deeds.map((deed) => deedLine("prod", deed))).toEqual([
      "prod: issue #4 is brought up to date",
      "prod: issue #9 is closed: #4 says it.",
    ]);
  });

  test("is closed when nothing is due, and none is opened", () => {
    expect(issueDeeds(stackOn("2027-02-18"), [{ number: 4, title }])).toEqual([
      { deed: "close", number: 4, comment: "Nothing is due any more." },
    ]);
    expect(issueDeeds(stackOn("2027-02-18"), [])).toEqual([]);
  });

  test("shows a name with backticks to the letter: no text of a file ends the code", () => {
    const [status] = stackOn("2027-02-19").statuses;
    if (status === undefined) throw new Error("dev.yaml has no credential");
    const statuses = [{ ...status, act: { who: "```\n@everyone", what: "x", command: null } }];
    const [deed] = issueDeeds(stackOn("2027-02-19", { statuses }), []);
    expect(deed).toHaveProperty("body", expect.stringMatching(/^````\n[\s\S]*\n````\n$/));
  });

  test("is a disposable tenant's only where that is named", () => {
    const [prod, trial] = [stackOn("2027-02-19"), stackOn("2027-02-19", { stack: "trial", disposable: true })];
    expect(woken([prod, trial], []).map(({ stack }) => stack)).toEqual(["prod"]);
    expect(woken([prod, trial], ["trial"]).map(({ stack }) => stack)).toEqual(["prod", "trial"]);
    expect(() => woken([prod, trial], ["trail"])).toThrow('there is no stack "trail" here; did you mean trial?');
  });
});

describe("the workflow's step", () => {
  const folder = mkdtempSync(join(tmpdir(), "credentials-"));
  const [log, listed] = [join(folder, "gh.log"), join(folder, "listed.json")];
  for (const part of ["components", "catalog", "operate", "integrations", "package.json", "Pulumi.yaml"])
    cpSync(join(root, part), join(folder, part), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  for (const part of ["tenants", "bin"]) mkdirSync(join(folder, part));
  const gh = `#!/bin/sh\n{ printf '%s|' "$@"; echo; } >>"$GH_LOG"\ncase $2 in list) cat "$GH_LISTED" ;; create|edit) cat >>"$GH_LOG" ;; esac\nexit "\${GH_CODE:-0}"\n`;
  writeFileSync(join(folder, "bin", "gh"), gh);
  chmodSync(join(folder, "bin", "gh"), 0o755);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  // Two real tenants, judged by the machine's day: one whose credentials all have ended, and a trial that is thrown away.
  const real = (id: string, more: (text: string) => string) =>
    more(dev.replace("11111111-1111-1111-1111-111111111111", id));
  const ended = (text: string) =>
    text.replaceAll("2026-11-21", "2020-11-21").replaceAll(/expires: 202\d-\d\d-\d\d/g, "expires: 2021-05-15");
  writeFileSync(
    join(folder, "tenants/prod.yaml"),
    real("6d8f0f5e-2c1b-4f0e-9d52-0c2f3a4b5c6d", (text) => ended(text.replace(/ {2}disposable: true.*\n/, ""))),
  );
  writeFileSync(join(folder, "tenants/trial.yaml"), real("7d8f0f5e-2c1b-4f0e-9d52-0c2f3a4b5c6d", ended));

  const workflow = parse(readFileSync(join(root, ".github/workflows/credentials.yml"), "utf8")) as {
    jobs: { status: { steps: { run?: string; env?: Record<string, string> }[] } };
  };
  const step = workflow.jobs.status.steps.at(-1);
  function play(disposable: string, open: object[] = [], code = "0") {
    rmSync(log, { force: true });
    writeFileSync(listed, JSON.stringify(open));
    const done = spawnSync("bash", ["-eo", "pipefail", "-c", step?.run ?? "exit 9"], {
      cwd: folder,
      encoding: "utf8",
      env: {
        ...process.env,
        ...{ DISPOSABLE: disposable, GH_LOG: log, GH_LISTED: listed, GH_CODE: code },
        PATH: [join(folder, "bin"), process.env.PATH].join(delimiter),
      },
    });
    const calls = existsSync(log) ? readFileSync(log, "utf8") : "";
    return { code: done.status, out: done.stdout, err: done.stderr, calls };
  }
  const called = (calls: string) => calls.split("\n").filter((line) => line.startsWith("issue|"));
  const list = "issue|list|--state|open|--limit|1000|--json|number,title|";
  beforeEach(() => {
    const given = Object.values(step?.env ?? {}).map((value) => value.replaceAll(/[${} ]/g, ""));
    expect([Object.keys(step?.env ?? {}), given]).toEqual([
      ["GH_TOKEN", "DISPOSABLE"],
      ["github.token", "inputs.disposable"],
    ]);
  });

  test("opens one issue, of the tenant that is not disposable", () => {
    const { code, out, err, calls } = play("");
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(called(calls)).toEqual([list, `issue|create|--title|${title}|--body-file|-|`]);
    expect(calls).toContain("A credential has ended");
    expect(out).toBe(`prod: something is due, and an issue is opened: ${title}\n`);
  });

  test("takes a disposable tenant in where it is named, and updates an issue that is open", () => {
    const { code, calls } = play("trial", [{ number: 7, title }]);
    expect(code).toBe(0);
    expect(called(calls)).toEqual([
      list,
      "issue|edit|7|--body-file|-|",
      "issue|create|--title|Credentials of trial are due|--body-file|-|",
    ]);
  });

  test("fails with gh's refusal, and where a name is no stack's or a file has faults, before anything is written", () => {
    expect(play("", [], "4")).toMatchObject({ code: 3, err: "gh issue list failed: exit code 4\n" });
    expect(play("trail")).toMatchObject({ code: 3, calls: "" });
    const file = join(folder, "tenants/trial.yaml");
    const whole = readFileSync(file, "utf8");
    writeFileSync(file, whole.slice(0, 400));
    const cut = play("");
    writeFileSync(file, whole);
    expect(cut).toMatchObject({ code: 3, calls: "" });
    expect(cut.err).toMatch(/^tenants\/trial\.yaml: \d+ faults?\n/);
  });
});
