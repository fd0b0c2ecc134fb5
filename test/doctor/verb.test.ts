/** The verb itself, over a socket: what it sends, prints and ends with. */
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { doctor } from "../../operate/verbs/doctor.ts";
import { type Bodies, notAccessible, replyOf, well } from "./told.ts";

const canary = "ghs_CANARY0123456789abcdefCANARY";

let bodies: Bodies;
let asked: { readonly method: string | undefined; readonly url: string; readonly authorization: string | undefined }[];
let server: Server;
let url: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push({ method: request.method, url: request.url ?? "", authorization: request.headers.authorization });
    const { status, body, spent } = replyOf(bodies, request.url ?? "");
    response.writeHead(status, { "content-type": "application/json", ...(spent && { "x-ratelimit-remaining": "0" }) });
    response.end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => server.close());

beforeEach(() => {
  bodies = well();
  asked = [];
});

/** A checkout of its own: this one's workflows are another test's. */
const root = mkdtempSync(join(tmpdir(), "checkout-"));
mkdirSync(join(root, ".github/workflows"), { recursive: true });
writeFileSync(join(root, ".github/CODEOWNERS"), "* @contoso/security-reviewers\n");
writeFileSync(
  join(root, ".github/workflows/deploy.yml"),
  "jobs: { apply: { environment: tenant, steps: [{ run: ./integrations apply plan }] } }\n",
);

const place = { root, cwd: root, day: "2026-11-27" };

/** Runs the verb on the server, with a token. @returns its exit code, and what it printed on both streams */
async function run(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const said = { stdout: "", stderr: "" };
  const spies = (["stdout", "stderr"] as const).map((stream) =>
    vi.spyOn(process[stream], "write").mockImplementation((text) => {
      said[stream] += String(text);
      return true;
    }),
  );
  const environment = { GITHUB_API_URL: url, GH_TOKEN: canary, GITHUB_TOKEN: "", GITHUB_REPOSITORY: "", ...env };
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  try {
    return { code: await doctor(args, place), ...said };
  } finally {
    for (const spy of spies) spy.mockRestore();
    vi.unstubAllEnvs();
  }
}

const ours = ["--github", "--repository", "contoso/m365"];

describe("doctor --github", () => {
  test("--only takes parts; with all of them well the exit code is 0", async () => {
    const { code, stdout } = await run([...ours, "--only", "environments"]);
    expect(stdout).toContain("  required-reviewers    tenant  ok  somebody approves each deployment");
    expect(stdout).toContain("5 settings: 5 ok, 0 wrong, 0 not readable.");
    expect(code).toBe(0);
  });

  test("--only takes settings one by one, too, and asks for nothing else", async () => {
    const { code, stdout } = await run([
      ...ours,
      "--only",
      "required-reviewers",
      "no-self-review",
      "deployment-branch",
    ]);
    expect(stdout).toContain("3 settings: 3 ok, 0 wrong, 0 not readable.");
    expect(asked.map(({ url: path }) => path.replace(/[?&].*/, ""))).toEqual([
      "/repos/contoso/m365",
      "/repos/contoso/m365/environments",
      "/repos/contoso/m365/environments/tenant/deployment-branch-policies",
    ]);
    expect(code).toBe(0);
  });

  test("what no interface tells keeps the whole from being well: 3", async () => {
    const { code, stdout } = await run(ours);
    expect(stdout).toMatch(/settings: \d+ ok, 0 wrong, 2 not readable\./);
    expect(code).toBe(3);
  });

  test("--environment names another one that applies than deploy.yml does", async () => {
    const { code, stdout } = await run([...ours, "--only", "environments", "--environment", "production"]);
    expect(stdout).toMatch(/environment-exists +production +wrong +the environment exists +missing/);
    expect(code).toBe(1);
  });

  test("something wrong is 1, also beside what could not be read, and the table says what mends it", async () => {
    bodies = {
      ...well(),
      "/repos/contoso/m365/rules/branches/main": [],
      "/repos/contoso/m365/environments": notAccessible,
    };
    const { code, stdout } = await run(ours);
    expect(stdout).toMatch(/^ {2}approval +main +wrong +one approval or more +a change needs no approval$/m);
    expect(stdout).toContain("Settings > Rules > Rulesets, the default branch > Require review from Code Owners");
    expect(code).toBe(1);
  });

  test("something that could not be read is 3", async () => {
    bodies = { ...well(), "/repos/contoso/m365/environments": notAccessible };
    const { code, stdout } = await run([...ours, "--only", "environments"]);
    expect(stdout).toContain("not readable");
    expect(code).toBe(3);
  });

  test("--json is one document with every row", async () => {
    const { code, stdout } = await run([...ours, "--only", "environments", "--json"]);
    expect(JSON.parse(stdout)).toMatchObject({
      github: "contoso/m365",
      counts: { ok: 5, wrong: 0, "not readable": 0 },
      rows: [{ part: "environments", check: "environment-exists", subject: "tenant", verdict: "ok" }, {}, {}, {}, {}],
    });
    expect(code).toBe(0);
  });

  test("it only ever reads, with the token in the header alone; nothing that is printed holds it", async () => {
    const { stdout, stderr } = await run(ours);
    expect(new Set(asked.map(({ method }) => method))).toEqual(new Set(["GET"]));
    expect(new Set(asked.map(({ authorization }) => authorization))).toEqual(new Set([`Bearer ${canary}`]));
    expect(asked.filter(({ url: path }) => path.includes("CANARY"))).toEqual([]);
    expect(stdout + stderr).not.toContain("CANARY");
  });

  test("a token that is refused is not repeated, and nothing is well by it", async () => {
    bodies = { "/repos/contoso/m365": { status: 401, body: { message: `Bad credentials ${canary}` }, spent: false } };
    const { code, stdout, stderr } = await run(ours);
    expect(stderr).toBe("contoso/m365 is not readable: the token is not valid\n");
    expect(stdout).toBe("");
    expect(code).toBe(3);
  });

  test("a repository that is hidden, and no token: what to set", async () => {
    bodies = {};
    const { code, stderr } = await run(ours, { GH_TOKEN: "" });
    expect(stderr).toBe(
      [
        "GH_TOKEN is not set: only what GitHub tells everybody can be read.",
        "contoso/m365 is not readable: GitHub does not show it; set GH_TOKEN to a token that may read it",
        "",
      ].join("\n"),
    );
    expect(asked[0]?.authorization).toBeUndefined();
    expect(code).toBe(3);
  });

  test("a server that does not answer is named with why", async () => {
    const { code, stderr } = await run(ours, { GITHUB_API_URL: "https://api.invalid" });
    expect(stderr).toMatch(/^contoso\/m365 is not readable: no connection: .*api\.invalid\n$/);
    expect(code).toBe(3);
  });

  test("a token goes over https alone, or nowhere", async () => {
    const { code, stderr } = await run(ours, { GITHUB_API_URL: "http://github.example.com/api/v3" });
    expect(stderr).toContain("GITHUB_API_URL is http://github.example.com/api/v3: a token is sent over https alone");
    expect(asked).toEqual([]);
    expect(code).toBe(3);
  });

  test("a token with a line end in it is not shown either, and not sent", async () => {
    const { code, stdout, stderr } = await run(ours, { GH_TOKEN: `${canary}\n` });
    expect(stdout + stderr).toBe(
      "GH_TOKEN (or GITHUB_TOKEN) holds blanks, line ends or other characters that no token has\n",
    );
    expect(asked).toEqual([]);
    expect(code).toBe(3);
  });

  test("wrong calls are refused before anything is sent", async () => {
    await expect(run(["--repository", "contoso/m365"])).rejects.toThrow(
      "--repository and --environment go with --github",
    );
    await expect(run(["--only", "deployer-rights"])).rejects.toThrow(
      '--only: there is no "deployer-rights"; did you mean deployer-right?',
    );
    await expect(run(["--github", "--repository", "contoso"])).rejects.toThrow(
      '"contoso" is no repository: write owner/name',
    );
    await expect(run([...ours, "--only", "enviroments"])).rejects.toThrow(
      '--only: there is no "enviroments"; did you mean environments?',
    );
    expect(asked).toEqual([]);
  });

  test("its help ends with the exit codes", async () => {
    const { code, stdout } = await run(["--help"]);
    expect(stdout).toMatch(
      /Exit codes: 0 all as it has to be · 1 something is not · 2 called wrongly ·\n +3 something could not be read\n$/,
    );
    expect(code).toBe(0);
  });
});
