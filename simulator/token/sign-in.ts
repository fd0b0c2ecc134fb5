/**
 * Signing somebody in: the authorization endpoint, its pages, and what goes back to the application
 * (https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow).
 */
import { type Context, Hono } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import type { Tenant } from "../directory/directory.ts";
import type { User } from "../directory/entity.ts";
import { isGlobalAdministrator, mayConsentForAll } from "../directory/person.ts";
import { sandboxPassphrase } from "../directory/seed.ts";
import { describedRejection, rejectionOf, TokenRejection } from "../errors.ts";
import { isForm } from "../media-type.ts";
import { consentTo, consentToRegistration, registeredPermissions, shownScopes } from "./admin-consent.ts";
import { type AuthorizeRequest, clientOf, readRequest } from "./authorize-request.ts";
import { type Client, clientNamed } from "./client.ts";
import {
  approvalPage,
  consentPage,
  type FormTarget,
  pageHeaders,
  refusalPage,
  secondFactorPage,
  sendOnPage,
  signedOutPage,
  signInPage,
} from "./page.ts";
import { askedIn, type CodeGrant, type PersonHost } from "./person-grant.ts";
import { accessFor, clientInfo, halfHash, idToken, lifetime } from "./person-token.ts";
import { redirectFor } from "./redirect-uri.ts";
import { graphResource, type Resource } from "./resource.ts";
import {
  askedByScope,
  consentMissing,
  type MissingConsent,
  missingConsent,
  registeredConsent,
  takesAdministrator,
} from "./scope.ts";
import { open, seal } from "./sealed.ts";
import { assertAdmitted, authenticated, needsSecondFactor, stillThere } from "./user.ts";

/** An administrator's consent that somebody asks for: no token comes of it. */
interface AdminConsentRequest {
  readonly purpose: "admin-consent";
  readonly named: string;
  readonly clientId: string;
  readonly target: string;
  readonly state: string | undefined;
  /** Version 2 asks named scopes; version 1 the whole registration. */
  readonly scope: string | undefined;
}

type PageRequest = AuthorizeRequest | AdminConsentRequest;

/** Whoever signed in in this browser. */
interface Session {
  readonly userId: string;
  readonly amr: readonly string[];
}

/** What a form carries, sealed: the request, and who stands behind it by now. */
interface Ticket {
  readonly request: PageRequest;
  /** Whose password was right, while the second factor is open. */
  readonly passwordOf?: string;
  /** Who is asked for consent. */
  readonly asks?: string;
}

const sessionCookie = "simulated-session";
const sessionMs = 24 * 3600 * 1000;
/** A form left open for longer begins anew. */
const formMs = 3600 * 1000;

/** The code of every second factor. Published: it protects nothing. */
export const sandboxSecondFactor = "123456";

function html(c: Context, body: string, status: 200 | 400 | 501 = 200): Response {
  return c.body(body, status, { ...pageHeaders });
}

/** Sends the answer to the application, in the way that it asked for. */
function answer(c: Context, target: string, mode: AuthorizeRequest["mode"], fields: Record<string, string>): Response {
  if (mode === "form_post") return html(c, sendOnPage(target, fields));
  const text = new URLSearchParams(fields).toString();
  const joint = mode === "fragment" ? "#" : target.includes("?") ? "&" : "?";
  return c.redirect(`${target}${joint}${text}`, 302);
}

/** Tells the application of a refusal. */
function refuse(c: Context, tenant: Tenant, request: AuthorizeRequest, fault: TokenRejection, sub?: string): Response {
  return answer(c, request.target, request.mode, {
    error: fault.error,
    ...(sub !== undefined && { error_subcode: sub }),
    error_description: describedRejection(fault, tenant.clock(), tenant.uuid()),
    error_uri: `https://login.microsoftonline.com/error?code=${fault.number}`,
    ...(request.state !== undefined && { state: request.state }),
  });
}

/** The flow's steps over one host: tenant, keys and addresses. */
function flow(host: PersonHost) {
  const { tenant, keys, loginUrl } = host;

  const targetOf = async (step: "login" | "consent", ticket: Ticket): Promise<FormTarget> => ({
    action: `/${encodeURIComponent(ticket.request.named)}/${step}`,
    ticket: await seal(tenant, keys, "form", ticket),
  });

  const nameOf = ({ clientId }: PageRequest): string => clientNamed(tenant, clientId).application.entity.displayName;

  const sessionOf = async (c: Context): Promise<{ user: User; amr: readonly string[] } | undefined> => {
    const opened = await open<Session>(keys, "session", getCookie(c, sessionCookie) ?? "");
    if (!opened || tenant.clock().getTime() >= opened.sealedAt.getTime() + sessionMs) return undefined;
    try {
      return { user: stillThere(tenant, opened.content.userId, opened.sealedAt), amr: opened.content.amr };
    } catch {
      return undefined;
    }
  };

  const begin = async (c: Context, user: User, amr: readonly string[]): Promise<void> => {
    const session: Session = { userId: user.id, amr };
    const sealed = await seal(tenant, keys, "session", session);
    setCookie(c, sessionCookie, sealed, { httpOnly: true, sameSite: "Lax", path: "/" });
  };

  const askName = async (c: Context, request: PageRequest, name: string, fault?: string): Promise<Response> => {
    const hint = `Every seeded person has the password ${sandboxPassphrase}, for example teams-service@${tenant.domain} or admin@${tenant.domain}.`;
    const target = await targetOf("login", { request });
    return html(c, signInPage(target, { application: nameOf(request), name, fault, hint }), fault ? 400 : 200);
  };

  const askCode = async (c: Context, request: PageRequest, user: User, fault?: string): Promise<Response> => {
    const hint = `In the simulated tenant every code is ${sandboxSecondFactor}.`;
    const target = await targetOf("login", { request, passwordOf: user.id });
    return html(c, secondFactorPage(target, { user: user.userPrincipalName, fault, hint }), fault ? 400 : 200);
  };

  const codeFor = (request: AuthorizeRequest, user: User, amr: readonly string[]): Promise<string> => {
    const { version, clientId, words, redirectUri, platform, nonce, challenge } = request;
    const base = { version, clientId, userId: user.id, amr, asked: words, redirectUri, platform, nonce, challenge };
    const grant: CodeGrant = { id: tenant.uuid(), ...base };
    return seal(tenant, keys, "code", grant);
  };

  const issue = async (c: Context, request: AuthorizeRequest, client: Client, user: User, amr: readonly string[]) => {
    const { version, parts, words, nonce, state } = request;
    const asked = askedIn(host, version, client, words);
    const code = parts.includes("code") ? await codeFor(request, user, amr) : undefined;
    const grant = { version, client, user, amr, asked, words, nonce, proof: "0" as const, clientInfo: false };
    const access = parts.includes("token") ? await accessFor(host, grant) : undefined;
    const hashes = {
      ...(code !== undefined && { c_hash: halfHash(code) }),
      ...(access !== undefined && { at_hash: halfHash(access.token) }),
    };
    return answer(c, request.target, request.mode, {
      ...(code !== undefined && { code }),
      ...(access !== undefined && {
        access_token: access.token,
        token_type: "Bearer",
        expires_in: String(lifetime(tenant, version, access.resource).expires_in),
        scope: access.scopes.join(" "),
      }),
      ...(parts.includes("id_token") && { id_token: await idToken(host, grant, hashes) }),
      ...(request.clientInfo && { client_info: clientInfo(tenant, user) }),
      ...(state !== undefined && { state }),
      session_state: tenant.uuid(),
    });
  };

  /** The scopes that a page asks: what is missing, with the words of OpenID Connect that come along. */
  const askedConsent = (request: AuthorizeRequest, client: Client, user: User): MissingConsent[] => {
    const asked = askedIn(host, request.version, client, request.words);
    const everything = (): MissingConsent[] =>
      asked.apis.map(({ resource, names, registered }) => ({
        resource,
        names: registered
          ? (registeredConsent(tenant, client).find((row) => row.resource.principal.id === resource.principal.id)
              ?.names ?? [])
          : names,
      }));
    const rows = request.prompt === "consent" ? everything() : missingConsent(tenant, client, user, asked);
    return rows.length === 0 ? [] : withOpenId(graphResource(tenant), rows, asked.openId);
  };

  const consentStep = async (
    c: Context,
    request: AuthorizeRequest,
    client: Client,
    user: User,
    rows: MissingConsent[],
  ) => {
    const target = await targetOf("consent", { request, asks: user.id });
    const application = client.application.entity.displayName;
    const administrator = mayConsentForAll(tenant, user.id, false);
    if (!administrator && (takesAdministrator(tenant, rows) || !tenant.policies.userConsent)) {
      const fault = new TokenRejection(90094, "access_denied", "The grant requires admin permission.");
      const text = describedRejection(fault, tenant.clock(), tenant.uuid()).split("\r\n")[0] ?? "";
      return html(c, approvalPage(target, { application, fault: text }));
    }
    const permissions = shownScopes(tenant, rows);
    const whose = administrator ? "choice" : "person";
    return html(c, consentPage(target, { application, user: user.userPrincipalName, permissions, for: whose }));
  };

  const adminConsentStep = async (c: Context, request: AdminConsentRequest, client: Client, user: User) => {
    if (!isGlobalAdministrator(tenant, user.id)) {
      const message =
        "This operation can only be performed by an administrator. Sign out and sign in as an administrator or contact one of your organization's administrators.";
      throw new TokenRejection(90093, "access_denied", message);
    }
    const target = await targetOf("consent", { request, asks: user.id });
    const application = client.application.entity.displayName;
    const permissions =
      request.scope === undefined
        ? registeredPermissions(tenant, client)
        : shownScopes(tenant, namedConsent(host, client, request.scope));
    return html(c, consentPage(target, { application, user: user.userPrincipalName, permissions, for: "everybody" }));
  };

  /** What comes next for somebody who has signed in. */
  const proceed = async (c: Context, request: PageRequest, user: User, amr: readonly string[], agreed = false) => {
    const client = clientNamed(tenant, request.clientId);
    if (request.purpose === "admin-consent") return adminConsentStep(c, request, client, user);
    try {
      assertAdmitted(tenant, client, user);
    } catch (error) {
      if (request.prompt !== "none" || !(error instanceof TokenRejection)) throw error;
      return refuse(c, tenant, request, new TokenRejection(error.number, "interaction_required", error.message));
    }
    const rows = agreed ? [] : askedConsent(request, client, user);
    if (rows.length === 0) return issue(c, request, client, user, amr);
    if (request.prompt !== "none") return consentStep(c, request, client, user, rows);
    const { number, message } = consentMissing(client);
    return refuse(c, tenant, request, new TokenRejection(number, "consent_required", message));
  };

  const authorize = async (c: Context, version: 1 | 2): Promise<Response> => {
    const named = c.req.param("tenant") ?? "";
    const { request, fault } = readRequest(host, version, named, await paramsOf(c));
    if (fault) return refuse(c, tenant, request, fault);
    const session = await sessionOf(c);
    const again = request.prompt === "login" || request.prompt === "select_account";
    const another = request.loginHint !== "" && session?.user.userPrincipalName !== request.loginHint.toLowerCase();
    if (session && !again && !another) return proceed(c, request, session.user, session.amr);
    if (request.prompt !== "none") return askName(c, request, request.loginHint);
    const message = "A silent sign-in request was sent but no user is signed in.";
    return refuse(c, tenant, request, new TokenRejection(50058, "login_required", message));
  };

  const adminConsent = async (c: Context, version: 1 | 2): Promise<Response> => {
    const named = c.req.param("tenant") ?? "";
    const params = new URLSearchParams(c.req.query());
    const client = clientOf(host, named, params);
    const { uri } = redirectFor(client.application.entity, params.get("redirect_uri") ?? undefined);
    const scope = version === 2 ? (params.get("scope") ?? "") : undefined;
    if (scope !== undefined) namedConsent(host, client, scope);
    const { appId: clientId } = client.application.entity;
    const state = params.get("state") ?? undefined;
    const request: AdminConsentRequest = { purpose: "admin-consent", named, clientId, target: uri, state, scope };
    const session = await sessionOf(c);
    return session ? proceed(c, request, session.user, session.amr) : askName(c, request, "");
  };

  const ticketOf = async (form: URLSearchParams): Promise<Ticket> => {
    const opened = await open<Ticket>(keys, "form", form.get("ticket") ?? "");
    if (opened && tenant.clock().getTime() < opened.sealedAt.getTime() + formMs) return opened.content;
    const message = "Your sign-in was interrupted: the form is not one of this tenant, or is too old. Begin anew.";
    throw new TokenRejection(90013, "invalid_request", message);
  };

  const login = async (c: Context): Promise<Response> => {
    const form = await paramsOf(c);
    const { request, passwordOf } = await ticketOf(form);
    if (passwordOf !== undefined) {
      const user = stillThere(tenant, passwordOf, tenant.clock());
      if (form.get("code")?.trim() !== sandboxSecondFactor)
        return askCode(c, request, user, "That code is not right. Try again.");
      await begin(c, user, ["pwd", "mfa"]);
      return proceed(c, request, user, ["pwd", "mfa"]);
    }
    const name = form.get("username") ?? "";
    let user: User;
    try {
      user = authenticated(tenant, name, form.get("password") ?? "");
    } catch (error) {
      if (!(error instanceof TokenRejection)) throw error;
      return askName(c, request, name, `AADSTS${error.number}: ${error.message}`);
    }
    if (needsSecondFactor(tenant, user)) return askCode(c, request, user);
    await begin(c, user, ["pwd"]);
    return proceed(c, request, user, ["pwd"]);
  };

  const decided = (request: PageRequest, client: Client, user: User, everybody: boolean): void => {
    if (request.purpose === "admin-consent") {
      if (request.scope === undefined) consentToRegistration(tenant, client);
      else consentTo(tenant, client, namedConsent(host, client, request.scope), null);
      return;
    }
    const rows = askedConsent(request, client, user);
    const administrator = mayConsentForAll(tenant, user.id, false);
    const self = tenant.policies.userConsent && !takesAdministrator(tenant, rows);
    if (!administrator && !self)
      throw new TokenRejection(90094, "access_denied", "The grant requires admin permission.");
    consentTo(tenant, client, rows, administrator && everybody ? null : user.id);
  };

  const consent = async (c: Context): Promise<Response> => {
    const form = await paramsOf(c);
    const { request, asks } = await ticketOf(form);
    const session = await sessionOf(c);
    if (!session || session.user.id !== asks) return askName(c, request, "");
    const { user, amr } = session;
    const client = clientNamed(tenant, request.clientId);
    const state = request.state === undefined ? {} : { state: request.state };
    if (form.get("decision") !== "accept") {
      if (request.purpose === "sign-in") {
        const message = "User declined to consent to access the app.";
        return refuse(c, tenant, request, new TokenRejection(65004, "access_denied", message), "cancel");
      }
      const fields = { error: "permission_denied", error_description: "The admin canceled the request" };
      return answer(c, request.target, "query", { ...fields, ...state });
    }
    if (request.purpose === "admin-consent" && !isGlobalAdministrator(tenant, user.id))
      throw new TokenRejection(90093, "access_denied", "This operation can only be performed by an administrator.");
    decided(request, client, user, form.get("everybody") === "on");
    if (request.purpose === "sign-in") return proceed(c, request, user, amr, true);
    const scope = request.scope === undefined ? {} : { scope: request.scope };
    return answer(c, request.target, "query", { admin_consent: "True", tenant: tenant.id, ...scope, ...state });
  };

  const logout = (c: Context): Response => {
    deleteCookie(c, sessionCookie, { path: "/" });
    const back = c.req.query("post_logout_redirect_uri");
    const known = [...tenant.directory.applications.values()].some(({ entity }) =>
      [...entity.web.redirectUris, ...entity.spa.redirectUris].includes(back ?? ""),
    );
    return back !== undefined && known ? c.redirect(back, 302) : html(c, signedOutPage());
  };

  return { authorize, adminConsent, login, consent, logout, loginUrl };
}

/** Scopes of OpenID Connect come along with the first consent. */
function withOpenId(graph: Resource, rows: readonly MissingConsent[], names: readonly string[]): MissingConsent[] {
  const others = rows.filter(({ resource }) => resource.principal.id !== graph.principal.id);
  const own = rows.find(({ resource }) => resource.principal.id === graph.principal.id)?.names ?? [];
  const all = [...new Set([...own, ...names])];
  return all.length === 0 ? others : [{ resource: graph, names: all }, ...others];
}

/** What version 2's admin consent asks: named scopes, or by `.default` those of the registration. */
function namedConsent(host: PersonHost, client: Client, scope: string): MissingConsent[] {
  const asked = askedByScope(host.tenant, host.addresses, client, scope);
  const rows = asked.apis.map(({ resource, names, registered }) => ({
    resource,
    names: registered
      ? registeredConsent(host.tenant, client)
          .filter((row) => row.resource.principal.id === resource.principal.id)
          .flatMap((row) => row.names)
      : names,
  }));
  return withOpenId(graphResource(host.tenant), rows, asked.openId).filter(({ names }) => names.length > 0);
}

/** A request's parameters, from the address or from a form. */
async function paramsOf(c: Context): Promise<URLSearchParams> {
  if (c.req.method === "GET") return new URLSearchParams(new URL(c.req.url).search);
  return new URLSearchParams(isForm(c.req.header("Content-Type")) ? await c.req.text() : "");
}

/** The pages of the sign-in service, under `/{tenant}/`. */
export function signInPages(hostNow: () => Promise<PersonHost>): Hono {
  const app = new Hono();
  const steps = async () => flow(await hostNow());
  for (const [version, path] of [
    [1, "oauth2"],
    [2, "oauth2/v2.0"],
  ] as const) {
    app.on(["GET", "POST"], `/:tenant/${path}/authorize`, async (c) => (await steps()).authorize(c, version));
    app.get(`/:tenant/${path}/logout`, async (c) => (await steps()).logout(c));
  }
  app.get("/:tenant/adminconsent", async (c) => (await steps()).adminConsent(c, 1));
  app.get("/:tenant/v2.0/adminconsent", async (c) => (await steps()).adminConsent(c, 2));
  app.post("/:tenant/login", async (c) => (await steps()).login(c));
  app.post("/:tenant/consent", async (c) => (await steps()).consent(c));
  app.onError(async (error, c) => {
    const { tenant } = await hostNow();
    if (error instanceof TokenRejection) {
      const fault = describedRejection(error, tenant.clock(), tenant.uuid());
      return html(c, refusalPage("Sorry, but we’re having trouble signing you in", fault), 400);
    }
    return html(c, refusalPage("Not simulated", rejectionOf(error).message), 501);
  });
  return app;
}
