/**
 * Signs in to a mailbox over IMAP and SMTP by SASL XOAUTH2, and leaves again: nothing is read, nothing sent. The token goes
 * over TLS alone. https://learn.microsoft.com/exchange/client-developer/legacy-protocols/how-to-authenticate-an-imap-pop-smtp-application-by-using-oauth
 */
import { once } from "node:events";
import { connect as connectPlain, isIP, type Socket } from "node:net";
import { type ConnectionOptions, connect as connectTls, type TLSSocket } from "node:tls";

/** A mail server. */
export interface MailServer {
  readonly host: string;
  readonly port: number;
  /** Certificates that are trusted instead of the machine's; a server under test has its own. */
  readonly ca?: string;
}

/** What came of a sign-in. */
export type MailAnswer =
  | { readonly kind: "accepted" }
  /** The server took the token in, and refuses it for this mailbox. */
  | { readonly kind: "refused"; readonly said: string }
  /** No answer that could be read. */
  | { readonly kind: "unreadable"; readonly said: string };

/** Seconds for each answer. */
const patience = 20;

/** Microsoft's XOAUTH2 string, in Base64. */
export function xoauth2(mailbox: string, token: string): string {
  return Buffer.from(`user=${mailbox}\u0001auth=Bearer ${token}\u0001\u0001`).toString("base64");
}

/** A conversation in lines. */
interface Talk {
  readonly say: (line: string) => void;
  /** The next line. @throws where none comes */
  readonly hear: () => Promise<string>;
  readonly end: () => void;
}

function talkOver(socket: Socket): Talk {
  const lines: string[] = [];
  let rest = "";
  let over: Error | undefined;
  let wake = () => {};
  socket.setEncoding("utf8");
  socket.on("data", (chunk: string) => {
    const parts = (rest + chunk).split(/\r?\n/);
    rest = parts.pop() ?? "";
    lines.push(...parts);
    wake();
  });
  const close = (error?: Error) => {
    over ??= error ?? new Error("the server closed the connection");
    wake();
  };
  socket.on("error", close);
  socket.on("close", () => close());
  return {
    say: (line) => void socket.write(`${line}\r\n`),
    hear: async () => {
      const deadline = setTimeout(() => close(new Error(`no answer within ${patience} s`)), patience * 1000);
      try {
        for (;;) {
          const line = lines.shift();
          if (line !== undefined) return line;
          if (over) throw over;
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
      } finally {
        clearTimeout(deadline);
      }
    },
    end: () => void socket.destroy(),
  };
}

async function opened<Connected extends Socket>(socket: Connected, event: string): Promise<Connected> {
  socket.setTimeout(patience * 1000, () => socket.destroy(new Error(`no connection within ${patience} s`)));
  await once(socket, event);
  socket.setTimeout(0);
  return socket;
}

function secured({ host, ca }: MailServer, more: ConnectionOptions): Promise<TLSSocket> {
  // A name is asked for by name; an address has none.
  const servername = isIP(host) === 0 ? host : undefined;
  const trust = { ...(servername !== undefined && { servername }), ...(ca !== undefined && { ca }) };
  return opened(connectTls({ host, ...trust, ...more }), "secureConnect");
}

/** What the server said, without anything that was sent to it. */
function quoted(line: string, secret: string): string {
  return line.replaceAll(secret, "…").slice(0, 300);
}

/** A refusal's reason, which Exchange sends in Base64 before it refuses: `{"status":"400","schemes":"Bearer"}`. */
function reasonIn(challenge: string): string {
  return Buffer.from(challenge, "base64")
    .toString("utf8")
    .replaceAll(/[^\x20-\x7e]/g, "")
    .slice(0, 200);
}

async function imapAnswer(talk: Talk, proof: string): Promise<MailAnswer> {
  const greeting = await talk.hear();
  if (!greeting.startsWith("* OK")) return { kind: "unreadable", said: quoted(greeting, proof) };
  talk.say(`A1 AUTHENTICATE XOAUTH2 ${proof}`);
  let reason = "";
  for (;;) {
    const line = await talk.hear();
    if (line.startsWith("A1 OK")) {
      talk.say("A2 LOGOUT");
      return { kind: "accepted" };
    }
    if (line.startsWith("+")) {
      reason = reasonIn(line.slice(1).trim());
      talk.say("");
    } else if (line.startsWith("A1 ")) {
      talk.say("A2 LOGOUT");
      const said = [quoted(line.slice(3), proof), reason].filter(Boolean).join(" ");
      return line.startsWith("A1 NO") ? { kind: "refused", said } : { kind: "unreadable", said };
    } else if (!line.startsWith("* ")) return { kind: "unreadable", said: quoted(line, proof) };
  }
}

/** The last line of an SMTP answer (`250-…` goes on, `250 …` ends it), and the words of all. */
async function smtpReply(talk: Talk): Promise<{ readonly code: number; readonly lines: readonly string[] }> {
  const lines: string[] = [];
  for (;;) {
    const line = await talk.hear();
    const [, code = "", more, words = ""] = /^(\d{3})([ -]?)(.*)$/.exec(line) ?? [];
    lines.push(code === "" ? line : words);
    if (more !== "-") return { code: Number(code), lines };
  }
}

const hello = "EHLO localhost";

async function smtpAnswer(talk: Talk, proof: string): Promise<MailAnswer> {
  talk.say(hello);
  const { code, lines } = await smtpReply(talk);
  if (code !== 250) return { kind: "unreadable", said: quoted(lines.join(" "), proof) };
  if (!lines.some((line) => /^AUTH\b.*\bXOAUTH2\b/i.test(line)))
    return { kind: "refused", said: "the server offers no sign-in by XOAUTH2 (SMTP AUTH is off)" };
  talk.say(`AUTH XOAUTH2 ${proof}`);
  let answer = await smtpReply(talk);
  let reason = "";
  if (answer.code === 334) {
    reason = reasonIn(answer.lines[0] ?? "");
    talk.say("");
    answer = await smtpReply(talk);
  }
  talk.say("QUIT");
  const said = [`${answer.code} ${quoted(answer.lines.join(" "), proof)}`, reason].filter(Boolean).join(" ");
  if (answer.code === 235) return { kind: "accepted" };
  return answer.code >= 500 && answer.code < 600 ? { kind: "refused", said } : { kind: "unreadable", said };
}

async function talked(work: () => Promise<MailAnswer>): Promise<MailAnswer> {
  try {
    return await work();
  } catch (error) {
    return { kind: "unreadable", said: error instanceof Error ? error.message : String(error) };
  }
}

/** Signs in over IMAP with TLS from the start, and logs out. */
export function imapLogin(server: MailServer, mailbox: string, token: string): Promise<MailAnswer> {
  return talked(async () => {
    const talk = talkOver(await secured(server, { port: server.port }));
    try {
      return await imapAnswer(talk, xoauth2(mailbox, token));
    } finally {
      talk.end();
    }
  });
}

/** Signs in over SMTP with STARTTLS, and quits. A server that offers no TLS gets no token. */
export function smtpLogin(server: MailServer, mailbox: string, token: string): Promise<MailAnswer> {
  return talked(async () => {
    const plain = await opened(connectPlain(server.port, server.host), "connect");
    const before = talkOver(plain);
    try {
      const greeting = await smtpReply(before);
      before.say(hello);
      const offered = await smtpReply(before);
      if (greeting.code !== 220 || offered.code !== 250)
        return { kind: "unreadable", said: [...greeting.lines, ...offered.lines].join(" ") };
      if (!offered.lines.some((line) => /^STARTTLS\b/i.test(line)))
        return { kind: "unreadable", said: "the server offers no TLS; the token was not sent" };
      before.say("STARTTLS");
      const { code, lines } = await smtpReply(before);
      if (code !== 220) return { kind: "unreadable", said: lines.join(" ") };
      plain.removeAllListeners("data");
      const talk = talkOver(await secured(server, { socket: plain }));
      try {
        return await smtpAnswer(talk, xoauth2(mailbox, token));
      } finally {
        talk.end();
      }
    } finally {
      before.end();
    }
  });
}
