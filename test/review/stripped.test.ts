/** A base's modules without their types, as the parts of a review take them. */
import { hash } from "node:crypto";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runPart } from "../../review/run/process.ts";
import { strippedOf } from "../../review/run/stripped.ts";

let root = "";

function write(path: string, text: string): string {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

const index = 'import { said } from "./components/said.ts";\nexport const word: string = said;\n';
const said = (word: string) => `export const said: string = ${JSON.stringify(word)};\n`;
const entry =
  'import { writeFileSync } from "node:fs";\nimport { word } from "../index.ts";\nwriteFileSync(3, word);\n';

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "stripped-")));
  write("package.json", '{ "type": "module" }');
  write("index.ts", index);
  write("components/said.ts", said("plainly"));
  write("review/entry.ts", entry);
  cpSync("review/stripped.js", join(root, "review/stripped.js"));
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

/** What the module says in a part that takes these texts. */
function told(stripped: string | undefined) {
  return runPart({
    script: join(root, "review/entry.ts"),
    arguments: [],
    directory: root,
    readable: [root],
    stripped,
    timeoutMilliseconds: 60_000,
  });
}

describe("a part of a review", () => {
  it("takes a module's text from the file by its digest, and any other module as it is", async () => {
    const file = write(
      "kept.json",
      JSON.stringify({ [hash("sha256", said("plainly"))]: 'export const said = "kept";' }),
    );
    expect(await told(file)).toStrictEqual({ text: "kept" });
    write("components/said.ts", said("otherwise"));
    expect(await told(file)).toStrictEqual({ text: "otherwise" });
  });

  it("reads everything as it is where the file is damaged or gone, and where an earlier base has nothing to read it", async () => {
    const file = write("kept.json", '{ "');
    expect(await told(file)).toStrictEqual({ text: "plainly" });
    expect(await told(join(root, "none.json"))).toStrictEqual({ text: "plainly" });
    rmSync(join(root, "review/stripped.js"));
    expect(await told(file)).toStrictEqual({ text: "plainly" });
  });
});

describe("what is kept of a base", () => {
  const files = (word: string) =>
    ["index.ts", "components/said.ts", "review/render/text.ts", "test/said.test.ts"].map((path) => ({
      path,
      what: `100644 blob ${hash("sha256", path === "components/said.ts" ? said(word) : path)}`,
    }));
  const keep = (word: string) => strippedOf(root, files(word), join(root, "node_modules"), [root, process.cwd()]);

  it("is what the parts load, each text by the digest of what the base has", async () => {
    write("review/render/text.ts", "export {};");
    write("test/said.test.ts", "export {};");
    const file = await keep("plainly");
    expect(JSON.parse(readFileSync(String(file), "utf8"))).toStrictEqual({
      [hash("sha256", index)]: index.replace(": string", "        "),
      [hash("sha256", said("plainly"))]: said("plainly").replace(": string", "        "),
    });
    expect(await told(file)).toStrictEqual({ text: "plainly" });
  });

  it("is worked out once, and again for a base with other modules", async () => {
    const first = String(await keep("plainly"));
    writeFileSync(first, "{}");
    expect(await keep("plainly")).toBe(first);
    expect(readFileSync(first, "utf8")).toBe("{}");
    write("components/said.ts", said("otherwise"));
    expect(await keep("otherwise")).not.toBe(first);
    expect(readdirSync(dirname(first))).toHaveLength(2);
  });

  it("is nothing where there are no packages beside which it could be kept", async () => {
    expect(await strippedOf(root, files("plainly"), undefined, [root])).toBeUndefined();
  });
});
