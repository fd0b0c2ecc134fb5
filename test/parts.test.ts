/** Several linked applications in one entry of the tenant's file. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { SettingsError } from "../components/faults.ts";
import { placeOfIntegration } from "../components/parts.ts";
import { resolveTenant } from "../components/resolved-tenant.ts";
import { parseTenant } from "../components/settings.ts";
import { edited } from "../operate/rotate/edit.ts";
import { linkedFile } from "./linked-file.ts";

const head = (readFileSync("tenants/gallery.yaml", "utf8").split("integrations:")[0] ?? "")
  .split("\n")
  .slice(2)
  .join("\n");
const credentials = (indent: string) =>
  [
    "credentials:",
    "  - { kind: secret, issued: 2026-11-21, expires: 2027-05-15 }",
    "  - { kind: certificate, issued: 2026-11-21b, expires: 2027-05-15 }",
  ]
    .map((line) => `${indent}${line}\n`)
    .join("");

const file = linkedFile(`${head}integrations:\n`).replace(
  /( +)permissionSet: sharepoint-online\n/,
  "$&$1purpose: Audit of sites\n",
);

function faults(text: string): string[] {
  try {
    parseTenant(text, "tenants/x.yaml");
  } catch (error) {
    if (error instanceof SettingsError)
      return error.faults.map(({ path, line, message }) => `${path.join(".")} (${line}): ${message}`);
    throw error;
  }
  return [];
}

describe("an entry with parts", () => {
  const tenant = parseTenant(file, "tenants/x.yaml");
  const all = resolveTenant(tenant);

  test("is an integration a part, which has the entry's words and its own", () => {
    expect(
      all.map(({ name, displayName, purpose, contact, permissionSet, partOf }) => [
        name,
        displayName,
        purpose,
        contact,
        permissionSet?.name,
        partOf,
      ]),
    ).toEqual([
      ["netwrix-exchange", "Netwrix Auditor (exchange)", "Audit", "soc@contoso.example", "exchange-online", "netwrix"],
      [
        "netwrix-sharepoint",
        "Netwrix Auditor (sharepoint)",
        "Audit of sites",
        "soc@contoso.example",
        "sharepoint-online",
        "netwrix",
      ],
    ]);
  });

  test("each has an application, a schedule and rights of its own", () => {
    expect(all.map(({ directoryRoles, credential }) => [directoryRoles.length, credential.schedule.length])).toEqual([
      [1, 2],
      [0, 2],
    ]);
  });

  test("what is said of all of them stops all of them", () => {
    const stopped = file.replace("    parts:", "    suspended: { since: 2026-11-22, reason: A leak }\n    parts:");
    expect(resolveTenant(parseTenant(stopped, "tenants/x.yaml")).map(({ suspended }) => suspended?.since)).toEqual([
      "2026-11-22",
      "2026-11-22",
    ]);
  });
});

describe("a fault stands where it is written", () => {
  const lineOf = (text: string, part: string) => text.slice(0, text.indexOf(part)).split("\n").length;

  test("in a part, and once where the entry says it for all", () => {
    const wrong = file.replace("permissionSet: exchange-online", "permissionSet: exchange");
    expect(faults(wrong)).toEqual([
      expect.stringContaining(
        `integrations.netwrix.parts.exchange.permissionSet (${lineOf(wrong, "permissionSet: exchange")}): "exchange" is not a permission set`,
      ),
    ]);
    const shared = file.replace("contact: soc@contoso.example", 'contact: ""');
    expect(faults(shared)).toEqual([
      `integrations.netwrix.contact (${lineOf(shared, "contact:")}): is empty; write it or leave the key out`,
    ]);
  });

  test("what is missing in a part is missing there", () => {
    const wrong = file.replace("        directoryRoles: [Exchange Administrator]\n", "");
    expect(faults(wrong)[0]).toContain("integrations.netwrix.parts.exchange.directoryRoles");
  });

  test("credentials beside the parts are nobody's", () => {
    const wrong = file.replace("    parts:", `${credentials("    ")}    parts:`);
    expect(faults(wrong)).toEqual([
      expect.stringContaining(
        "stands beside `parts`, and each part has its own; move it below exchange and sharepoint",
      ),
    ]);
  });

  test.each([["parts: {}"], ["parts:"], ["parts: [exchange]"], ["parts: exchange"]])("%s names no part", (parts) => {
    const text = `${head}integrations:\n  netwrix:\n    vendor: netwrix-auditor\n    ${parts}\n`;
    expect(faults(text)).toEqual([expect.stringContaining("stands where the parts are expected")]);
  });

  test("a part's name must leave a name that may be used, and that nothing else has", () => {
    expect(faults(file.replace("      exchange:", "      Exchange Online:"))[0]).toContain("is not a name");
    const twice = `${file}  netwrix-exchange:\n    vendor: elastic-o365\n    credentials: [{ issued: 2026-11-21, expires: 2027-05-15 }]\n`;
    expect(faults(twice)).toEqual([
      expect.stringContaining("is the integration netwrix-exchange, which stands in the file"),
    ]);
  });
});

describe("what edits the file finds a part", () => {
  test("a renewal goes into the part's own schedule", () => {
    const entry = { kind: "secret", issued: "2027-04-01", expires: "2027-09-20" };
    const after = edited(file, "netwrix-sharepoint", { edit: "append", list: "credentials", entry });
    const [exchange, sharepoint] = resolveTenant(parseTenant(after, "tenants/x.yaml"));
    expect(exchange?.credential.schedule).toHaveLength(2);
    expect(sharepoint?.credential.schedule.at(-1)?.issued).toBe("2027-04-01");
  });

  test("an integration of the name itself comes before a part of it", () => {
    const has =
      (...places: readonly string[]) =>
      (path: readonly string[]) =>
        places.includes(path.join("."));
    expect(placeOfIntegration("a-b-c", has("integrations.a-b.parts.c"))).toEqual(["integrations", "a-b", "parts", "c"]);
    expect(placeOfIntegration("a-b-c", has("integrations.a.parts.b-c"))).toEqual(["integrations", "a", "parts", "b-c"]);
    expect(placeOfIntegration("a-b", has("integrations.a-b", "integrations.a.parts.b"))).toEqual([
      "integrations",
      "a-b",
    ]);
    expect(placeOfIntegration("a-b", has())).toEqual(["integrations", "a-b"]);
  });
});
