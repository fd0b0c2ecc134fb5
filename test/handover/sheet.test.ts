/**
 * The hand-over sheet, as the vendor's administrator reads it. The whole sheets are in test/sheets/.
 */
import { describe, expect, test } from "vitest";
import type { Months, VendorDefinition } from "../../components/definition.ts";
import type { CredentialOutputs, IntegrationOutputs } from "../../components/outputs.ts";
import { resolvePermissions } from "../../components/permissions.ts";
import { type ResolvedIntegration, resolveIntegration } from "../../components/resolved-integration.ts";
import { readTenant } from "../../components/settings.ts";
import { definitionOf, type VendorName } from "../../components/vendors/index.ts";
import { renderSheet } from "../../operate/handover/sheet.ts";
import { fixtureCertificate } from "../../review/evaluate/known-outputs.ts";

const tenant = readTenant("tenants/dev.yaml");
const options = { domain: "contoso.onmicrosoft.com", stack: "dev", tenantFile: "tenants/dev.yaml" };
const vault =
  "/subscriptions/66666666-6666-6666-6666-666666666666/resourceGroups/rg-identity/providers/Microsoft.KeyVault/vaults/kv-m365";

/** Of the recorded certificate; literals from openssl. */
const certificate = {
  certificatePem: fixtureCertificate,
  thumbprints: {
    sha1Hex: "4322B1F6B94CA19E938DFCF3F96945FA593490E4",
    sha1ColonHex: "43:22:B1:F6:B9:4C:A1:9E:93:8D:FC:F3:F9:69:45:FA:59:34:90:E4",
    sha1Base64: "QyKx9rlMoZ6Tjfzz+WlF+lk0kOQ=",
    sha1Base64Url: "QyKx9rlMoZ6Tjfzz-WlF-lk0kOQ",
    sha256Hex: "972D832CDE9E35B4AB5C548262A01A92FF80E1784388661794E585F32165A869",
    sha256Base64Url: "ly2DLN6eNbSrXFSCYqAakv-A4XhDiGYXlOWF8yFlqGk",
  },
};

interface Material {
  readonly definition: VendorDefinition;
  readonly resolved: ResolvedIntegration;
  readonly outputs: IntegrationOutputs;
}

/** One integration of dev.yaml with outputs as the stack gives them. */
function material(name: string): Material {
  const vendor = tenant.integrations[name]?.vendor as VendorName;
  const definition = definitionOf(vendor);
  const resolved = resolveIntegration(tenant, name, definition);
  const credentials: CredentialOutputs[] = resolved.credential.schedule.map(({ issued, expires }) => ({
    issued,
    expires,
    keyId: "77777777-7777-4777-8777-777777777777",
    vaultEntry: `${vault}/secrets/${name}-${issued}`,
    ...(resolved.credential.kind === "certificate" && certificate),
  }));
  const outputs = {
    vendor,
    tenantId: "11111111-1111-1111-1111-111111111111",
    clientId: "cccccccc-0000-4000-8000-000000000001",
    applicationObjectId: "aaaaaaaa-0000-4000-8000-000000000002",
    servicePrincipalObjectId: "bbbbbbbb-0000-4000-8000-000000000003",
    credentials,
  };
  return { definition, resolved, outputs };
}

function sheet({ definition, resolved, outputs }: Material): string {
  return renderSheet(definition, resolved, outputs, options);
}

/** The part under one heading of the second level. */
function section(sheetText: string, heading: string): string {
  const part = sheetText.split(/^## /m).find((candidate) => candidate.startsWith(`${heading}\n`));
  if (part === undefined) throw new Error(`no section ${heading}`);
  return part;
}

describe("whole sheets", () => {
  test.each([
    ["MAILGATES Σ, in Japanese", "mailgates"],
    ["ServiceNow, a certificate", "servicenow"],
    ["TeamConnect, with mailboxes", "teamconnect"],
    ["App Connect, multi-tenant", "app-connect"],
  ])("%s", async (_, name) => {
    await expect(sheet(material(name))).toMatchFileSnapshot(`sheets/${name}.md`);
  });

  test.each(Object.keys(tenant.integrations))("%s: every placeholder of its texts has a value", (name) => {
    expect(sheet(material(name))).not.toMatch(/\{[A-Za-z][\w.]*\}/);
  });

  test.each(Object.keys(tenant.integrations))("%s: every step is the stack's or a named actor's", (name) => {
    const { definition } = material(name);
    const named = new Set(["stack", ...definition.actsAs.map(({ who }) => who)]);
    const unknown = definition.procedures.flatMap(({ steps }) => steps).filter(({ by }) => !named.has(by));
    expect(unknown).toEqual([]);
  });

  test("rendering twice gives the same text", () => {
    expect(sheet(material("servicenow"))).toBe(sheet(material("servicenow")));
  });
});

describe("the credential", () => {
  const older = { issued: "2026-11-21", expires: "2028-11-20", keyId: "k1" };
  const newer = { issued: "2028-08-22", expires: "2030-08-21", keyId: "k2" };

  function twoSchedule(confirmed?: string): Material {
    const { definition, resolved, outputs } = material("mailgates");
    const schedule = [
      { issued: older.issued, expires: older.expires, confirmed: "2026-11-25" },
      { issued: newer.issued, expires: newer.expires, ...(confirmed !== undefined && { confirmed }) },
    ];
    return {
      definition,
      resolved: { ...resolved, credential: { kind: "secret", schedule } },
      outputs: { ...outputs, credentials: [older, newer] },
    };
  }

  test("the newest credential is handed over, and the reader is told that it replaces the older one", () => {
    const text = sheet(twoSchedule());
    expect(section(text, "有効期限")).toContain("| **2030-08-20** |");
    expect(text).toContain("説明: `mailgates 2028-08-22`");
    expect(text).toContain("この資格情報は `2026-11-21` に代わるものです");
    expect(text).not.toContain("2028-11-19");
  });

  test("expires is the first dead day: the last valid day is the one before", () => {
    expect(section(sheet(material("mailgates")), "有効期限")).toContain("| 最終有効日(UTC) | **2028-11-19** |");
    expect(section(sheet(material("mailgates")), "有効期限")).toContain(
      "| 失効日時 | 2028-11-20 00:00 UTC (2028-11-20 09:00 Asia/Tokyo) |",
    );
  });

  test("the end is shown on the reader's clock, too: west of Greenwich it is the evening before", () => {
    const { definition, resolved, outputs } = material("servicenow");
    const text = renderSheet(definition, resolved, outputs, { ...options, timeZone: "America/New_York" });
    expect(section(text, "Until when")).toContain(
      "| Refused from | 2027-05-15 00:00 UTC (2027-05-14 20:00 America/New_York) |",
    );
    expect(section(sheet(material("servicenow")), "Until when")).toContain("| Refused from | 2027-05-15 00:00 UTC |");
  });

  test("MAILGATES Σ is renewed two months before, at the latest, and the sheet says that it is two months", () => {
    expect(section(sheet(material("mailgates")), "有効期限")).toContain(
      "| 更新の期限 | 2028-09-20(提供元の手順書により、失効日 2028-11-20 の2か月前) |",
    );
  });

  test("a deadline in English says from which day it is counted", () => {
    const servicenow = material("servicenow");
    const due = (renewBefore: Months) => {
      const credential = { kind: "certificate", thumbprint: "sha1Base64", renewBefore } as const;
      return section(sheet({ ...servicenow, definition: { ...servicenow.definition, credential } }), "Until when");
    };
    const row = "| Renewed by, at the latest |";
    expect(due("2 months")).toContain(`${row} 2027-03-15 (2 months before 2027-05-15, as the vendor's page asks) |`);
    expect(due("1 months")).toContain(`${row} 2027-04-15 (1 month before 2027-05-15, as the vendor's page asks) |`);
  });

  test("whoever renews a credential that lives longer than the rules allow is told to accept it anew", () => {
    expect(section(sheet(material("mailgates")), "更新手順")).toContain(
      "`{ rule: secret-lifetime, subject: <issued>, until: <YYYY-MM-DD> }`",
    );
    expect(section(sheet(material("app-connect")), "How to renew")).not.toContain("exceptions");
  });

  test("outputs of a run before the newest credential are refused", () => {
    const { definition, resolved, outputs } = twoSchedule();
    expect(() => sheet({ definition, resolved, outputs: { ...outputs, credentials: [older] } })).toThrow(
      "mailgates: the newest credential of the tenant's file is 2028-08-22, that of the stack's outputs 2026-11-21; run `pulumi up` first",
    );
  });

  /** One of dev.yaml with its credential in the state. */
  function withoutVault(name: string): Material {
    const { definition, resolved, outputs } = material(name);
    const credentials = outputs.credentials.map(({ vaultEntry: _, ...rest }) => rest);
    return { definition, resolved, outputs: { ...outputs, credentials } };
  }

  test("a secret is masked, and a command reads it from the vault that keeps it", () => {
    const text = section(sheet(material("mailgates")), "資格情報の受け取り");
    expect(text).toContain("`••••••••`");
    expect(text).toContain("Key Vault `kv-m365` にシークレット `mailgates-2026-11-21`");
    expect(text).toContain(
      "```sh\naz keyvault secret show --vault-name kv-m365 --name mailgates-2026-11-21 \\\n" +
        "  --subscription 66666666-6666-6666-6666-666666666666 --query value --output tsv\n```",
    );
    expect(text).not.toContain("pulumi");
  });

  test("without a vault a command prints that secret alone", () => {
    expect(section(sheet(twoSchedule()), "資格情報の受け取り")).toContain(
      "```sh\n./integrations pulumi stack output secrets --show-secrets --json --stack dev |\n" +
        `  node -p 'JSON.parse(fs.readFileSync(0))["mailgates"]["2028-08-22"].value'\n\`\`\``,
    );
  });

  test("of a certificate the private key is masked; the certificate itself is public, and folded", () => {
    const text = sheet(withoutVault("servicenow"));
    expect(text).toContain("| key.pem | `••••••••` | see “The credential” |");
    expect(text).toContain(`["servicenow"]["2026-11-21"].privateKeyPem'`);
    expect(text).toContain(`<details>\n<summary>cert.pem</summary>\n\n\`\`\`\n${fixtureCertificate.trimEnd()}\n`);
  });

  test("key and certificate come as the two files of the next step, with the thumbprint that tells them", () => {
    const steps = section(sheet(material("servicenow")), "Steps");
    const [, files = ""] = /openssl pkcs12 -export -inkey (\S+ -in \S+) /.exec(steps) ?? [];
    expect(files).toBe("key.pem -in cert.pem");
    for (const text of [sheet(material("servicenow")), sheet(withoutVault("servicenow"))].map((whole) =>
      section(whole, "The credential"),
    )) {
      expect(text).toMatch(/(-out |"\$keys\/)key\.pem"?$/m);
      expect(text).toMatch(/(-out |"\$keys\/)cert\.pem"?$/m);
      expect(text).toContain("must end with `43:22:B1:F6:B9:4C:A1:9E:93:8D:FC:F3:F9:69:45:FA:59:34:90:E4`");
    }
  });

  test("whoever may read it is named, as text", () => {
    const { definition, resolved, outputs } = material("app-connect");
    const text = sheet({
      definition,
      resolved: { ...resolved, secretReader: "Ann *B* <ann@contoso.example>" },
      outputs,
    });
    expect(text).toContain("| Reads the credential | Ann &#42;B&#42; &#60;ann@contoso.example> |");
    expect(section(text, "The credential")).toContain(
      "**Ann &#42;B&#42; &#60;ann@contoso.example>** reads it with the command below and hands it over separately",
    );
  });

  test("where the file names nobody, the sheet says so and where the name belongs", () => {
    const { definition, resolved, outputs } = material("app-connect");
    const { secretReader: _, ...unnamed } = resolved;
    const text = sheet({ definition, resolved: unnamed, outputs });
    expect(text).not.toContain("| Reads the credential |");
    expect(section(text, "The credential")).toContain(
      "**Nobody is named who may read it:** `integrations.app-connect.secretReader` is missing in `tenants/dev.yaml`. Whoever may read it reads it with the command below",
    );
  });

  test("who may sign in is said where the file limits it, with what a group needs and whom it leaves out", () => {
    const { definition, resolved, outputs } = material("app-connect");
    const group = "88888888-8888-8888-8888-888888888888";
    const told = (own: Partial<ResolvedIntegration>) =>
      sheet({ definition, resolved: { ...resolved, ...own }, outputs });
    expect(told({ signsIn: "everyone" })).not.toContain("| May sign in |");
    expect(told({ signsIn: [group] })).toContain(
      "| May sign in | 1 named user; anybody else is refused (AADSTS50105) |",
    );
    expect(told({ signsIn: [group, "another"], signsInGroups: [group], stillOpen: true })).toContain(
      `| May sign in | 2 named users and the direct members of \`${group}\` (Entra ID P1; members of a group inside it do not count); everyone else too, until a later change |`,
    );
    expect(told({ signsIn: [], signsInGroups: [group], names: { [group]: "Sales *Japan*" } })).toContain(
      `| May sign in | the direct members of Sales &#42;Japan&#42; \`${group}\` (Entra ID P1;`,
    );
  });

  test("success is told to the contact; where the file names none, to the sheet's sender", () => {
    const { definition, resolved, outputs } = material("app-connect");
    const { contact: _, ...nobody } = resolved;
    const typed = (own: ResolvedIntegration) =>
      section(sheet({ definition, resolved: own, outputs }), "Where the credential is typed");
    expect(typed(resolved)).toContain("success is shown, tell the contact named above: ");
    expect(typed(nobody)).toContain("success is shown, tell whoever gave you this sheet: ");
  });

  test.each(Object.keys(tenant.integrations))("%s: no sheet has npm look for a package called pulumi", (name) => {
    expect(sheet(material(name)) + sheet(withoutVault(name))).not.toMatch(/\bnpm (exec|x)\b|\bnpx\b/);
  });

  test("places are boxes to tick until the credential is confirmed", () => {
    const open = section(sheet(twoSchedule()), "資格情報の入力箇所");
    expect(open).toContain("- [ ] MailGates: 管理者モード > ユーザ・グループ設定 > OAuth 認証設定");
    expect(open).toContain("`integrations.mailgates.credentials (issued: 2028-08-22)`");
    const confirmed = section(sheet(twoSchedule("2028-09-01")), "資格情報の入力箇所");
    expect(confirmed).toContain("- [x] MailGates: 管理者モード > ユーザ・グループ設定 > OAuth 認証設定");
    expect(confirmed).toContain("2028-09-01 に確認済みです。");
  });
});

describe("steps that are repeated", () => {
  test("all of them for one instance, then all for the next; each instance has its own places", () => {
    const { definition, resolved, outputs } = material("servicenow");
    const text = sheet({ definition, resolved: { ...resolved, instances: ["acmedev", "acmeprod"] }, outputs });
    const headings = section(text, "Steps").match(/^#### .*$|^\*\*(1|13)\.\*\*/gm);
    expect(headings).toEqual([
      "#### acmedev",
      "#### acmeprod",
      "#### acmedev",
      "**1.**",
      "**13.**",
      "#### acmeprod",
      "**1.**",
      "**13.**",
    ]);
    expect(section(text, "Where the credential is typed").match(/^- \[ \] https:\/\/\w+/gm)).toEqual([
      "- [ ] https://acmedev",
      "- [ ] https://acmeprod",
      "- [ ] https://acmedev",
      "- [ ] https://acmeprod",
      "- [ ] https://acmedev",
      "- [ ] https://acmeprod",
    ]);
  });
});

describe("commands of a step", () => {
  /** ServiceNow's sheet with one step instead of its own. */
  function withStep(text: string, resolved: Partial<ResolvedIntegration>): string {
    const servicenow = material("servicenow");
    const procedure = {
      title: "T",
      when: "set-up",
      onPage: true,
      steps: [{ step: "1", by: "ServiceNow admin", each: "mailboxes", text }],
    } as const;
    return sheet({
      ...servicenow,
      definition: { ...servicenow.definition, procedures: [procedure] },
      resolved: { ...servicenow.resolved, ...resolved },
    });
  }
  const mailboxes = (address: string): Partial<ResolvedIntegration> => ({
    mailboxes: [{ address, receive: true, sendAs: false, rights: [] }],
  });

  test("are blocks of their own, each in its shell's language", () => {
    expect(withStep("Run:\n$ a 1\n$ b 2\nThen:\nPS> Get-C {mailbox}\nDone.", mailboxes("x@a.example"))).toContain(
      "**1.** Run:\n\n```sh\na 1\nb 2\n```\n\nThen:\n\n```powershell\nGet-C x@a.example\n```\n\nDone.",
    );
  });

  test("hold a value of the settings as one literal argument", () => {
    expect(withStep("PS> Get-C {mailbox}", mailboxes("x’;calc;@a.example"))).toContain(
      "\nGet-C 'x’’;calc;@a.example'\n",
    );
    expect(withStep("$ c {mailbox}", mailboxes("x;$(id)'@a.example"))).toContain("\nc 'x;$(id)'\\''@a.example'\n");
  });

  test("never come from a value", () => {
    expect(withStep("{displayName}", { ...mailboxes("x@a.example"), displayName: "x\n$ rm y\n```" })).toContain(
      "**1.** x &#36; rm y &#96;&#96;&#96;\n",
    );
  });
});

describe("mailboxes", () => {
  test("the Exchange script is printed, and its removal under how to leave", () => {
    const text = sheet(material("teamconnect"));
    expect(section(text, "Exchange Online script")).toContain(
      "Add-MailboxPermission -Identity 'teamconnect@contoso.example'",
    );
    expect(section(text, "How to leave")).toContain("Remove-MailboxPermission -Identity 'teamconnect@contoso.example'");
  });

  test("the script comes before the forms, whose test of the connection needs the mailboxes open", () => {
    const headings: string[] = sheet(material("teamconnect")).match(/^## .*$/gm) ?? [];
    expect(headings.indexOf("## Exchange Online script")).toBe(headings.indexOf("## Steps") - 1);
  });

  test("what only the password flow needs is there where its permission is, and folded", () => {
    const { definition, resolved, outputs } = material("teamconnect");
    const asked = { "Microsoft Graph": { delegated: ["IMAP.AccessAsUser.All"] } } as const;
    const kept = { ...resolved, permissions: resolvePermissions(asked) };
    const text = sheet({ definition, resolved: kept, outputs });
    expect(text).toContain("### Prerequisites\n\n<details>\n<summary>Only if Mitratech confirms");
    expect(text).toContain("administrator of the mailbox accounts");
    expect(sheet(material("teamconnect"))).not.toContain("administrator of the mailbox accounts");
  });

  test("a mailbox's further rights stand only where one has them", () => {
    const { definition, resolved, outputs } = material("teamconnect");
    const mailboxes = [
      { address: "in@contoso.example", receive: true, sendAs: false, rights: ["FullAccess" as const] },
    ];
    const text = sheet({ definition, resolved: { ...resolved, mailboxes }, outputs });
    expect(text).toContain("**N5.**");
    expect(text).not.toContain("**N4.**");
  });

  test("the page's own commands, which the script replaces, are folded", () => {
    expect(section(sheet(material("teamconnect")), "Steps").match(/^### .*|^<summary>.*/gm)).toEqual([
      "### Configuring TeamConnect with M365 Exchange Services",
      "### Creating Service Principals in Azure Directory for M365 Exchange: Connecting to Exchange Online",
      "<summary>Nothing to type: the Exchange Online script above does all of it, with today's parameter names</summary>",
      "### Creating Service Principals in Azure Directory for M365 Exchange: Creating a Service Principal",
      "<summary>Nothing to type: the Exchange Online script above does all of it, with today's parameter names</summary>",
      '### What a mailbox may need beyond the page (Microsoft, "How to authenticate an IMAP, POP or SMTP application by using OAuth")',
      "<summary>Nothing to type: the Exchange Online script above does all of it, with today's parameter names</summary>",
    ]);
  });

  test("both forms take their mailbox from the file: the one that sends, the one that is fetched", () => {
    const steps = section(sheet(material("teamconnect")), "Steps");
    expect(steps.match(/^\| Username \| .*? \|/gm)).toEqual([
      "| Username | `legal-noreply@contoso.example` |",
      "| Username | `teamconnect@contoso.example` |",
    ]);
  });

  test("no script without mailboxes", () => {
    expect(sheet(material("servicenow"))).not.toContain("Exchange Online script");
  });
});

describe("parts that are not everybody's", () => {
  /** App Connect's sheet, its plan changed. */
  function appConnect(resolved: Partial<ResolvedIntegration>): string {
    const { definition, outputs, resolved: own } = material("app-connect");
    return sheet({ definition, outputs, resolved: { ...own, ...resolved } });
  }

  test("a multi-tenant application is locked by hand; one of this tenant alone has no lock and nobody to set it", () => {
    expect(appConnect({})).toContain("App instance property lock");
    expect(appConnect({})).toContain("| Entra administrator |");
    expect(appConnect({ audience: "AzureADMyOrg" })).not.toContain("property lock");
    expect(appConnect({ audience: "AzureADMyOrg" })).not.toContain("Entra administrator");
    expect(appConnect({ audience: "AzureADMyOrg" })).not.toContain("Multitenant");
    expect(appConnect({ audience: "AzureADMyOrg" })).toContain("Accounts in this organizational directory only");
  });

  test("BASIC OAUTH is folded, and left out where the file has no redirect URI for it", () => {
    const basic = "<details>\n<summary>Only for BASIC OAUTH</summary>";
    expect(section(appConnect({}), "Steps").split(basic)).toHaveLength(3);
    const without = appConnect({ redirectUris: [] });
    expect(without).not.toContain("Request URL");
    expect(without).not.toContain("user of the mailbox |");
    for (const only of [
      "| access token |",
      "| refresh token |",
      "the code stands in its address",
      "revokeSignInSessions",
    ]) {
      expect(appConnect({})).toContain(only);
      expect(without).not.toContain(only);
    }
  });
});

test("the login page of MAILGATES Σ is on the host of the file's redirect URIs, in the set-up and in the renewal", () => {
  const text = sheet(material("mailgates"));
  expect(text.match(/^\| URL \| .*? \|/gm)).toEqual([
    "| URL | `https://contoso-mgf.cybermail.jp` |",
    "| URL | `https://contoso-mgf.cybermail.jp` |",
  ]);
  expect(text).not.toContain("&#42;&#42;&#42;");
});

test("a value with an alternative shows both, each to copy", () => {
  const login = "https://login.microsoftonline.com/11111111-1111-1111-1111-111111111111/oauth2";
  expect(sheet(material("servicenow"))).toContain(`| aud | \`${login}/token\`<br>or \`${login}/v2.0/token\` |`);
});

test("only a sheet of the sandbox says that its values are examples", () => {
  const { definition, resolved, outputs } = material("servicenow");
  expect(sheet({ definition, resolved, outputs }).split("\n")[2]).toMatch(/^> \*\*Sandbox:\*\*/);
  const real = { ...outputs, tenantId: "9a4b8f5e-33c1-4b1e-9d0e-5f1c2d3e4f50" };
  expect(sheet({ definition, resolved, outputs: real })).not.toContain("Sandbox");
});

describe("the state of the integration comes first", () => {
  test("suspended, leaving", () => {
    const { definition, resolved, outputs } = material("servicenow");
    const text = sheet({
      definition,
      outputs: { ...outputs, tenantId: "9a4b8f5e-33c1-4b1e-9d0e-5f1c2d3e4f50" },
      resolved: { ...resolved, suspended: { since: "2026-12-01", reason: "key *leaked*" }, leaving: true },
    });
    expect(text.split("\n")[2]).toBe(
      "> **Suspended since 2026-12-01** (key &#42;leaked&#42;): Entra gives out no new tokens. No step below will succeed.",
    );
    expect(text.split("\n")[4]).toContain("> **Leaving:**");
  });
});

test("a purpose that the file leaves out is the vendor's, in the language of the sheet", () => {
  const { definition, resolved, outputs } = material("mailgates");
  const { purpose: _, ...without } = resolved;
  expect(sheet({ definition, resolved: without, outputs })).toContain(
    "| 用途 | 受信メールの宛先が Microsoft 365 に存在するかを判定するため、メール ゲートウェイがテナントのユーザー一覧を取り込みます。 |",
  );
});

describe("text from the settings shows as text", () => {
  const hostile = material("mailgates");

  test("a purpose with markup, a table's bars and line breaks stays one cell", () => {
    const resolved = { ...hostile.resolved, purpose: "a | b\n\n# c <img src=x> [d](https://e.example) `f` *g* &lt;" };
    expect(sheet({ ...hostile, resolved })).toContain(
      "| 用途 | a &#124; b # c &#60;img src=x> [d&#93;(https://e.example) &#96;f&#96; &#42;g&#42; &#38;lt; |\n",
    );
  });

  test("a value in braces is not taken for a placeholder", () => {
    const resolved = { ...hostile.resolved, displayName: "{secret} {nonsense}" };
    expect(sheet({ ...hostile, resolved })).toContain("名前: `{secret} {nonsense}`");
  });

  test("a redirect URI cannot leave its code span or its row", () => {
    const resolved = { ...hostile.resolved, redirectUris: ["https://a.example/`|</code>", "https://b.example/c"] };
    expect(sheet({ ...hostile, resolved })).toContain(
      "リダイレクト URI: <code>https&#58;&#47;&#47;a&#46;example&#47;&#96;&#124;&#60;&#47;code&#62;</code><br>`https://b.example/c`",
    );
  });
});
