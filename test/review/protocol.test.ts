/** A base of another age: what its recorder says is taken where it can still be read, and refused where it cannot. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { recordSide } from "../../review/run/record.ts";

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A checkout whose recorder answers in this version. */
function checkout(version: number): string {
  const root = mkdtempSync(join(tmpdir(), "recorder-"));
  folders.push(root);
  mkdirSync(join(root, "review"));
  const side = {
    version,
    from: { project: "p", stack: "s", file: "tenants/s.yaml" },
    evaluation: { registrations: [], lookups: [], escapeHatches: [], problems: [] },
    definitions: { acme: { breaksWhenExpired: "Mail stops." } },
  };
  writeFileSync(
    join(root, "review/child.ts"),
    `import { writeFileSync } from "node:fs";\nwriteFileSync(3, ${JSON.stringify(JSON.stringify(side))});\n`,
  );
  return root;
}

/** A program can answer in its recorder's place. */
function recordForged(text: string) {
  const root = checkout(2);
  writeFileSync(
    join(root, "review/child.ts"),
    `import { writeFileSync } from "node:fs";\nwriteFileSync(3, ${JSON.stringify(text)});\n`,
  );
  return recordSide({ root, stack: "s", timeoutMilliseconds: 10_000 }, root);
}

function record(version: number) {
  const root = checkout(version);
  return recordSide({ root, stack: "s", timeoutMilliseconds: 10_000 }, root);
}

describe("the recorder of the other side", () => {
  it("is taken as it is in this version", async () => {
    expect(await record(2)).toMatchObject({ side: { version: 2, definitions: { acme: {} } } });
  });
  it("is taken without its definitions in the version before, whose texts were in one language", async () => {
    expect(await record(1)).toMatchObject({ side: { version: 2, from: { stack: "s" }, definitions: {} } });
    expect(await record(1)).not.toHaveProperty("side.definitions.acme");
  });
  it("is a fault of that side where it cannot be read", async () => {
    const fault = { faults: ["the program's recorder answered what cannot be read"] };
    for (const text of [
      "Unchanged",
      "null",
      '{"version":2}',
      '{"version":2,"evaluation":{"registrations":[],"problems":[{}]}}',
    ])
      expect(await recordForged(text)).toStrictEqual(fault);
  });
  it("is refused in one that nobody here knows", async () => {
    expect(await record(3)).toStrictEqual({ faults: ["its recorder speaks version 3, this review version 2"] });
  });
});
