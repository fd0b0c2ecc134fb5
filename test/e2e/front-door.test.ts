import { spawn, spawnSync } from "node:child_process";
import { X509Certificate } from "node:crypto";
import { once } from "node:events";
import {
  chmodSync,
  copyFileSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { createSecureContext } from "node:tls";
import { afterAll, describe, expect, test } from "vitest";
import { parseDocument } from "yaml";
import { newKeyPair } from "../simulator/key-pair.ts";
import { keepOnly } from "../tenant-file.ts";
import { hasProcesses, type Seen, watched } from "./process-watch.ts";
import { programIn } from "./program-folder.ts";

const root = resolve(import.meta.dirname, "..", "..");

/** A real tenant's file, by its id. */
const prod = readFileSync(join(root, "tenants/dev.yaml"), "utf8").replace(
  "11111111-1111-1111-1111-111111111111",
  "6d8f0f5e-2c1b-4f0e-9d52-0c2f3a4b5c6d",
);

interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function run(command: string, args: readonly string[], cwd: string, env: Record<string, string> = {}): Run {
  const done = spawnSync(command, args, { cwd, encoding: "utf8", env: { ...process.env, ...env } });
  return { code: done.status, out: done.stdout, err: done.stderr };
}

/** A folder with tenants' files and stacks' settings, to choose from. */
function checkout(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "checkout-"));
  mkdirSync(join(folder, "tenants"));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

describe("./integrations", () => {
  const integrations = (...args: string[]) => run(join(root, "integrations"), args, tmpdir());
  const verbs = [...integrations("--help").out.matchAll(/^ {2}([a-z]+) {2,}/gm)].map(([, verb = ""]) => verb);

  test("--help is a table of contents, with a line for each verb", () => {
    const { code, out, err } = integrations("--help");
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toContain("  check      every fault of the tenants' and vendors' files, with its line\n");
    expect(out).toContain("  handover   the sheets for the vendors' administrators; a vendor's key store\n");
    expect(verbs).toEqual(expect.arrayContaining(["check", "review", "handover", "pulumi", "sandbox"]));
  });

  test("a wrong word gets the nearest verb and exit code 2", () => {
    const { code, out, err } = integrations("hanover");
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toBe(`"hanover" is not a verb; did you mean handover? Known: ${verbs.join(", ")}\n`);
  });

  test.each(verbs)("%s says its exit codes in its help", (verb) => {
    const { code, out } = integrations(verb, "--help");
    expect(code).toBe(0);
    expect(out).toMatch(/^Usage: .*integrations/);
    expect(out).toMatch(/\nExit codes?[:,]/);
    expect(integrations("help", verb).out).toBe(out);
  });

  test.each([
    ["check", ["check", "--jsno"], /unknown option '--jsno'/],
    ["review", ["review", "--base", "HEAD", "--formt", "json"], /unknown option '--formt'/],
    ["review without its base", ["review", "--formt", "json"], /unknown option '--formt'/],
    ["handover", ["handover", "servicenw"], /has no integration "servicenw"; did you mean servicenow\?/],
    ["secret", ["secret", "servicenw"], /has no integration "servicenw"; did you mean servicenow\?/],
    [
      "secret of a key",
      ["secret", "servicenow", "--clipboard"],
      /is a private key, and that goes into a file: --out <file>/,
    ],
    ["handover's password", ["handover", "servicenow", "--password-file", "a"], /--password-file goes with --keystore/],
    ["handover's store", ["handover", "mailgates", "--keystore", "a.p12"], /is a client secret: there is no key/],
    ["handover's form", ["handover", "mailgates", "--format", "pdf"], /Allowed choices are terminal, markdown, html/],
    ["pulumi", ["pulumi", "preview", "--stack", "dew"], /there is no stack "dew" here; did you mean dev\?/],
    ["sandbox", ["sandbox", "destory"], /unknown command 'destory'/],
    ["the front door", ["--stak", "dev", "check"], /unknown option '--stak' before the verb; did you mean --stack\?/],
  ])("a wrong call of %s is said in one line and ends with 2", (_, args, said) => {
    const { code, out, err } = integrations(...args);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(said);
    expect(err).not.toMatch(/\n\s+at /);
  });

  test("review --json is review --format json", () => {
    expect(integrations("review", "--base", "HEAD", "--json")).toEqual(
      integrations("review", "--base", "HEAD", "--format", "json"),
    );
  });

  test("works through a link and from any folder", () => {
    const link = join(mkdtempSync(join(tmpdir(), "link-")), "door");
    spawnSync("ln", ["-s", join(root, "integrations"), link]);
    expect(run(link, ["check", "--tenant", join(root, "tenants/dev.yaml"), "--json"], tmpdir()).code).toBe(0);
  });

  test("says how to install the packages where they are missing", () => {
    const folder = mkdtempSync(join(tmpdir(), "bare-"));
    copyFileSync(join(root, "integrations"), join(folder, "integrations"));
    expect(run("./integrations", ["check"], folder)).toEqual({
      code: 2,
      out: "",
      err: `The project's packages are not installed. Run once: (cd '${folder}' && npm ci --ignore-scripts)\n`,
    });
  });

  test("says how to bring the packages up to the lockfile where one is missing", () => {
    const folder = checkout({ "package.json": '{"type":"module"}' });
    for (const part of ["catalog", "components", "operate", "integrations"])
      spawnSync("cp", ["-R", join(root, part), join(folder, part)]);
    mkdirSync(join(folder, "node_modules"));
    for (const name of readdirSync(join(root, "node_modules")).filter((each) => each !== "zod"))
      spawnSync("ln", ["-s", join(root, "node_modules", name), join(folder, "node_modules", name)]);
    const { code, out, err } = run("./integrations", ["check"], folder);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(
      /^The project's packages are not those of its lockfile \(zod is missing\)\. Run: \(cd '.*' && npm ci --ignore-scripts\)\n$/,
    );
  });

  test.each([
    ["v9.11.2", 2],
    ["v20.20.2", 2],
    ["v24.21.0", 2],
    ["v25.0.0", 2],
    ["v26.9.0", 2],
    ["no version", 2],
    ["v26.10.0", 9],
    ["v27.0.0", 9],
    ["v100.0.0", 9],
  ])(
    "on the machine's own Node %s, where none is packaged, ends with %i: too old, or started with what it compiled before",
    (version, ends) => {
      const folder = mkdtempSync(join(tmpdir(), "old-"));
      copyFileSync(join(root, "integrations"), join(folder, "integrations"));
      mkdirSync(join(folder, "node_modules"));
      writeFileSync(join(folder, "node_modules", ".package-lock.json"), "{}");
      mkdirSync(join(folder, "bin"));
      writeFileSync(
        join(folder, "bin", "node"),
        `#!/bin/sh\ncase $1 in --version) echo '${version}' ;; *) echo "$NODE_COMPILE_CACHE" >&2; exit 9 ;; esac\n`,
      );
      chmodSync(join(folder, "bin", "node"), 0o755);
      const { code, err } = run("./integrations", ["check"], folder, {
        PATH: [join(folder, "bin"), process.env.PATH].join(delimiter),
      });
      expect({ code, err }).toEqual({
        code: ends,
        err:
          ends === 9
            ? `${join(folder, "node_modules/.cache/compile")}\n`
            : `${join(folder, "bin", "node")} is ${version}; the project needs Node.js 26.10 or newer. ` +
              `Run: (cd '${folder}' && npm ci --ignore-scripts)\n`,
      });
    },
  );

  test("check tells every fault of a file as text and as JSON, and ends with 1", () => {
    const folder = checkout({ "wrong.yaml": prod.replace("vendor: teamconnect", "vendor: teamconect") });
    const text = run(join(root, "integrations"), ["check", "wrong.yaml"], folder);
    expect({ code: text.code, out: text.out }).toEqual({ code: 1, out: "" });
    expect(text.err).toMatch(/^wrong\.yaml: 1 fault\n {2}teamconnect · vendor \(line \d+\)\n/);
    const { code, out } = run(join(root, "integrations"), ["check", "wrong.yaml", "--json"], folder);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toEqual({
      files: [
        {
          file: "wrong.yaml",
          integrations: 0,
          faults: [
            {
              path: "integrations.teamconnect.vendor",
              line: expect.any(Number),
              message: expect.stringContaining("did you mean teamconnect?"),
            },
          ],
          notes: [],
        },
      ],
    });
  });
});

describe("./integrations in the sandbox", () => {
  const document = parseDocument(readFileSync(join(root, "tenants/dev.yaml"), "utf8"));
  keepOnly(document as unknown as Parameters<typeof keepOnly>[0], "live-platform-notifications");
  const folder = programIn(
    checkout({
      "tenants/dev.yaml": document.toString(),
      "Pulumi.yaml": readFileSync(join(root, "Pulumi.yaml"), "utf8"),
      "Pulumi.dev.yaml": readFileSync(join(root, "Pulumi.dev.yaml"), "utf8"),
    }),
  );
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** A shell that is set up for a real tenant and another stack. */
  const elsewhere = {
    PULUMI_STACK: "prod",
    PULUMI_BACKEND_URL: "file:///nowhere",
    PULUMI_CONFIG_PASSPHRASE: "another",
    ARM_TENANT_ID: "6d8f0f5e-2c1b-4f0e-9d52-0c2f3a4b5c6d",
    AZURE_CONFIG_DIR: "/nowhere",
  };
  const integrations = (...args: string[]) => run("./integrations", args, folder, elsewhere);
  const world =
    "Sandbox, simulated on this machine: contoso.onmicrosoft.com (11111111-1111-1111-1111-111111111111), stack dev, tenants/dev.yaml\n";

  test("handover before the first up says what to run", () => {
    const { code, out, err } = integrations("handover");
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toContain("\nstack dev is not up: make up\n");
  });

  test("sandbox up applies the file and writes its sheets", () => {
    const { code, out, err } = integrations("sandbox", "up");
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toMatch(/^ {2}live-platform-notifications .* 6 created$/m);
    expect(readdirSync(join(folder, "out/handover/dev"))).toEqual(["live-platform-notifications.md"]);
  });

  test("pulumi answers from the sandbox's own backend, whatever the shell's variables say", () => {
    const { code, out, err } = integrations("pulumi", "stack", "output", "integrations", "--json");
    expect({ code, err }).toEqual({ code: 0, err: world });
    expect(Object.keys(JSON.parse(out) as object)).toEqual(["live-platform-notifications"]);
  });

  test("pulumi preview meets the simulated tenant and finds no changes", () => {
    const { code, err } = integrations("pulumi", "preview", "--expect-no-changes", "--non-interactive");
    expect({ code, err: err.split("\n")[0] }).toEqual({ code: 0, err: world.trimEnd() });
  });

  test("handover writes the sheets anew from the outputs", () => {
    rmSync(join(folder, "out"), { recursive: true });
    const { code, out, err } = integrations("handover");
    expect({ code, out, err }).toEqual({
      code: 0,
      out: "out/handover/dev/live-platform-notifications.md\n",
      err: world,
    });
  });

  test("secret refuses a pipe before it reads anything", () => {
    const { code, out, err } = integrations("secret", "live-platform-notifications");
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(
      /^stdout is no terminal, .* Write --out <file>, which nobody else can read, or --clipboard\.\n$/,
    );
  });

  test("secret reads the vault as its reader, into a new file of its owner's alone, and says so", async () => {
    const call = () => integrations("secret", "live-platform-notifications", "--out", "key", "--json");
    const { code, out, err } = call();
    expect(code).toBe(0);
    const value = readFileSync(join(folder, "key"), "utf8");
    expect(value).toMatch(/^[\w.~-]{3}8Q~[\w.~-]{34}$/);
    expect(statSync(join(folder, "key")).mode & 0o777).toBe(0o600);
    expect(err).toMatch(
      /\nRead by \S+@\S+ as application [0-9a-f-]{36} at 20\S+Z: the secret of live-platform-notifications, credential 2026-11-21, from the vault kv-m365, to the file key \(0600\)\.\nkey lies in the checkout, one `git add` away from everybody: move it out\.\n$/,
    );
    expect(JSON.parse(out)).toMatchObject({ credential: "2026-11-21", kind: "secret", to: { file: "key" } });
    expect(out + err).not.toContain(value);

    const again = call();
    expect({ code: again.code, out: again.out }).toEqual({ code: 1, out: "" });
    expect(again.err).toBe(
      `${join(folder, "key")} is there already: nothing is overwritten. Name another file, or remove it first.\n`,
    );

    // The value stands nowhere else: not in the tenant's files, the state, the logs or the sheets.
    const keptWithIt = () => {
      const kept = globSync("{.simulated,out}/**/*", { cwd: folder, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name));
      expect(kept.length).toBeGreaterThan(10);
      return kept.filter((path) => readFileSync(path, "latin1").includes(value));
    };
    expect(keptWithIt()).toEqual([]);

    // Nor is it seen from outside while a verb holds it; what is looked for is found where it is.
    if (hasProcesses) {
      const temporary = mkdtempSync(join(tmpdir(), "temporary-"));
      const seen = (words: readonly string[]) => watched("./integrations", words, folder, elsewhere, temporary);
      for (const words of [
        ["secret", "live-platform-notifications", "--out", "again"],
        ["handover", "live-platform-notifications", "--reveal", "--out", "again.html"],
        ["verify", "live-platform-notifications", "--probe"],
      ]) {
        const run = await seen(words);
        expect({ words, code: run.code, leaks: leaks(run, [value]) }).toEqual({ words, code: 0, leaks: [] });
        expect(run.commandLines.some((line) => line.includes("pulumi stack output"))).toBe(true);
        expect(run.environments.some((text) => text.includes("PULUMI_CONFIG_PASSPHRASE="))).toBe(true);
      }
      expect(readFileSync(join(folder, "again.html"), "utf8")).toContain(value);
      expect(keptWithIt()).toEqual([]);
      const planted = await watched("sh", ["-c", `echo ${value} >$TMPDIR/file; sleep 0.5`], folder, {}, temporary);
      expect(leaks(planted, [value])).toEqual(["commandLines", "temporary"]);
      for (const name of ["again", "again.html"]) rmSync(join(folder, name));
      rmSync(temporary, { recursive: true });
    }

    // A state that a full disk cut off is said, and no process stays behind.
    const [state = ""] = globSync(".simulated/state/.pulumi/stacks/*/dev.json", { cwd: folder });
    const whole = readFileSync(join(folder, state), "utf8");
    writeFileSync(join(folder, state), whole.slice(0, whole.length / 2));
    const cut = integrations("handover");
    writeFileSync(join(folder, state), whole);
    expect({ code: cut.code, out: cut.out }).toEqual({ code: 1, out: "" });
    expect(cut.err).toMatch(
      /dev\.json is cut off or damaged, as a full disk leaves it\. Put a whole copy in its place/,
    );

    // A terminal gets it, and nothing but it on stdout.
    const typed = run(
      "script",
      ["-qec", "./integrations secret live-platform-notifications 2>/dev/null", "/dev/null"],
      folder,
      elsewhere,
    );
    expect(typed).toMatchObject({ code: 0, out: `${value}\r\n` });
    rmSync(join(folder, "key"));
  });

  test("beside make tenant handover and secret give what the running tenant has; verify waits as its Graph asks, and says so", async () => {
    const served = spawn("./integrations", ["sandbox", "tenant"], { cwd: folder, stdio: "ignore" });
    const ended = once(served, "close");
    try {
      const running = join(folder, ".simulated/running.json");
      await expect.poll(() => existsSync(running), { timeout: 60_000, interval: 200 }).toBe(true);
      const { controlUrl, control } = JSON.parse(readFileSync(running, "utf8")) as Record<string, string>;
      const asked = (path: string, body?: object) =>
        fetch(`${controlUrl}${path}`, {
          headers: { Authorization: `Bearer ${control}`, "Content-Type": "application/json" },
          ...(body && { method: "POST", body: JSON.stringify(body) }),
        });

      const read = integrations("secret", "live-platform-notifications", "--out", "beside");
      expect(read.code).toBe(0);
      expect(readFileSync(join(folder, "beside"), "utf8")).toMatch(/^[\w.~-]{3}8Q~[\w.~-]{34}$/);
      expect(integrations("handover", "live-platform-notifications", "--reveal", "--out", "beside.html").code).toBe(0);
      expect(readFileSync(join(folder, "beside.html"), "utf8")).toContain(readFileSync(join(folder, "beside"), "utf8"));

      const fault = { kind: "status", status: 429, effect: "none", retryAfter: 1 };
      await asked("/faults", [{ on: { path: "/graph/v1.0/$batch", nth: 1 }, fault }]);
      const { code, err } = integrations("verify", "live-platform-notifications");
      expect({ code, err }).toEqual({
        code: 0,
        err: `${world}Microsoft Graph is busy with this tenant and asks to wait 1 s; waiting.\n`,
      });

      const { requests } = (await (await asked("/history")).json()) as { requests: { path: string }[] };
      expect(requests.filter(({ path }) => path.includes("/secrets/live-platform-notifications"))).not.toEqual([]);
      for (const name of ["beside", "beside.html"]) rmSync(join(folder, name));
    } finally {
      served.kill("SIGTERM");
      await ended;
    }
  });
});

/** What of a run could be seen from outside while it ran, and holds one of the texts. */
function leaks({ commandLines, environments, temporary, out, err }: Seen, secrets: readonly string[]): string[] {
  const places = { commandLines, environments, temporary, output: [out, err] };
  return Object.entries(places).flatMap(([place, texts]) =>
    texts.some((text) => secrets.some((secret) => text.includes(secret))) ? [place] : [],
  );
}

describe("./integrations on a real tenant", () => {
  /** A checkout of this project with one real tenant, and a Pulumi on PATH that answers as the CLI would. */
  function realCheckout(answer: string): { readonly folder: string; readonly env: Record<string, string> } {
    const folder = programIn(checkout({ "tenants/prod.yaml": prod, "Pulumi.yaml": "name: m365-integrations\n" }));
    mkdirSync(join(folder, "bin"));
    const pulumi = `#!/bin/sh\ncase $1 in version) echo v3.999.0 ;; *) echo "$@" >>"$ARGUMENTS"; printf '%s' '${answer}' ;; esac\n`;
    for (const [name, text] of [
      ["pulumi", pulumi],
      ["pulumi-language-nodejs", "#!/bin/sh\n"],
    ] as const) {
      writeFileSync(join(folder, "bin", name), text);
      chmodSync(join(folder, "bin", name), 0o755);
    }
    return {
      folder,
      env: { PATH: [join(folder, "bin"), process.env.PATH].join(delimiter), ARGUMENTS: join(folder, "arguments") },
    };
  }
  const said =
    "Real tenant: contoso.onmicrosoft.com (6d8f0f5e-2c1b-4f0e-9d52-0c2f3a4b5c6d), stack prod, tenants/prod.yaml\n";

  test("passes everything after pulumi untouched, and says on stderr which tenant it is", () => {
    const { folder, env } = realCheckout("an answer of the CLI");
    const { code, out, err } = run("./integrations", ["pulumi", "config", "--yes", "--", "-x", ""], folder, env);
    expect({ code, out, err }).toEqual({ code: 0, out: "an answer of the CLI", err: said });
    expect(readFileSync(env.ARGUMENTS ?? "", "utf8")).toBe("config --yes -- -x \n");
  });

  test("writes the sheets of a real tenant's stack from its outputs", () => {
    const id = (digit: string) => `${digit.repeat(8)}-2c1b-4f0e-9d52-0c2f3a4b5c6d`;
    const outputs = Object.fromEntries(
      ["servicenow", "mailgates", "teamconnect", "live-platform", "live-platform-notifications", "app-connect"].map(
        (name) => [
          name,
          {
            vendor: name,
            tenantId: id("6"),
            clientId: id("a"),
            applicationObjectId: id("b"),
            servicePrincipalObjectId: id("c"),
            credentials: [{ issued: "2026-11-21", expires: "2027-05-15", keyId: id("d") }],
          },
        ],
      ),
    );
    const { folder, env } = realCheckout(JSON.stringify({ integrations: outputs, secrets: "[secret]" }));
    const { code, out, err } = run("./integrations", ["handover", "app-connect", "--json"], folder, env);
    expect({ code, err }).toEqual({ code: 0, err: said });
    expect(JSON.parse(out)).toEqual({
      stack: "prod",
      sheets: [{ integration: "app-connect", sheet: "out/handover/prod/app-connect.md" }],
    });
    expect(readdirSync(join(folder, "out/handover/prod"))).toEqual(["app-connect.md"]);
    expect(readFileSync(join(folder, "out/handover/prod/app-connect.md"), "utf8")).toContain(id("a"));
  });

  test("refuses a sheet of a credential that the stack does not hold yet, and writes nothing", () => {
    const { folder, env } = realCheckout('{"integrations":{"app-connect":{"credentials":[]}}}');
    expect(run("./integrations", ["handover", "app-connect"], folder, env)).toEqual({
      code: 1,
      out: "",
      err: `${said}The outputs of the stack prod are not those of tenants/prod.yaml; apply it first:\n  app-connect: the file's newest credential is 2026-11-21, the outputs' none\n`,
    });
    expect(readdirSync(folder)).not.toContain("out");
  });

  test("secret reads the state where there is no vault; the secret is on no command line", () => {
    const credential = { issued: "2026-11-21", expires: "9999-05-15", keyId: "k" };
    const answer = JSON.stringify({
      integrations: { "app-connect": { credentials: [credential] } },
      "app-connect": { "2026-11-21": { kind: "value", value: "CANARY" } },
    });
    const { folder, env } = realCheckout(answer);
    const { code, out, err } = run("./integrations", ["secret", "app-connect", "--out", "out.txt"], folder, env);
    expect({ code, out }).toEqual({ code: 0, out: "" });
    expect(readFileSync(join(folder, "out.txt"), "utf8")).toBe("CANARY");
    expect(err).toContain(
      "the secret of app-connect, credential 2026-11-21, from the state, to the file out.txt (0600).",
    );
    const calls = readFileSync(env.ARGUMENTS ?? "", "utf8");
    expect(calls).toBe(
      "stack output --json --stack prod --non-interactive --color never\nstack output secrets --show-secrets --json --stack prod --non-interactive --color never\n",
    );
  });

  test("handover makes key store, password and certificate from the state, each once; nothing of them is on a command line", async () => {
    const { privatePem, der } = await newKeyPair("servicenow 2026-11-21");
    const certificatePem = new X509Certificate(der).toString();
    const credential = { issued: "2026-11-21", expires: "9999-05-15", keyId: "k", certificatePem };
    const answer = JSON.stringify({
      integrations: { servicenow: { credentials: [credential] } },
      servicenow: { "2026-11-21": { kind: "privateKey", privateKeyPem: privatePem } },
    });
    const { folder, env } = realCheckout(answer);
    const files = ["--keystore", "ms.p12", "--password-file", "ms.txt", "--certificate", "ms.cer"];
    const call = () => run("./integrations", ["handover", "servicenow", ...files], folder, env);
    const { code, out, err } = call();
    expect({ code, out }).toEqual({ code: 0, out: "ms.p12\nms.txt\nms.cer\n" });
    expect(err).toContain(
      "the private key of servicenow, credential 2026-11-21, from the state, to the key store ms.p12",
    );
    expect(err).toContain("The vendor's page wants JKS, not PKCS #12: name the file msteams.jks.\n");
    const password = readFileSync(join(folder, "ms.txt"), "utf8").trimEnd();
    const pfx = readFileSync(join(folder, "ms.p12"));
    expect(() => createSecureContext({ pfx, passphrase: password })).not.toThrow();
    expect(readFileSync(join(folder, "ms.cer")).equals(der)).toBe(true);
    expect(["ms.p12", "ms.txt", "ms.cer"].map((name) => statSync(join(folder, name)).mode & 0o777)).toEqual([
      0o600, 0o600, 0o644,
    ]);
    expect(err + out + readFileSync(env.ARGUMENTS ?? "", "utf8")).not.toContain(password);

    const again = call();
    expect({ code: again.code, out: again.out }).toEqual({ code: 1, out: "" });
    expect(again.err).toMatch(/ms\.p12 is there already: nothing is overwritten\./);
    expect(readFileSync(join(folder, "ms.p12")).equals(pfx)).toBe(true);
  });

  test("handover --reveal shows the secret in a new file of its owner's alone, and in no pipe", () => {
    const id = "cccccccc-2c1b-4f0e-9d52-0c2f3a4b5c6d";
    const credential = { issued: "2026-11-21", expires: "9999-05-15", keyId: "k" };
    const ids = { tenantId: id, clientId: id, applicationObjectId: id, servicePrincipalObjectId: id };
    const answer = JSON.stringify({
      integrations: { "app-connect": { ...ids, credentials: [credential] } },
      "app-connect": { "2026-11-21": { kind: "value", value: "CANARY" } },
    });
    const { folder, env } = realCheckout(answer);
    const shown = (...words: string[]) => run("./integrations", ["handover", "app-connect", ...words], folder, env);
    const refused = [
      shown("--reveal", "--format", "terminal"),
      shown("--reveal"),
      shown("--reveal", "--out", "sheets"),
    ];
    expect(refused.map(({ code, out }) => [code, out])).toEqual(Array(3).fill([2, ""]));
    expect(existsSync(env.ARGUMENTS ?? "")).toBe(false);
    const { code, out, err } = shown("--reveal", "--out", "sheet.html");
    expect({ code, out }).toEqual({ code: 0, out: "sheet.html\n" });
    expect(err).toContain(
      "the secret of app-connect, credential 2026-11-21, from the state, to the sheet sheet.html (0600).",
    );
    expect(readFileSync(join(folder, "sheet.html"), "utf8")).toContain("CANARY");
    expect(statSync(join(folder, "sheet.html")).mode & 0o777).toBe(0o600);
    shown("--out", "open.html");
    expect(readFileSync(join(folder, "open.html"), "utf8")).not.toContain("CANARY");
    expect(shown("--reveal", "--out", "open.html").code).toBe(1);
    expect(readFileSync(join(folder, "open.html"), "utf8")).not.toContain("CANARY");
  });

  test("with nobody signed in a verb that needs Graph says how to sign in, once, and changes nothing", () => {
    const credential = { issued: "2026-11-21", expires: "9999-05-15", keyId: "k" };
    const { folder, env } = realCheckout(
      JSON.stringify({ integrations: { "app-connect": { credentials: [credential] } } }),
    );
    // One way of the chain is enough, and no session of whoever runs the tests.
    const nobody = { ...env, AZURE_TOKEN_CREDENTIALS: "AzureCliCredential", AZURE_CONFIG_DIR: join(folder, "none") };
    for (const [words, code] of [
      [["verify"], 3],
      [["verify", "app-connect", "--lock"], 3],
      [["adopt"], 1],
    ] as const) {
      const answer = run("./integrations", words, folder, nobody);
      expect({ words, out: answer.out, code: answer.code }).toEqual({ words, out: "", code });
      expect(answer.err).toMatch(
        /^Real tenant: .*\nno token for https:\/\/\S+: nobody is signed in\. Sign in with `az login --tenant 6d8f0f5e-2c1b-4f0e-9d52-0c2f3a4b5c6d`, or set ARM_CLIENT_ID .*\n$/,
      );
    }
    expect(readdirSync(folder)).not.toContain("out");
  });

  test("secret without a sign-in for the vault is one message, and leaves no file", () => {
    const vaultEntry =
      "/subscriptions/6/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv-none/secrets/app-connect-2026-11-21";
    const credential = { issued: "2026-11-21", expires: "9999-05-15", keyId: "k", vaultEntry };
    const { folder, env } = realCheckout(
      JSON.stringify({ integrations: { "app-connect": { credentials: [credential] } } }),
    );
    const { code, out, err } = run("./integrations", ["secret", "app-connect", "--out", "out.txt"], folder, env);
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toMatch(/^Real tenant: .*\napp-connect-2026-11-21 cannot be read from the vault kv-none: /);
    expect(err).not.toMatch(/\n\s+at /);
    expect(existsSync(join(folder, "out.txt"))).toBe(false);
  });

  test("says what to run first where the stack has no outputs, and writes nothing", () => {
    const { folder, env } = realCheckout("{}");
    expect(run("./integrations", ["handover"], folder, env)).toEqual({
      code: 1,
      out: "",
      err: `${said}stack prod is not up: ./integrations pulumi up --stack prod\n`,
    });
    expect(readdirSync(folder)).not.toContain("out");
  });
});

describe("make", () => {
  const make = (args: readonly string[], env: Record<string, string> = {}) => run("make", ["-n", ...args], root, env);
  const other = "not read here. make works on the sandbox alone";

  test("refuses STACK in the shell: it must not be taken for the stack that is destroyed", () => {
    const { code, err } = make(["destroy"], { STACK: "prod" });
    expect(code).toBe(2);
    expect(err).toContain(`STACK: ${other}`);
  });

  test("works on dev, or on the stack of the sandbox that STACK= names behind the target", () => {
    const called = (...args: string[]) => make(args).out.match(/\.\/integrations .*/)?.[0];
    expect(called("up")).toBe("./integrations --stack 'dev' sandbox up --plugins stand-in");
    expect(called("up", "STACK=gallery")).toBe("./integrations --stack 'gallery' sandbox up --plugins stand-in");
    expect(called("destroy", "STACK=gallery")).toBe(
      "./integrations --stack 'gallery' sandbox destroy --plugins stand-in",
    );
    expect(called("tenant", "STACK=gallery")).toBe("./integrations --stack 'gallery' sandbox tenant");
  });

  test("refuses a variable that no target reads, and plugins that are neither stand-in nor real", () => {
    expect(make(["up", "TENNANT=x"]).err).toContain(`TENNANT: ${other}`);
    expect(make(["up", "PLUGINS=bogus"]).err).toContain("PLUGINS=bogus: write PLUGINS=stand-in or PLUGINS=real");
    expect(make(["up", "PLUGINS=real"]).code).toBe(0);
  });
});
