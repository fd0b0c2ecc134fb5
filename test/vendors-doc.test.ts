/** docs/vendors.md is what the definitions say today. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { vendors } from "../components/vendors/index.ts";
import { vendorsDocument, vendorsDocumentFile } from "../operate/vendors-doc.ts";
import { rules } from "../review/rules/index.ts";

const document = readFileSync(vendorsDocumentFile, "utf8");
const partOf = (vendor: string) => document.split(/^## /m).find((part) => part.includes(`\`vendor: ${vendor}\``)) ?? "";

test("docs/vendors.md is current: `npm run vendors-doc` writes it", () => {
  expect(document).toBe(vendorsDocument());
});

test("it has a part for each vendor, with what its page does not say", () => {
  for (const [vendor, { product, notOnPage }] of Object.entries(vendors)) {
    expect([vendor, partOf(vendor).startsWith(`${product}\n`)]).toEqual([vendor, true]);
    expect(partOf(vendor).split("- Not on the page:")[1]?.trim().split("\n")).toHaveLength(notOnPage.length);
  }
});

test("the README's table of integrations has a row for each vendor", () => {
  const rows = [...readFileSync("README.md", "utf8").matchAll(/^\| `([a-z0-9-]+)` /gm)].map(([, vendor]) => vendor);
  expect([...rows].sort()).toEqual(Object.keys(vendors).sort());
});

test("it says what a page asks for, and what may be left out or added", () => {
  expect(
    partOf("desknets-neo"),
  ).toContain(`- Page: ネオジャパン, [Microsoft 365の設定方法(OAuth認可サーバー)](https://www.desknets.com/neo/download/doc/oauth/microsoft365.html)
- Application: yours; this tenant alone
- Redirect URIs: \`https://{instance}/dneores/dneo/html/dnoauth.html\`
- Permissions:
  - Microsoft Graph, delegated: \`offline_access\`, \`IMAP.AccessAsUser.All\`, \`POP.AccessAsUser.All\`
- May be left out:
  - Microsoft Graph, delegated: \`IMAP.AccessAsUser.All\`, \`POP.AccessAsUser.All\`
- May be added:
  - Microsoft Graph, delegated: \`SMTP.Send\`
- Credential: client secret
`);
  expect(partOf("gitlab-mail")).toContain("- Mailboxes: those that you name, by roles of Exchange Online\n");
});

test("each rule that a page goes against is a heading of docs/rules.md, and text that looks like a tag is shown", () => {
  const names = rules.map(({ name }) => name as string);
  const linked = [...document.matchAll(/\(rules\.md#([\w-]+)\)/g)].map(([, name = ""]) => name);
  expect(linked.filter((name) => !names.includes(name))).toEqual([]);
  expect(partOf("wazuh-o365")).toContain("\\<api_auth> takes a client secret and nothing else.");
});
