/**
 * Authorization by code, in a real browser on the simulated tenant's own pages. A test plays what the vendor's address would
 * be. No engine runs here.
 */
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type CodeFlow, type Person, tokensByCode } from "../../operate/authorize/flow.ts";
import { redeem } from "../../operate/authorize/redeem.ts";
import { wayBack } from "../../operate/authorize/redirect.ts";
import { authorizationRequest } from "../../operate/authorize/request.ts";
import { clockFrom } from "../../simulator/clock.ts";
import { type SimulatedTenant, startTenant } from "../../simulator/server.ts";
import { browserPath, launched, skippedBecause } from "../chromium.ts";

const password = "simulated-tenant-only";
const vendors = "https://contoso.example/app-connect/callback";
const scopes = ["Calendars.ReadWrite", "Mail.Send", "offline_access", "User.Read"];

let browser: Browser;
let folder: string;
let tenant: SimulatedTenant;
const clock = clockFrom("2026-11-21T10:00:00Z");
let token = "";

type Row = Readonly<Record<string, string>>;

async function graph(
  method: string,
  path: string,
  body?: object,
): Promise<{ readonly id: string; readonly appId: string; readonly secretText: string; readonly value: Row[] }> {
  const headers = { Authorization: `Bearer ${token}`, "Content-Type": "application/json" };
  const response = await fetch(`${tenant.graphUrl}/v1.0${path}`, {
    method,
    headers,
    ...(body && { body: JSON.stringify(body) }),
  });
  return (await response.json()) as Awaited<ReturnType<typeof graph>>;
}

/** An application with these redirect URIs that nobody has consented to yet, and a secret. */
async function application(displayName: string, ...redirectUris: readonly string[]) {
  const { id, appId } = await graph("POST", "/applications", {
    displayName,
    signInAudience: "AzureADMultipleOrgs",
    web: { redirectUris },
  });
  await graph("POST", "/servicePrincipals", { appId });
  const { secretText } = await graph("POST", `/applications/${id}/addPassword`, {});
  return { id, appId, secretText };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as { port: number };
  await new Promise((done) => server.close(done));
  return port;
}

beforeAll(async () => {
  if (browserPath === undefined) return;
  folder = mkdtempSync(join(tmpdir(), "authorize-"));
  [tenant, browser] = await Promise.all([startTenant({ folder: join(folder, ".simulated"), clock }), launched()]);
  const { clientId, clientSecret } = tenant.deployer;
  const answer = await fetch(`${tenant.loginUrl}/${tenant.tenantId}/oauth2/v2.0/token`, {
    method: "POST",
    body: new URLSearchParams({
      ...{ grant_type: "client_credentials", client_id: clientId, client_secret: clientSecret },
      scope: `${tenant.graphUrl}/.default`,
    }),
  });
  token = ((await answer.json()) as { access_token: string }).access_token;
});

afterAll(async () => {
  await browser?.close();
  await tenant?.close();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

describe.skipIf(browserPath === undefined)(`authorize, in a browser${skippedBecause}`, () => {
  let page: Page;
  let app: Awaited<ReturnType<typeof application>>;
  let count = 0;
  const said: string[] = [];
  beforeEach(async () => {
    page = await (await browser.newContext()).newPage();
    // The vendor's address is the test's: it is not on this machine.
    await page.route(`${vendors}**`, (route) => route.fulfill({ status: 404, body: "no such page" }));
    said.length = 0;
    count += 1;
  });
  afterEach(async () => {
    clock.set("2026-11-21T10:00:00Z");
    await page.context().close();
  });

  async function signsIn(name = "teams-service") {
    await page.getByLabel("User name").fill(`${name}@contoso.onmicrosoft.com`);
    await page.getByLabel("Password").fill(password);
    await page.getByRole("button", { name: "Sign in" }).click();
  }
  const clicks = (name: string) => page.getByRole("button", { name, exact: true }).click();

  function flow(declared: string, more: Partial<CodeFlow> = {}): CodeFlow {
    return {
      whose: { integration: "app-connect", issued: "2026-11-21", redirectUri: declared, up: "make up" },
      ...{ loginUrl: tenant.loginUrl, tenantId: tenant.tenantId, clientId: app.appId, clientSecret: app.secretText },
      ...{ scopes, user: undefined, way: wayBack(declared, false), timeoutMs: 20_000 },
      ...more,
    };
  }

  /** A person who does something once the page is there, and pastes where the browser has come to. */
  function person(does: () => Promise<unknown>, pastes: () => string = () => page.url()): Person {
    let done: Promise<unknown> = Promise.resolve();
    return {
      browse: async (url) => {
        done = page.goto(url).then(does);
        done.catch(() => {});
        return true;
      },
      pasted: async () => {
        await done;
        return pastes();
      },
      say: (line) => void said.push(line),
    };
  }

  const accepts = async () => {
    await signsIn();
    await clicks("Accept");
    await page.waitForURL(/[?&]code=/);
  };

  test("App Connect's steps 4 and 5: sign in, accept, paste; access and refresh token for what was asked", async () => {
    app = await application(`paste ${count}`, vendors);
    const tokens = await tokensByCode(flow(vendors), person(accepts));
    expect(tokens.refreshToken).toBeTruthy();
    expect(tokens.expiresIn).toBe(3599);
    expect([...tokens.scopes].sort()).toEqual(
      expect.arrayContaining(["Calendars.ReadWrite", "Mail.Send", "User.Read"]),
    );
    const me = await fetch(`${tenant.graphUrl}/v1.0/me`, {
      headers: { Authorization: `Bearer ${tokens.accessToken}` },
    });
    expect(await me.json()).toMatchObject({ userPrincipalName: "teams-service@contoso.onmicrosoft.com" });
    expect(said.join("\n")).not.toContain(tokens.accessToken);
    expect(said.join("\n")).not.toContain(app.secretText);
  });

  test("a declared loopback address is listened at; the browser is told, and the listener is gone afterwards", async () => {
    const port = await freePort();
    const declared = `http://localhost:${port}/myapps/`;
    app = await application(`loopback ${count}`, declared);
    const shown = Promise.withResolvers<string>();
    const tokens = await tokensByCode(
      flow(declared),
      person(async () => {
        await signsIn();
        await clicks("Accept");
        await page.getByRole("heading", { name: "Authorized" }).waitFor();
        shown.resolve(await page.content());
      }),
    );
    expect(tokens.refreshToken).toBeTruthy();
    expect(await shown.promise).toContain("You can close this window");
    await expect(fetch(declared)).rejects.toThrow();
  });

  test("a loopback address without a port is listened at where the machine has one free", async () => {
    app = await application(`any port ${count}`, "http://localhost/myapps/");
    const tokens = await tokensByCode(
      flow("http://localhost/myapps/"),
      person(async () => {
        await signsIn();
        await clicks("Accept");
      }),
    );
    expect(tokens.refreshToken).toBeTruthy();
    expect(said.join("\n")).toMatch(/Waiting for the answer at http:\/\/localhost:\d+\/myapps\//);
  });

  test("a port that is taken is said before anybody signs in", async () => {
    const taken = createServer();
    await new Promise<void>((done) => taken.listen(0, "127.0.0.1", done));
    const { port } = taken.address() as { port: number };
    app = await application(`taken ${count}`, `http://127.0.0.1:${port}/`);
    await expect(tokensByCode(flow(`http://127.0.0.1:${port}/`), person(accepts))).rejects.toThrow(
      "another program listens there. End that program, or add --paste",
    );
    expect(said).toEqual([]);
    await new Promise((done) => taken.close(done));
  });

  test("a declined consent is one message, and nothing is granted (AADSTS65004)", async () => {
    app = await application(`declined ${count}`, vendors);
    const declines = async () => {
      await signsIn();
      await clicks("Cancel");
      await page.waitForURL(/[?&]error=/);
    };
    await expect(tokensByCode(flow(vendors), person(declines))).rejects.toThrow("declined the consent (AADSTS65004)");
    const { value } = await graph("GET", "/oauth2PermissionGrants");
    const { value: principals } = await graph("GET", `/servicePrincipals?$filter=appId eq '${app.appId}'`);
    expect(value.filter(({ clientId }) => clientId === principals[0]?.id)).toEqual([]);
  });

  test("at a loopback address the browser shows the same message", async () => {
    app = await application(`declined there ${count}`, "http://127.0.0.1/");
    const shown = Promise.withResolvers<string>();
    const declines = async () => {
      await signsIn();
      await clicks("Cancel");
      await page.getByRole("heading", { name: "Not authorized" }).waitFor();
      shown.resolve(await page.content());
    };
    await expect(tokensByCode(flow("http://127.0.0.1/"), person(declines))).rejects.toThrow("AADSTS65004");
    expect(await shown.promise).toContain("declined the consent (AADSTS65004)");
  });

  test("an answer with another state is not redeemed", async () => {
    app = await application(`state ${count}`, vendors);
    const other = () => page.url().replace(/state=[^&]+/, "state=another");
    await expect(tokensByCode(flow(vendors), person(accepts, other))).rejects.toThrow("Nothing was redeemed");
  });

  test("at the loopback address neither: whoever sends another state ends it, and gets no token", async () => {
    const port = await freePort();
    const declared = `http://127.0.0.1:${port}/cb`;
    app = await application(`forged ${count}`, declared);
    const forges = () => fetch(`${declared}?code=theirs&state=theirs`);
    await expect(tokensByCode(flow(declared), person(forges))).rejects.toThrow("somebody forged it");
  });

  test("an old code is refused (AADSTS70008)", async () => {
    app = await application(`old ${count}`, vendors);
    const late = () => {
      clock.set("2026-11-21T10:10:01Z");
      return page.url();
    };
    await expect(tokensByCode(flow(vendors), person(accepts, late))).rejects.toThrow(
      "it lives ten minutes (AADSTS70008)",
    );
  });

  test("a code works once (AADSTS54005), and not with another's verifier", async () => {
    app = await application(`twice ${count}`, vendors);
    const whose = { integration: "app-connect", issued: "2026-11-21", redirectUri: vendors, up: "make up" };
    const bought = { loginUrl: tenant.loginUrl, tenantId: tenant.tenantId, clientId: app.appId, scopes };
    const { url, verifier } = authorizationRequest({ ...bought, redirectUri: vendors, user: undefined }, randomBytes);
    await page.goto(url);
    await accepts();
    const code = new URL(page.url()).searchParams.get("code") ?? "";
    const redeemed = (by: string) =>
      redeem({ ...bought, whose, clientSecret: app.secretText, redirectUri: vendors, code, verifier: by });
    await expect(redeemed(randomBytes(32).toString("base64url"))).rejects.toThrow("AADSTS501481");
    expect((await redeemed(verifier)).refreshToken).toBeTruthy();
    await expect(redeemed(verifier)).rejects.toThrow("the code was redeemed already: it works once (AADSTS54005)");
  });

  test("a wrong redirect URI is refused on Entra's page; its text, pasted, says what to do (AADSTS50011)", async () => {
    app = await application(`moved ${count}`, "https://contoso.example/elsewhere");
    const text = () => error;
    let error = "";
    const reads = async () => {
      error = await page.getByRole("alert").innerText();
    };
    await expect(tokensByCode(flow(vendors), person(reads, text))).rejects.toThrow(
      "the redirect URI that was sent is not one of those registered (AADSTS50011)",
    );
  });

  test("a wrong secret is refused without being quoted (AADSTS7000215)", async () => {
    app = await application(`secret ${count}`, vendors);
    const attempt = tokensByCode(flow(vendors, { clientSecret: "wrong-secret" }), person(accepts));
    await expect(attempt).rejects.toThrow("not one of the application's (AADSTS7000215)");
    await expect(attempt).rejects.toThrow(/^(?!.*wrong-secret)/s);
  });

  test("without an answer it ends in time, at the listener and at the paste", async () => {
    app = await application(`nobody ${count}`, vendors, "http://127.0.0.1/");
    const nobody: Person = { ...person(async () => {}), pasted: () => new Promise(() => {}) };
    for (const declared of [vendors, "http://127.0.0.1/"])
      await expect(tokensByCode(flow(declared, { timeoutMs: 50 }), nobody)).rejects.toThrow(
        "no answer came within 0.05 seconds",
      );
  });

  test("without a browser the address is printed, and that is all that is said of it", async () => {
    app = await application(`printed ${count}`, vendors);
    const nobody: Person = { ...person(async () => {}), browse: async () => false, pasted: async () => "" };
    await expect(tokensByCode(flow(vendors), nobody)).rejects.toThrow("Nothing was pasted");
    expect(said[0]).toBe("Open this address in a browser:");
    expect(said[1]).toContain(`${tenant.loginUrl}/${tenant.tenantId}/oauth2/v2.0/authorize?client_id=${app.appId}`);
  });
});
