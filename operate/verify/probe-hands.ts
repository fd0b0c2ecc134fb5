/** How a probe reaches the tenant: token, Graph and mail with the integration's own credential. */
import { imapLogin, smtpLogin } from "../mail-login.ts";
import { type OwnClient, ownTokens, TokenRefusal } from "../own-token.ts";
import type { Services } from "../sign-in.ts";
import type { CallAnswer, ProbeHands } from "./probe.ts";

interface Body {
  readonly id?: unknown;
  readonly value?: unknown;
  readonly error?: { readonly code?: string; readonly message?: string };
}

/** Seconds that a call may take. */
const patience = 30;

async function answerOf(response: Response): Promise<CallAnswer> {
  const body = (await response.json().catch(() => undefined)) as Body | undefined;
  const { status } = response;
  const readable =
    body !== undefined && (status === 200 ? body.id !== undefined || Array.isArray(body.value) : body.error);
  if (!readable) return { kind: "unreadable", said: `${status} without a body that is Graph's` };
  const ids = Array.isArray(body.value) ? body.value.length : 1;
  const challenge = response.headers.get("WWW-Authenticate") ?? "";
  const said = [body.error?.message ?? "", /claims="/.test(challenge) ? "(claims challenge)" : ""]
    .filter(Boolean)
    .join(" ");
  return { kind: "answered", status, ids, code: body.error?.code ?? "", said };
}

/** @param now the tenant's present */
export async function probeHands(
  services: Services,
  tenantId: string,
  client: OwnClient,
  now: () => Date,
): Promise<ProbeHands> {
  const { graphUrl, loginUrl, mail } = services;
  const ask = await ownTokens({ loginUrl, tenantId }, client, now);
  return {
    token: (scope) =>
      ask(scope).catch((error: unknown) => {
        if (error instanceof TokenRefusal) return error;
        throw error;
      }),
    call: async (path, token) => {
      try {
        const headers = { Authorization: `Bearer ${token}`, Accept: "application/json" };
        const signal = AbortSignal.timeout(patience * 1000);
        return await answerOf(await fetch(`${graphUrl}/v1.0${path}`, { headers, signal }));
      } catch (error) {
        return { kind: "unreadable", said: error instanceof Error ? error.message : String(error) };
      }
    },
    mail:
      mail &&
      ((kind, mailbox, token) =>
        kind === "imap" ? imapLogin(mail.imap, mailbox, token) : smtpLogin(mail.smtp, mailbox, token)),
  };
}
