import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { edited } from "../../operate/rotate/edit.ts";

const next = { issued: "2027-02-19", expires: "2027-08-13" };

function file(credentials: string): string {
  return `# ours\ntenant: { id: x }\n\nintegrations:\n  one:\n    vendor: teamconnect # the vendor\n${credentials}  two:\n    vendor: app-connect\n`;
}

describe("a credential is added", () => {
  test("as a line below the last one, in its form; comments stay", () => {
    const before = file(
      "    credentials:\n      # the first\n      - { issued: 2026-11-21, expires: 2027-05-15 } # CHG1\n\n    # exceptions follow\n",
    );
    expect(edited(before, "one", { edit: "append", list: "credentials", entry: next })).toBe(
      file(
        "    credentials:\n      # the first\n      - { issued: 2026-11-21, expires: 2027-05-15 } # CHG1\n      - { issued: 2027-02-19, expires: 2027-08-13 }\n\n    # exceptions follow\n",
      ),
    );
  });

  test("as a block below a block", () => {
    const before = file("    credentials:\n      - issued: 2026-11-21\n        expires: 2027-05-15 # early\n");
    expect(edited(before, "one", { edit: "append", list: "credentials", entry: next })).toBe(
      file(
        "    credentials:\n      - issued: 2026-11-21\n        expires: 2027-05-15 # early\n      - issued: 2027-02-19\n        expires: 2027-08-13\n",
      ),
    );
  });

  test("within a list of one line", () => {
    const before = file("    credentials: [{ issued: 2026-11-21, expires: 2027-05-15 }] # short\n");
    expect(edited(before, "one", { edit: "append", list: "credentials", entry: next })).toBe(
      file(
        "    credentials: [{ issued: 2026-11-21, expires: 2027-05-15 }, { issued: 2027-02-19, expires: 2027-08-13 }] # short\n",
      ),
    );
  });

  test("with the file's own line ends, also behind a last line without one", () => {
    const before = "integrations:\r\n  one:\r\n    credentials:\r\n    - { issued: 2026-11-21, expires: 2027-05-15 }";
    expect(edited(before, "one", { edit: "append", list: "credentials", entry: next })).toBe(
      `${before}\r\n    - { issued: 2027-02-19, expires: 2027-08-13 }\r\n`,
    );
  });
});

describe("a credential is removed", () => {
  test("with its line and the line's comment", () => {
    const before = file(
      "    credentials:\n      - { issued: 2026-11-21, expires: 2027-05-15 } # old\n      - { issued: 2027-02-19, expires: 2027-08-13 } # new\n",
    );
    expect(edited(before, "one", { edit: "remove", list: "credentials", index: 0 })).toBe(
      file("    credentials:\n      - { issued: 2027-02-19, expires: 2027-08-13 } # new\n"),
    );
  });

  test("as a block, and within a list of one line", () => {
    const block = file(
      "    credentials:\n      - issued: 2026-11-21\n        expires: 2027-05-15\n      - issued: 2027-02-19\n        expires: 2027-08-13\n",
    );
    expect(edited(block, "one", { edit: "remove", list: "credentials", index: 0 })).toBe(
      file("    credentials:\n      - issued: 2027-02-19\n        expires: 2027-08-13\n"),
    );
    const flow = file("    credentials: [{ issued: a, expires: b }, { issued: c, expires: d }]\n");
    expect(edited(flow, "one", { edit: "remove", list: "credentials", index: 0 })).toBe(
      file("    credentials: [{ issued: c, expires: d }]\n"),
    );
    expect(edited(flow, "one", { edit: "remove", list: "credentials", index: 1 })).toBe(
      file("    credentials: [{ issued: a, expires: b }]\n"),
    );
  });
});

describe("a key is set", () => {
  test("behind the others, or in the place of its old value", () => {
    const before = file("    credentials:\n      - { issued: 2026-11-21, expires: 2027-05-15 } # CHG1\n");
    const set = { edit: "set", list: "credentials", index: 0, key: "confirmed" } as const;
    const once = edited(before, "one", { ...set, value: "2026-12-01" });
    expect(once).toBe(
      file("    credentials:\n      - { issued: 2026-11-21, expires: 2027-05-15, confirmed: 2026-12-01 } # CHG1\n"),
    );
    expect(edited(once, "one", { ...set, value: "2026-12-02" })).toContain("confirmed: 2026-12-02 } # CHG1");
  });
});

test("a list makes a block of an entry of one line, an entry a line; more are added, and the key behind it follows", () => {
  const before = file("    credentials:\n      - { issued: 2026-11-21, expires: 2027-05-15 } # CHG1\n");
  const set = { edit: "set", list: "credentials", index: 0 } as const;
  const one = { place: "Mail > Outgoing: secret", on: "2026-12-01", by: "Aiko Tanaka" };
  const once = edited(before, "one", { ...set, key: "confirmations", value: [one] });
  expect(once).toBe(
    file(
      '    credentials:\n      - issued: 2026-11-21\n        expires: 2027-05-15\n        confirmations:\n          - { place: "Mail > Outgoing: secret", on: 2026-12-01, by: "Aiko Tanaka" } # CHG1\n',
    ),
  );
  const twice = edited(once, "one", { ...set, key: "confirmations", value: [one, { ...one, place: "Incoming" }] });
  expect(edited(twice, "one", { ...set, key: "confirmed", value: "2026-12-01" })).toBe(
    file(
      '    credentials:\n      - issued: 2026-11-21\n        expires: 2027-05-15\n        confirmations:\n          - { place: "Mail > Outgoing: secret", on: 2026-12-01, by: "Aiko Tanaka" }\n          - { place: Incoming, on: 2026-12-01, by: "Aiko Tanaka" } # CHG1\n        confirmed: 2026-12-01\n',
    ),
  );
});

test("the last entry of a list goes with its key", () => {
  const before =
    "integrations:\n  one:\n    credentials: []\n    exceptions:\n      - { rule: a, subject: b, until: 2027-01-01 }\n    ticket: x\n";
  expect(edited(before, "one", { edit: "remove", list: "exceptions", index: 0 })).toBe(
    "integrations:\n  one:\n    credentials: []\n    ticket: x\n",
  );
});

test("the play tenant's file changes by one line and in no other place", () => {
  const before = readFileSync(new URL("../../tenants/dev.yaml", import.meta.url), "utf8");
  const after = edited(before, "live-platform", { edit: "append", list: "credentials", entry: next });
  const lines = before.split("\n");
  const at = lines.findIndex((line, index) => line.includes("issued") && index > lines.indexOf("  live-platform:"));
  expect(after.split("\n").toSpliced(at + 1, 1)).toEqual(lines);
});

test("a layout that would change anything else is refused, and left to a person", () => {
  expect(() =>
    edited("integrations:\n  one:\n    credentials: []\n", "one", { edit: "append", list: "credentials", entry: next }),
  ).toThrow("the list is empty; write its first entry by hand");
});
