/**
 * `make up STACK=gallery`, as a person runs it in a checkout of its own: an integration of each vendor, and two of vendors
 * of one's own, come to stand in a simulated tenant, a second run changes nothing, each has its sheet, and no secret lies in the clear beside it.
 */
import { spawnSync } from "node:child_process";
import {
  appendFileSync,
  cpSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { vendors } from "../../components/vendors/index.ts";
import { linkedFile } from "../linked-file.ts";
import { shownBlock } from "../own-vendor-page.ts";
import { threePlatforms } from "../three-platforms.ts";
import { programIn } from "./program-folder.ts";
import { suitePlugins } from "./suite-plugins.ts";

const root = resolve(import.meta.dirname, "..", "..");
const folder = programIn(mkdtempSync(join(tmpdir(), "gallery-")));
cpSync(join(root, "tenants"), join(folder, "tenants"), { recursive: true });
for (const file of ["Pulumi.yaml", "Pulumi.dev.yaml", "Pulumi.gallery.yaml"])
  cpSync(join(root, file), join(folder, file));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The vendors of one's own that docs/own-vendor.md shows: one in a file, one in the tenant's file itself. */
const own = { "email-security-cloud": "email-security-cloud", rooms: "custom:rooms", vaultic: "vaultic" };
/** Two linked applications of one product, and a vendor whose application has redirect URIs on three platforms. */
const linked = { "netwrix-exchange": "netwrix-auditor", "netwrix-sharepoint": "netwrix-auditor" };
mkdirSync(join(folder, "vendors"));
writeFileSync(join(folder, "vendors/vaultic.yaml"), threePlatforms.definition);
writeFileSync(join(folder, "vendors/email-security-cloud.yaml"), shownBlock("product:"));
appendFileSync(
  join(folder, "tenants/gallery.yaml"),
  `\n${[shownBlock("  email-security-cloud:"), shownBlock("  rooms:"), linkedFile(threePlatforms.integration)].join("\n").replaceAll("2026-11-27", "2026-11-21")}`,
);

const beside: Readonly<Record<string, string>> = { ...own, ...linked };
const names = [...Object.keys(vendors), ...Object.keys(beside)].sort();

function integrations(...args: string[]) {
  const { status, stdout, stderr } = spawnSync("./integrations", ["--stack", "gallery", ...args], {
    cwd: folder,
    encoding: "utf8",
  });
  return { code: status, out: stdout, err: stderr };
}

function up() {
  return integrations("sandbox", "up", "--plugins", suitePlugins);
}

/** The row of an integration in what a run says: the resources that stand, and what became of them. */
function rowsOf(out: string): Readonly<Record<string, readonly string[]>> {
  const row = /^ {2}(\S+) +(\S+) +(\d+) +(?:(?:secret|certificate) +\d{4}-\d{2}-\d{2}|none|federated) *(.*)$/gm;
  return Object.fromEntries(
    [...out.matchAll(row)].map(([, name = "", vendor = "", count = "", change = ""]) => [
      name,
      [vendor, count, change],
    ]),
  );
}

let first: ReturnType<typeof up>;
beforeAll(() => {
  first = up();
});

test("an integration of each vendor is created", () => {
  expect({ code: first.code, err: first.err }).toEqual({ code: 0, err: "" });
  const rows = rowsOf(first.out);
  expect(Object.keys(rows).sort()).toEqual(names);
  for (const [name, [vendor, count, change]] of Object.entries(rows))
    expect([name, vendor, change]).toEqual([name, beside[name] ?? name, `${count} created`]);
});

test("each has its sheet, in the language of its vendor's page", () => {
  const sheets = join(folder, "out/handover/gallery");
  expect(readdirSync(sheets).sort()).toEqual(names.map((name) => `${name}.md`).sort());
  for (const [name, definition] of Object.entries(vendors)) {
    const text = readFileSync(join(sheets, `${name}.md`), "utf8");
    const expected = definition.page.language === "ja" ? "## 利用を終了するとき" : "## How to leave";
    expect([name, text.includes(expected)]).toEqual([name, true]);
  }
  for (const name of Object.keys(own))
    expect(readFileSync(join(sheets, `${name}.md`), "utf8")).toContain("\n## What the definition does not say\n");
});

test("what the tenant shows of each is what its file declares", () => {
  // Real providers begin a certificate on the machine's day, which the sandbox's has not reached; the run says so.
  const tooEarly =
    /^ {2}\S+ +a credential in force +different +one on 2026-11-21\w? +the next begins [-\d]+ [\d:]+ UTC$/;
  const rows = first.out.split("\n").filter((line) => / {2}(?:different|undeclared|not checked) {2}/.test(line));
  expect(rows.filter((row) => suitePlugins !== "real" || !tooEarly.test(row))).toEqual([]);
  const summary = rows.length === 0 ? "the tenant stands as declared" : `${rows.length} differences`;
  expect(first.out).toMatch(new RegExp(`^${names.length} integrations, \\d+ checks: ${summary}\\.$`, "m"));
});

test("no secret and no private key lies in the clear in state, logs or sheets", () => {
  const kept = globSync("{.simulated/stacks/gallery/state,out}/**/*", { cwd: folder, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "latin1"));
  expect(kept.length).toBeGreaterThan(names.length);
  expect(kept.filter((text) => /8Q~[\w.~-]{30}|PRIVATE KEY/.test(text))).toEqual([]);
});

test("a second run changes nothing, and dev's own sandbox is not touched", () => {
  const { code, out, err } = up();
  expect({ code, err }).toEqual({ code: 0, err: "" });
  expect(out).toContain("\nNo changes; 0 writes to the tenant");
  expect(readdirSync(join(folder, ".simulated"))).toEqual(["stacks"]);
});

test("a word for several linked applications is a word for all of them, and each is named as the file has it", () => {
  const all = integrations("verify", "netwrix", "--all");
  expect({ code: all.code, err: all.err.includes("netwrix") }).toEqual({ code: 0, err: false });
  expect(all.out).toMatch(/^2 integrations, \d+ checks: the tenant stands as declared\.$/m);
  const sheets = integrations("handover", "netwrix", "--out", "netwrix-sheets");
  expect(sheets.code).toBe(0);
  expect(readdirSync(join(folder, "netwrix-sheets")).sort()).toEqual(["netwrix-exchange.md", "netwrix-sharepoint.md"]);
  expect(readFileSync(join(folder, "netwrix-sheets/netwrix-exchange.md"), "utf8")).toContain(
    "| Linked applications | `netwrix`: this one, and with a sheet of their own `netwrix-sharepoint` |",
  );
  const secret = integrations("secret", "netwrix", "--credential", "2026-11-21", "--out", "netwrix.secret");
  expect({ code: secret.code, out: secret.err.trim() }).toEqual({
    code: 2,
    out: "netwrix has several linked applications, and this is about one: which of netwrix-exchange, netwrix-sharepoint?",
  });
  const one = integrations("secret", "netwrix.sharepoint", "--credential", "2026-11-21", "--out", "netwrix.secret");
  expect([one.code, readFileSync(join(folder, "netwrix.secret"), "utf8")]).toEqual([0, expect.stringMatching(/8Q~/)]);
});

test("one of them that leaves takes nothing of the other with it", () => {
  const file = join(folder, "tenants/gallery.yaml");
  const text = readFileSync(file, "utf8");
  writeFileSync(file, text.replace(/ {6}sharepoint:\n(?: {8}.*\n)*/, ""));
  const { code, out, err } = up();
  expect({ code, err }).toEqual({ code: 0, err: "" });
  const rows = rowsOf(out);
  expect(rows["netwrix-exchange"]?.[2]).toBe("no change");
  expect(out).toMatch(/^ {2}netwrix-sharepoint .* deleted$/m);
  expect(readdirSync(join(folder, "out/handover/gallery"))).not.toContain("netwrix-sharepoint.md");
});

test("each redirect URI is on the platform that the definition names", () => {
  const { code, out } = integrations("verify", "vaultic", "--all");
  expect(code).toBe(0);
  for (const [check, uri] of [
    ["redirect URI", "https://portal.contoso.example/callback"],
    ["redirect URI of a single-page application", "https://contoso.vaultic.example/sso/oidc/redirect/"],
    ["redirect URI of a public client", "vaultic://sso/oidc/redirect"],
  ])
    expect(out).toMatch(new RegExp(`vaultic +${check} +same +${uri}`));
});
