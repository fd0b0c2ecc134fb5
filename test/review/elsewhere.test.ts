/** What the review says of a key that somebody else holds, and of another issuer's word: from the tenant's file to the words. */
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { vendors } from "../../components/vendors/index.ts";
import { worded } from "../../components/worded.ts";
import { compare } from "../../review/compare/index.ts";
import { judge } from "../../review/judge/index.ts";
import { type Sides, sideBySide } from "../../review/pairs.ts";
import { programChange } from "../../review/program/change.ts";
import { recordingOf } from "../../review/reading/recording.ts";
import type { Recording } from "../../review/recording.ts";
import { newsOf } from "../../review/report/news.ts";
import { rules } from "../../review/rules/index.ts";
import { newsEn } from "../../review/words/news-en.ts";
import { newsJa } from "../../review/words/news-ja.ts";
import { sayEn } from "../../review/words/say.ts";
import { recorded } from "../recorded.ts";

const folder = mkdtempSync(join(tmpdir(), "elsewhere-"));
cpSync("test/certificates", join(folder, "certificates"), { recursive: true });

const text = `tenant:
  id: 11111111-1111-1111-1111-111111111111
  domain: contoso.onmicrosoft.com
  owners: [{ servicePrincipal: 33333333-3333-3333-3333-333333333333, deploys: true }]
  disposable: true
integrations:
  xsoar:
    vendor: xsoar-outlook
    credentials:
      - { issued: 2026-11-21, expires: 2027-05-15, kind: secret }
  grafana:
    vendor: grafana
    instances: [grafana.contoso.example]
    federated: [{ name: grafana-prod, subject: 77777777-7777-4777-8777-777777777777 }]
`;
const line =
  "- { issued: 2026-11-22, expires: 2027-05-16, kind: certificate, certificate: certificates/vendor.pem, keyHolder: SOC }";
const renewed = text.replace("kind: secret }\n", `kind: secret }\n      ${line}\n`);

async function recordingFrom(yaml: string, name: string): Promise<Recording> {
  const file = join(folder, name);
  writeFileSync(file, yaml);
  return recordingOf(await recorded(file), { project: "m365-integrations", stack: "dev", file });
}

const plain = await recordingFrom(text, "plain.yaml");
const withKey = await recordingFrom(renewed, "with-key.yaml");

function told(sides: Sides): string[] {
  return compare(sides).map(
    ({ aspect, how, subject, after, effect }) =>
      `${effect}: ${how} ${aspect} ${sayEn(subject)} (${sayEn(after ?? "")})`,
  );
}

function blocked(sides: Sides): string[] {
  const { findings } = judge(sides, { now: "2026-11-22", definitions: vendors, claimed: new Set<string>(), rules });
  return findings
    .filter(({ blocks, preExisting }) => blocks && !preExisting)
    .map(({ rule, subject }) => `${rule} ${subject}`);
}

function news(sides: Sides, aspect: string): string[] {
  const changes = compare(sides);
  const first = changes.find((change) => change.aspect === aspect && change.effect !== "changed");
  if (!first) throw new Error(`no ${aspect}`);
  const said = newsOf(first, changes, { sides, definitions: vendors });
  return [worded(newsEn, said), worded(newsJa, said)];
}

describe("a certificate whose key is elsewhere", () => {
  const sides = sideBySide(plain, withKey);

  test("is broadened, with subject, thumbprint, end and who holds its key", () => {
    expect(told(sides)).toContain(
      "broadened: added credential 2026-11-22 (expires 2027-05-16; certificate CN=vendor.contoso.example, SHA-1 3C:12:8F:50:71:40:45:65:AA:90:DE:94:69:A5:47:FA:19:59:E8:9D, its own end 2027-11-20: whoever holds its private key signs in with it (SOC, says the file))",
    );
  });

  test("is told in both languages, and is no key that nobody reviewed", () => {
    expect(news(sides, "credential")).toEqual([
      "Whoever holds the private key of the certificate CN=vendor.contoso.example (SOC, says the file) (SHA-1 3C:12:8F:50:71:40:45:65:AA:90:DE:94:69:A5:47:FA:19:59:E8:9D; its own end is 2027-11-20) can sign in as Cortex XSOAR O365 Outlook Mail's application and read, create, change and delete mail in every mailbox; send mail as anybody in the organization, and so deceive colleagues and customers; and change the settings of every mailbox, and so forward or hide its mail by rules and automatic replies, until 2027-05-15; that key was not made here, and nothing here can tell who has it.",
      "証明書 CN=vendor.contoso.example の秘密鍵を持つ者(設定ファイルによると SOC)は 2027-05-15 まで、Cortex XSOAR O365 Outlook Mail のアプリケーションとしてサインインし、すべてのメールボックスのメールを読み取り、作成、変更、削除すること、組織の任意のユーザーとしてメールを送信し、社内外の人を欺くこと、すべてのメールボックスの設定(受信規則、自動応答を含む)を読み取り、変更し、メールを転送または隠すことができます(SHA-1 拇印 3C:12:8F:50:71:40:45:65:AA:90:DE:94:69:A5:47:FA:19:59:E8:9D、証明書自体の期限 2027-11-20)。鍵はここで作られたものではなく、誰が持っているかをここでは確認できません。",
    ]);
    expect(blocked(sides)).toEqual([]);
  });

  test("under a line that stands another one is refused", async () => {
    const other = await recordingFrom(renewed.replace("vendor.pem", "vendor-other.pem"), "other.yaml");
    expect(blocked(sideBySide(withKey, other))).toEqual(["schedule-dates-changed 2026-11-22"]);
  });
});

test("a certificate's file beside the tenants' is data; a link, or one that can be started, is not", () => {
  const path = "tenants/certificates/vendor.pem";
  const partsOf = (after: string) =>
    programChange({ differences: [{ path, before: undefined, after }], paths: [path] }).files.map(({ part }) => part);
  expect(partsOf("100644")).toEqual([]);
  expect(partsOf("120000")).toEqual(["link"]);
  expect(partsOf("100755")).toEqual(["other"]);
});

describe("another issuer's word", () => {
  test("for somebody else is broadened, and says who it was before", async () => {
    const other = await recordingFrom(text.replace("77777777-7777", "88888888-8888"), "subject.yaml");
    const sides = sideBySide(plain, other);
    expect(told(sides)).toEqual([
      "broadened: changed federated grafana-prod (whoever gets a token of https://login.microsoftonline.com/11111111-1111-1111-1111-111111111111/v2.0 for 88888888-8888-4777-8777-777777777777 (audience api://AzureADTokenExchange))",
    ]);
    expect(news(sides, "federated")).toEqual([
      "Whoever gets a token of https://login.microsoftonline.com/11111111-1111-1111-1111-111111111111/v2.0 for 88888888-8888-4777-8777-777777777777 can now sign in as Grafana's application, without any secret, and read the signed-in user's mail address; sign users in and learn who the signed-in user is; and read the signed-in user's name, user name and picture (before: of https://login.microsoftonline.com/11111111-1111-1111-1111-111111111111/v2.0 for 77777777-7777-4777-8777-777777777777).",
      "https://login.microsoftonline.com/11111111-1111-1111-1111-111111111111/v2.0 から 88888888-8888-4777-8777-777777777777 のトークンを取得できる者は、シークレットなしで Grafana のアプリケーションとしてサインインできます。可能になること: サインインしたユーザーのメール アドレスを読み取ること、ユーザーをサインインさせ、サインインしたユーザーを識別すること、サインインしたユーザーの氏名、ユーザー名、写真を読み取ること(変更前: https://login.microsoftonline.com/11111111-1111-1111-1111-111111111111/v2.0 の 77777777-7777-4777-8777-777777777777)。",
    ]);
    expect(blocked(sides)).toEqual([]);
  });
});

test("the certificate is registered as the file has it", () => {
  const pem = readFileSync("test/certificates/vendor.pem", "utf8");
  const registered = withKey.integrations.flatMap(({ resources }) => resources).map(({ inputs }) => inputs.value);
  expect(registered).toContain(pem);
});
