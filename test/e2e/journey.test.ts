/**
 * A vendor's whole journey, for each of the five pages: applied, handed over, used by the vendor over HTTP with nothing but
 * what the sheet and its reader give, verified, changed in the portal, renewed without a moment in which it does not work.
 * One sandbox stands for all; every step is the verb that a person types.
 */
import { spawnSync } from "node:child_process";
import { createPrivateKey } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { parseDocument } from "yaml";
import type { Place } from "../../operate/stack.ts";
import { handover } from "../../operate/verbs/handover.ts";
import { rotate } from "../../operate/verbs/rotate.ts";
import { sandbox } from "../../operate/verbs/sandbox.ts";
import { secret } from "../../operate/verbs/secret.ts";
import { verify } from "../../operate/verbs/verify.ts";
import { openSession, type Session } from "../../sandbox/session.ts";
import { browser, sent } from "../simulator/browser.ts";
import type { Answer, Sandbox } from "../simulator/sandbox.ts";
import { suitePlugins } from "./suite-plugins.ts";

const checkout = resolve(import.meta.dirname, "..", "..");
const names = ["servicenow", "mailgates", "teamconnect", "live-platform", "live-platform-notifications", "app-connect"];
const secretNames = names.filter((name) => name !== "servicenow");
const graphDefault = "https://graph.microsoft.com/.default";
const mailbox = "/users/teams-service@contoso.onmicrosoft.com";

let root: string;
let place: Place;
let session: Session;

/** A checkout of one's own that links to this one: its file, state and tenant are its own. */
function ownCheckout(): string {
  const folder = mkdtempSync(join(tmpdir(), "journey-"));
  const own = ["tenants", ".simulated", "out", ".git", "Pulumi.dev.yaml"];
  for (const entry of readdirSync(checkout))
    if (!own.includes(entry)) symlinkSync(join(checkout, entry), join(folder, entry));
  mkdirSync(join(folder, "tenants"));
  const file = join(folder, "tenants", "dev.yaml");
  cpSync(join(checkout, "tenants", "dev.yaml"), file);
  // The program looks beside its own folder, which is this checkout's.
  const settings = parseDocument(readFileSync(join(checkout, "Pulumi.dev.yaml"), "utf8"));
  settings.setIn(["config", "m365-integrations:tenant"], file);
  writeFileSync(join(folder, "Pulumi.dev.yaml"), settings.toString());
  return folder;
}

/** Runs a verb. @returns its exit code and what it printed */
async function typed(verb: (args: readonly string[], place: Place) => Promise<number>, ...args: string[]) {
  const lines: string[] = [];
  const written = (text: unknown) => {
    lines.push(String(text));
    return true;
  };
  const [out, err] = [process.stdout, process.stderr].map((to) => vi.spyOn(to, "write").mockImplementation(written));
  try {
    return { code: await verb(args, place), said: lines.join("") };
  } finally {
    out?.mockRestore();
    err?.mockRestore();
  }
}

const up = async () => {
  const { code, said } = await typed((args, where) => sandbox(args, {}, where), "up", "--plugins", suitePlugins);
  expect(said).toContain("writes to the tenant");
  return code;
};

/** The tenant by itself, for the vendors, with its clock no earlier than `today`. */
async function whileItRuns<Result>(work: () => Promise<Result>, today = "2026-11-21"): Promise<Result> {
  const options = { root, folder: join(root, ".simulated"), stack: "dev", today };
  session = await openSession({ ...options, plugins: suitePlugins, inherited: process.env, say: () => {} });
  try {
    return await work();
  } finally {
    await session.close();
  }
}

interface Credential {
  readonly sheet: string;
  /** The client secret, or the private key in PEM. */
  readonly secret: string;
}

/** What the sheet says of a field, by its label. */
function field(sheet: string, label: string): string {
  const found = sheet.split("\n").find((line) => line.startsWith(`| ${label} | \``));
  if (found === undefined) throw new Error(`the sheet has no ${label}`);
  return found.split("`")[1] ?? "";
}

const clientIdLabels: Readonly<Record<string, string>> = {
  servicenow: "OAuth Client ID",
  mailgates: "アプリケーションID",
  teamconnect: "Application Client ID",
  "live-platform": "Application Id",
  "app-connect": "client_id",
};

function clientIdOn(name: string, sheet: string): string {
  const label = clientIdLabels[name];
  return label === undefined ? field(sheet, "Application (client) ID") : field(sheet, label);
}

/** Entra's address on the sheet, as this machine has it. */
function here(address: string): string {
  return address.replace("https://login.microsoftonline.com", session.tenant.loginUrl);
}

const tokenUrl = (sheet: string) => {
  const printed = /https:\/\/login\.microsoftonline\.com\/[0-9a-f-]+\/oauth2\/v2\.0\/token/.exec(sheet)?.[0];
  return here(printed ?? `https://login.microsoftonline.com/${session.tenant.tenantId}/oauth2/v2.0/token`);
};

async function asked(url: string, form: Record<string, string>) {
  const response = await fetch(url, { method: "POST", body: new URLSearchParams(form) });
  const body = (await response.json()) as { access_token?: string; refresh_token?: string; error_description?: string };
  return { ...body, refused: /^AADSTS\d+/.exec(body.error_description ?? "")?.[0] };
}

async function call(token: string | undefined, path: string, method = "GET"): Promise<number> {
  const response = await fetch(`${session.tenant.graphUrl}/v1.0${path}`, {
    method,
    headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
    ...(method === "POST" && { body: JSON.stringify({ message: { toRecipients: [] } }) }),
  });
  return response.status;
}

/** The vendor's proof: its secret, or a JWT as ServiceNow makes it from key store and thumbprint. */
async function proofOf(name: string, { sheet, secret: value }: Credential): Promise<Record<string, string>> {
  const clientId = clientIdOn(name, sheet);
  if (name !== "servicenow") return { client_id: clientId, client_secret: value };
  const thumbprint = field(sheet, "Encoded Certificate Thumbprint");
  const jwt = await new SignJWT({
    aud: field(sheet, "Token URL").replace("/v2.0", ""),
    iss: clientId,
    sub: clientId,
    jti: "1",
  })
    .setProtectedHeader({ alg: "RS256", typ: "JWT", x5t: Buffer.from(thumbprint, "base64").toString("base64url") })
    .setExpirationTime(new Date(session.tenant.clock.now().getTime() + 300_000))
    .sign(createPrivateKey(value));
  return {
    client_id: clientId,
    client_assertion: jwt,
    client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
  };
}

/** Somebody signs in on the tenant's pages. @returns the code that went to the redirect URI */
async function codeFor(address: string, person: string): Promise<string> {
  const { loginUrl } = session.tenant;
  const answer = async (response: Response): Promise<Answer> => ({
    status: response.status,
    headers: response.headers,
    body: await response.text(),
  });
  const pages = browser({
    open: async (path: string, headers: Record<string, string>) =>
      answer(await fetch(new URL(path, loginUrl), { headers, redirect: "manual" })),
    post: async (path: string, form: Record<string, string>, headers: Record<string, string>) => {
      const body = new URLSearchParams(form);
      return answer(await fetch(new URL(path, loginUrl), { method: "POST", body, headers, redirect: "manual" }));
    },
  } as unknown as Sandbox);
  const url = new URL(address);
  await pages.open(url.pathname, Object.fromEntries(url.searchParams));
  const { code = "", state } = sent(await pages.signIn(person));
  expect(state).toBe(url.searchParams.get("state"));
  return code;
}

/** The tokens that the product gets, in its own way. */
async function tokensOf(name: string, credential: Credential) {
  const { sheet } = credential;
  const proof = await proofOf(name, credential);
  const url = tokenUrl(sheet);
  const redirects: Readonly<Record<string, string>> = {
    servicenow: "https://contosodev.service-now.com/oauth_redirect.do",
    mailgates: "https://contoso-mgf.cybermail.jp/oauth/callback",
  };
  const byItself = () => asked(url, { grant_type: "client_credentials", scope: graphDefault, ...proof });
  const redeemed = async (address: string, redirectUri: string, person: string) =>
    asked(url, {
      ...{ grant_type: "authorization_code", redirect_uri: redirectUri, ...proof },
      code: await codeFor(address, person),
    });
  const authorize = (redirectUri: string, scope: string) =>
    `${here(`https://login.microsoftonline.com/${session.tenant.tenantId}/oauth2/v2.0/authorize`)}?${new URLSearchParams(
      {
        ...{ client_id: proof.client_id ?? "", response_type: "code", redirect_uri: redirectUri, scope, state: "s" },
      },
    )}`;
  switch (name) {
    case "app-connect":
      // Steps 4 and 5: the sheet's Request URL with a state behind it, and its fields in the body.
      return redeemed(here(`${field(sheet, "Request URL")}12345`), field(sheet, "redirect_uri"), "teams-service");
    case "servicenow":
      return redeemed(
        authorize(redirects.servicenow ?? "", "ChannelMessage.Send offline_access User.Read"),
        redirects.servicenow ?? "",
        "teams-service",
      );
    case "mailgates": {
      const person = await redeemed(
        authorize(redirects.mailgates ?? "", "openid offline_access User.Read"),
        redirects.mailgates ?? "",
        "admin",
      );
      expect([person.refused, typeof person.refresh_token]).toEqual([undefined, "string"]);
      return byItself();
    }
    default:
      return byItself();
  }
}

/** One call that the page's rights allow, and one beyond them. */
const calls: Readonly<Record<string, { allowed: readonly string[]; refused: readonly string[] }>> = {
  servicenow: { allowed: ["/me"], refused: ["/me/messages"] },
  mailgates: { allowed: ["/users"], refused: [`${mailbox}/sendMail`, "POST"] },
  teamconnect: { allowed: [`${mailbox}/messages`], refused: ["/users"] },
  "live-platform": { allowed: ["/organization"], refused: ["/users"] },
  "live-platform-notifications": { allowed: ["/communications/callRecords"], refused: ["/organization"] },
  "app-connect": { allowed: ["/me/events"], refused: ["/groups"] },
};

/** Hands everything over: all sheets, the secrets, and ServiceNow's key out of the key store that was made for it. */
async function handedOver(what: string): Promise<ReadonlyMap<string, Credential>> {
  const folder = join(root, "out", what);
  mkdirSync(folder, { recursive: true });
  expect(await typed(handover, "--out", join(folder, "sheets"))).toMatchObject({ code: 0 });
  const credentials = new Map<string, Credential>();
  const sheetOf = (name: string) => readFileSync(join(folder, "sheets", `${name}.md`), "utf8");
  for (const name of secretNames) {
    const file = join(folder, name);
    const { code, said } = await typed(secret, name, "--out", file);
    expect(code).toBe(0);
    const value = readFileSync(file, "utf8");
    expect(said).not.toContain(value);
    expect(sheetOf(name)).not.toContain(value);
    credentials.set(name, { sheet: sheetOf(name), secret: value });
  }
  const store = join(folder, "msteams.jks");
  writeFileSync(join(folder, "password"), "key store's own\n", { mode: 0o600 });
  expect(
    await typed(handover, "servicenow", "--keystore", store, "--password-file", join(folder, "password")),
  ).toMatchObject({ code: 0 });
  credentials.set("servicenow", { sheet: sheetOf("servicenow"), secret: keyIn(store, join(folder, "password")) });
  return credentials;
}

/** The key of a Java key store, by keytool and openssl. */
function keyIn(store: string, password: string): string {
  const p12 = `${store}.p12`;
  const from = ["-srckeystore", store, "-srcstoretype", "JKS", "-srcstorepass:file", password];
  const to = ["-destkeystore", p12, "-deststoretype", "PKCS12", "-deststorepass:file", password];
  const converted = spawnSync("keytool", ["-importkeystore", "-noprompt", ...from, ...to], { encoding: "utf8" });
  if (converted.status !== 0) throw new Error(converted.stderr + converted.stdout);
  const read = ["pkcs12", "-in", p12, "-nocerts", "-nodes", "-passin", `file:${password}`];
  return spawnSync("openssl", read, { encoding: "utf8" }).stdout.replace(/^[\s\S]*?(?=-----BEGIN)/, "");
}

const missing = ["keytool", "openssl"].filter((tool) => spawnSync(tool, ["help"]).error !== undefined);
const why = missing.length > 0 ? ` [skipped: no ${missing.join(" and ")} here]` : "";

describe.skipIf(missing.length > 0)(`the journey of the five vendors${why}`, () => {
  let first: ReadonlyMap<string, Credential>;
  let second: ReadonlyMap<string, Credential>;
  const before = process.cwd();
  beforeAll(async () => {
    root = ownCheckout();
    place = { root, cwd: root, day: "2026-11-21" };
    // The tenant's file is read by the path that a person sees.
    process.chdir(root);
    expect(await up()).toBe(0);
    first = await handedOver("first");
  });
  afterAll(() => {
    process.chdir(before);
    rmSync(root, { recursive: true, force: true });
  });

  const credentialOf = (all: ReadonlyMap<string, Credential>, name: string): Credential => {
    const found = all.get(name);
    if (found === undefined) throw new Error(`${name} was not handed over`);
    return found;
  };

  /** Every vendor gets its tokens, does what it may, and is refused what it may not. */
  async function everybodyWorks(all: ReadonlyMap<string, Credential>) {
    const results: Record<string, unknown> = {};
    for (const name of names) {
      const { access_token, refused } = await tokensOf(name, credentialOf(all, name));
      const { allowed: [path = ""] = [], refused: [beyond = "", method] = [] } = calls[name] ?? {};
      results[name] = refused ?? [await call(access_token, path), await call(access_token, beyond, method)];
    }
    return results;
  }
  const allWork = Object.fromEntries(names.map((name) => [name, [200, 403]]));

  test("with its sheet's values each gets a token, an allowed call succeeds, and one beyond its rights is refused", async () => {
    expect(await whileItRuns(() => everybodyWorks(first))).toEqual(allWork);
  });

  test("App Connect's and ServiceNow's refresh tokens buy further tokens", async () => {
    await whileItRuns(async () => {
      for (const name of ["app-connect", "servicenow"]) {
        const credential = credentialOf(first, name);
        const { refresh_token = "" } = await tokensOf(name, credential);
        const form = { grant_type: "refresh_token", refresh_token, ...(await proofOf(name, credential)) };
        const renewed = await asked(tokenUrl(credential.sheet), form);
        expect(await call(renewed.access_token, "/me")).toBe(200);
      }
    });
  });

  test("verify is clean, once App Connect's application is locked", async () => {
    expect(await typed(verify, "app-connect", "--lock")).toMatchObject({ code: 0 });
    const { code, said } = await typed(verify);
    expect(said).toContain("the tenant stands as declared");
    expect(code).toBe(0);
  });

  test("a change in the portal of each makes verify fail, which names it; put back, verify is clean again", async () => {
    const { objects, undo } = await whileItRuns(portalChanges);
    const { code, said } = await typed(verify);
    expect(code).toBe(1);
    for (const name of names) expect(said).toMatch(new RegExp(`^ *${name} .*different|^ *${name} .*undeclared`, "m"));
    expect(objects).toBe(names.length);
    await whileItRuns(undo);
    expect(await typed(verify)).toMatchObject({ code: 0 });
  });

  test("the renewal: rotate adds the next one, and up makes it while the old one goes on working", async () => {
    expect(await typed(rotate, "--now", "2027-02-19")).toMatchObject({ code: 0 });
    // 24 months are not over: its secret is renewed as after a leak.
    expect(await typed(rotate, "mailgates", "--emergency", "--now", "2027-02-19")).toMatchObject({ code: 0 });
    expect(await up()).toBe(0);
    second = await handedOver("second");
    for (const name of names) expect(credentialOf(second, name).secret).not.toBe(credentialOf(first, name).secret);
    expect(await whileItRuns(() => everybodyWorks(first))).toEqual(allWork);
    expect(await whileItRuns(() => everybodyWorks(second))).toEqual(allWork);
  });

  const confirmed = (name: string, day: string) => {
    const places = name === "servicenow" ? ["1", "2", "3"] : name === "teamconnect" ? ["1", "2"] : ["1"];
    const where = places.flatMap((number) => ["--place", number]);
    return typed(rotate, name, "--confirm", ...where, "--by", "Aiko", "--now", day);
  };
  const stays =
    /teamconnect: 2026-11-21 stays: it was used at 2027-03-01T00:0\S+, after 2027-02-19 was confirmed on 2027-02-20\./;

  test("nothing is retired before it is confirmed, nor what somebody has used since; else it goes after 45 days", async () => {
    const early = await typed(rotate, "--check", "--now", "2027-04-05");
    expect(early).toMatchObject({ code: 0 });
    for (const name of names) expect((await confirmed(name, "2027-02-20")).said).toContain("is confirmed");
    // One of TeamConnect's forms still has the old secret; Graph's report lags by a day.
    await whileItRuns(() => tokensOf("teamconnect", credentialOf(first, "teamconnect")), "2027-03-01");
    await whileItRuns(async () => {}, "2027-03-03");
    const { said } = await typed(rotate, "--now", "2027-04-05");
    for (const name of names.filter((one) => one !== "teamconnect" && one !== "mailgates"))
      expect(said).toContain(`${name}: takes 2026-11-21 out: 2027-02-19 is in use`);
    expect(said).toMatch(stays);
    const again = await confirmed("teamconnect", "2027-04-05");
    expect(again.said).toMatch(/^last use of 2026-11-21: 2027-03-01T00:0/m);
    expect((await typed(rotate, "teamconnect", "--now", "2027-04-05")).said).toContain("takes 2026-11-21 out");
    await typed(rotate, "mailgates", "--emergency", "--now", "2027-04-05");
    expect(await up()).toBe(0);
  });

  test("the old ones are refused, and the new ones work", async () => {
    const refused = await whileItRuns(async () => {
      const codes: Record<string, string | undefined> = {};
      for (const name of names) codes[name] = (await tokensOldOf(name)).refused;
      return codes;
    });
    expect(refused).toEqual({
      ...Object.fromEntries(secretNames.map((name) => [name, "AADSTS7000215"])),
      servicenow: "AADSTS700027",
    });
    expect(await whileItRuns(() => everybodyWorks(second))).toEqual(allWork);
    expect(await typed(verify)).toMatchObject({ code: 0 });
  });

  async function tokensOldOf(name: string) {
    const old = credentialOf(first, name);
    return asked(tokenUrl(old.sheet), {
      ...{ grant_type: "client_credentials", scope: graphDefault },
      ...(await proofOf(name, old)),
    });
  }
});

/** Asks Graph as the deployer. */
async function deployerGraph(method: string, path: string, body?: object) {
  const { tenant } = session;
  const { access_token } = await asked(`${tenant.loginUrl}/${tenant.tenantId}/oauth2/v2.0/token`, {
    ...{ grant_type: "client_credentials", client_id: tenant.deployer.clientId },
    ...{ client_secret: tenant.deployer.clientSecret, scope: `${tenant.graphUrl}/.default` },
  });
  const response = await fetch(`${tenant.graphUrl}/v1.0${path}`, {
    method,
    headers: { Authorization: `Bearer ${access_token}`, "Content-Type": "application/json" },
    ...(body && { body: JSON.stringify(body) }),
  });
  return response.status === 204 ? undefined : await response.json();
}

/** In the portal somebody adds a redirect URI of their own to each application. @returns how many, and what puts it back */
async function portalChanges(): Promise<{ objects: number; undo: () => Promise<void> }> {
  const { value } = (await deployerGraph("GET", "/applications?$select=id,web,tags")) as {
    value: { id: string; web: { redirectUris: string[] }; tags: string[] }[];
  };
  const ours = value.filter(({ tags }) => tags.some((tag) => tag.startsWith("m365-integrations/")));
  const set = (redirectUris: (before: string[]) => string[]) => async () => {
    for (const { id, web } of ours)
      await deployerGraph("PATCH", `/applications/${id}`, { web: { redirectUris: redirectUris(web.redirectUris) } });
  };
  await set((uris) => [...uris, "https://elsewhere.example/callback"])();
  return { objects: ours.length, undo: set((uris) => uris) };
}
