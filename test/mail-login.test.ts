/** Signing in to IMAP and SMTP by XOAUTH2, against servers of the test: what is sent, in which order, and what each answer means. */

import { mkdtempSync, rmSync } from "node:fs";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createServer as createTlsServer, TLSSocket } from "node:tls";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { imapLogin, type MailServer, smtpLogin, xoauth2 } from "../operate/mail-login.ts";
import { serverCertificate } from "../simulator/tls.ts";

const mailbox = "legal@contoso.example";
const token = "header.claims.signature";
const proof = "dXNlcj1sZWdhbEBjb250b3NvLmV4YW1wbGUBYXV0aD1CZWFyZXIgaGVhZGVyLmNsYWltcy5zaWduYXR1cmUBAQ==";
/** `{"status":"400"}` */
const challenge = "eyJzdGF0dXMiOiI0MDAifQ==";

let folder: string;
let pair: { readonly key: string; readonly certificate: string };
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "mail-"));
  pair = await serverCertificate(folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function listening(server: Server): Promise<MailServer> {
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return { host: "127.0.0.1", port: (server.address() as AddressInfo).port, ca: pair.certificate };
}

/** Answers each line by the first pattern that fits; `heard` takes what the client sends. */
function script(socket: Socket, heard: string[], answers: readonly (readonly [RegExp, string | undefined])[]): void {
  let rest = "";
  socket.on("error", () => {});
  socket.on("data", (chunk) => {
    const lines = (rest + String(chunk)).split("\r\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      heard.push(line);
      const [, answer] = answers.find(([pattern]) => pattern.test(line)) ?? [];
      if (answer !== undefined) socket.write(`${answer}\r\n`);
    }
  });
}

type Answers = readonly (readonly [RegExp, string | undefined])[];

async function imap(answers: Answers, greeting = "* OK ready"): Promise<{ server: MailServer; heard: string[] }> {
  const heard: string[] = [];
  const server = createTlsServer({ key: pair.key, cert: pair.certificate }, (socket) => {
    script(socket, heard, answers);
    socket.write(`${greeting}\r\n`);
  });
  return { server: await listening(server), heard };
}

/** A server on a plain port that takes STARTTLS; `safe` takes what is said under TLS. */
async function smtp(
  answers: Answers,
  before: Answers = [
    [/^EHLO/, "250-mail\r\n250 STARTTLS"],
    [/^STARTTLS$/, "220 go"],
  ],
) {
  const [plain, safe]: [string[], string[]] = [[], []];
  const server = createServer((socket) => {
    script(socket, plain, before);
    socket.on("data", (chunk) => {
      if (!/STARTTLS\r\n$/.test(String(chunk))) return;
      socket.removeAllListeners("data");
      script(new TLSSocket(socket, { isServer: true, key: pair.key, cert: pair.certificate }), safe, answers);
    });
    socket.write("220 mail\r\n");
  });
  return { server: await listening(server), plain, safe };
}

it("the proof is Microsoft's: user and bearer token between control characters, in Base64", () => {
  expect(xoauth2(mailbox, token)).toBe(proof);
});

describe("IMAP", () => {
  it("signs in and logs out; nothing is selected or read", async () => {
    const { server, heard } = await imap([[/^A1 AUTHENTICATE/, "* CAPABILITY IMAP4rev1\r\nA1 OK done"]]);
    expect(await imapLogin(server, mailbox, token)).toEqual({ kind: "accepted" });
    await expect.poll(() => heard).toEqual([`A1 AUTHENTICATE XOAUTH2 ${proof}`, "A2 LOGOUT"]);
  });

  it("is refused with the server's reason, after the empty answer that XOAUTH2 wants", async () => {
    const { server, heard } = await imap([
      [/^A1 AUTHENTICATE/, `+ ${challenge}`],
      [/^$/, "A1 NO AUTHENTICATE failed."],
    ]);
    expect(await imapLogin(server, mailbox, token)).toEqual({
      kind: "refused",
      said: 'NO AUTHENTICATE failed. {"status":"400"}',
    });
    await expect.poll(() => heard).toEqual([`A1 AUTHENTICATE XOAUTH2 ${proof}`, "", "A2 LOGOUT"]);
  });

  it.each([
    ["says BAD", "A1 BAD User is authenticated but not connected.", "BAD User is authenticated but not connected."],
    ["speaks no IMAP", "HTTP/1.1 400 Bad Request", "HTTP/1.1 400 Bad Request"],
  ])("where the server %s, the answer is not readable", async (_, answer, said) => {
    const { server } = await imap([[/^A1/, answer]]);
    expect(await imapLogin(server, mailbox, token)).toEqual({ kind: "unreadable", said });
  });

  it("sends no token to a server that does not greet as one, or whose certificate is nobody's", async () => {
    const { server, heard } = await imap([], "* BYE busy");
    expect(await imapLogin(server, mailbox, token)).toEqual({ kind: "unreadable", said: "* BYE busy" });
    const { ca: _, ...untrusted } = server;
    expect(await imapLogin(untrusted, mailbox, token)).toMatchObject({
      kind: "unreadable",
      said: expect.stringMatching(/self.signed/),
    });
    expect(heard).toEqual([]);
  });

  it("never repeats what it sent", async () => {
    const { server } = await imap([[/^A1 AUTHENTICATE/, `A1 NO ${proof} is wrong`]]);
    expect(await imapLogin(server, mailbox, token)).toEqual({ kind: "refused", said: "NO … is wrong" });
  });

  it("nobody listens", async () => {
    const { server } = await imap([]);
    for (const one of servers.splice(0)) await new Promise((done) => one.close(done));
    expect(await imapLogin(server, mailbox, token)).toMatchObject({
      kind: "unreadable",
      said: expect.stringMatching(/ECONNREFUSED/),
    });
  });
});

describe("SMTP", () => {
  const offered = "250-mail\r\n250-SIZE 157286400\r\n250 AUTH LOGIN XOAUTH2";

  it("asks for TLS first, signs in and quits; nothing is sent", async () => {
    const { server, plain, safe } = await smtp([
      [/^EHLO/, offered],
      [/^AUTH XOAUTH2/, "235 2.7.0 Authentication successful"],
      [/^QUIT/, "221 bye"],
    ]);
    expect(await smtpLogin(server, mailbox, token)).toEqual({ kind: "accepted" });
    expect(plain).toEqual(["EHLO localhost", "STARTTLS"]);
    await expect.poll(() => safe).toEqual(["EHLO localhost", `AUTH XOAUTH2 ${proof}`, "QUIT"]);
  });

  it("is refused with the server's reason", async () => {
    const { server, safe } = await smtp([
      [/^EHLO/, offered],
      [/^AUTH XOAUTH2/, `334 ${challenge}`],
      [/^$/, "535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Mailbox."],
    ]);
    expect(await smtpLogin(server, mailbox, token)).toEqual({
      kind: "refused",
      said: '535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Mailbox. {"status":"400"}',
    });
    await expect.poll(() => safe).toEqual(["EHLO localhost", `AUTH XOAUTH2 ${proof}`, "", "QUIT"]);
  });

  it("is refused where the server offers no sign-in by XOAUTH2", async () => {
    const { server } = await smtp([[/^EHLO/, "250-mail\r\n250 SIZE 1"]]);
    expect(await smtpLogin(server, mailbox, token)).toEqual({
      kind: "refused",
      said: "the server offers no sign-in by XOAUTH2 (SMTP AUTH is off)",
    });
  });

  it("a passing refusal is no answer", async () => {
    const { server } = await smtp([
      [/^EHLO/, offered],
      [/^AUTH/, "454 4.7.0 Temporary authentication failure"],
    ]);
    expect(await smtpLogin(server, mailbox, token)).toEqual({
      kind: "unreadable",
      said: "454 4.7.0 Temporary authentication failure",
    });
  });

  it("a server without TLS gets no token", async () => {
    const { server, plain } = await smtp([], [[/^EHLO/, "250-mail\r\n250 AUTH XOAUTH2"]]);
    expect(await smtpLogin(server, mailbox, token)).toEqual({
      kind: "unreadable",
      said: "the server offers no TLS; the token was not sent",
    });
    expect(plain).toEqual(["EHLO localhost"]);
  });
});
