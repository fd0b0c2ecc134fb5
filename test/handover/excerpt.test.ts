/** A file of the vendor's on the sheet: lines to copy, with values quoted as the file wants them. */
import { expect, test } from "vitest";
import type { Excerpt, VendorDefinition } from "../../components/definition.ts";
import { resolveIntegration } from "../../components/resolved-integration.ts";
import { readTenant } from "../../components/settings.ts";
import { wazuhO365 } from "../../components/vendors/wazuh-o365.ts";
import { fileQuoting } from "../../operate/handover/quoting.ts";
import { renderSheet } from "../../operate/handover/sheet.ts";
import { compareHandOff } from "../../review/compare/hand-off.ts";
import { integration, recording } from "../review/recordings.ts";

const tenant = readTenant("tenants/gallery.yaml");

function withExcerpt(excerpt: Excerpt): VendorDefinition {
  const procedures = wazuhO365.procedures.map((procedure) => ({
    ...procedure,
    steps: procedure.steps.map((step) => (step.step === "W1" ? { ...step, excerpt } : step)),
  }));
  return { ...wazuhO365, procedures };
}

function sheet(excerpt: Excerpt, displayName: string, revealed?: string): string {
  const definition = withExcerpt(excerpt);
  const resolved = { ...resolveIntegration(tenant, "wazuh-o365", definition), displayName };
  const outputs = {
    vendor: "wazuh-o365",
    tenantId: "t",
    clientId: "c",
    applicationObjectId: "a",
    servicePrincipalObjectId: "s",
    credentials: [{ issued: "2026-11-21", expires: "2027-05-15", keyId: "k" }],
  };
  const named = { domain: "contoso.example", stack: "gallery", tenantFile: "tenants/gallery.yaml" };
  return renderSheet(definition, resolved, outputs, { ...named, ...(revealed !== undefined && { revealed }) });
}

test("an XML file takes a value as an element's text", () => {
  const text = sheet({ file: "a.xml", syntax: "xml", lines: "<name>{displayName}</name>" }, "R&D <x>");
  expect(text).toContain("`a.xml`\n\n```xml\n<name>R&amp;D &lt;x&gt;</name>\n```\n");
});

test("a Ruby file takes a value as a string in which nothing is replaced, and keeps its own %{…}", () => {
  const lines = `a = "in+%{key}@x"\nb = { 'name': {displayName} }`;
  expect(sheet({ file: "a.rb", syntax: "ruby", lines }, "O'Neil \\ #{x}")).toContain(
    `\`\`\`ruby\na = "in+%{key}@x"\nb = { 'name': 'O\\'Neil \\\\ #{x}' }\n\`\`\`\n`,
  );
  expect(fileQuoting.ruby("plain")).toBe("'plain'");
});

test("a secret within it is masked, with where it is read; revealed it stands where it belongs", () => {
  const excerpt = { file: "a.xml", syntax: "xml", lines: "<s>{secret}</s>" } as const;
  expect(sheet(excerpt, "x")).toContain("<s>••••••••</s>\n```\n\n`••••••••`: see “The credential”\n");
  const revealed = sheet(excerpt, "x", "CANARY");
  expect(revealed).toContain("<s>CANARY</s>\n```\n");
  expect(revealed).not.toContain("•");
});

test("the review tells a file's lines that a change writes otherwise", () => {
  const at = (lines: string) =>
    recording([integration({ name: "wazuh", vendor: "wazuh-o365" })], {
      definitions: { "wazuh-o365": withExcerpt({ file: "a.xml", syntax: "xml", lines }) },
    });
  expect(compareHandOff(at("<s>{secret}</s>"), at("<s>{secret}</s><to>evil.example</to>"))("wazuh")).toMatchObject([
    {
      how: "changed",
      subject: { code: "field", step: "W1", label: "a.xml" },
      before: "<s>{secret}</s>",
      after: "<s>{secret}</s><to>evil.example</to>",
    },
  ]);
});
