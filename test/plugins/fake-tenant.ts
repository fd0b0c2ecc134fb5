/**
 * A tenant that answers what a test tells it to and remembers what it was asked. It has no rules:
 * these tests are about requests, the simulator's own about rules.
 */
import "reflect-metadata";
import { webcrypto } from "node:crypto";
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import {
  BasicConstraintsExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from "@peculiar/x509";
import type { HttpEnvironment } from "../../simulator/plugins/http.ts";
import type { Properties, Value } from "../../simulator/plugins/properties.ts";
import { trustOnly } from "./trust.ts";

export const tenantId = "11111111-1111-1111-1111-111111111111";
export const callerId = "33333333-3333-3333-3333-333333333333";

/** An answer: a body with status 200, or a status with or without a body; `raw` is a body that is no JSON. */
export type Answer =
  | Properties
  | {
      readonly status: number;
      readonly body?: Value;
      readonly raw?: string;
      readonly headers?: Record<string, string>;
    };

/** Answers by `METHOD path?query`, path without the fake's base; a list is used up one by one, its last entry stays. */
type Script = Record<string, Answer | readonly Answer[]>;

export interface FakeTenant {
  /** Base URL of its Graph. */
  readonly graph: string;
  readonly httpEnvironment: HttpEnvironment;
  /** Everything asked of Graph and Resource Manager so far, as `METHOD path?query`, and the bodies beside it. */
  readonly asked: { readonly line: string; readonly body: Value }[];
  /** Milliseconds the client wanted to wait, in order. */
  readonly waits: number[];
  /** Sets the answers and forgets what was asked. */
  readonly script: (script: Script) => void;
  readonly stop: () => Promise<void>;
}

const tokenClaims = { oid: callerId, tid: tenantId };
const token = `e30.${Buffer.from(JSON.stringify(tokenClaims)).toString("base64url")}.c2ln`;

export async function startFakeTenant(): Promise<FakeTenant> {
  const asked: { line: string; body: Value }[] = [];
  const waits: number[] = [];
  const answers = new Map<string, Answer[]>();
  const plain = createServer(answering(asked, answers));
  const base = `http://127.0.0.1:${await listen(plain)}`;
  const { certificate, key } = await localhostCertificate();
  trustOnly(certificate);
  const metadata = createTlsServer({ cert: certificate, key }, (_, response) => {
    reply(response, 200, {
      name: "Fake",
      resourceManager: `${base}/arm/`,
      microsoftGraphResourceId: `${base}/graph`,
      authentication: { loginEndpoint: base, audiences: ["x"], tenant: "common", identityProvider: "AAD" },
    });
  });
  const metadataPort = await listen(metadata);
  const environment = {
    ARM_METADATA_HOSTNAME: `localhost:${metadataPort}`,
    ARM_TENANT_ID: tenantId,
    ARM_CLIENT_ID: "22222222-2222-2222-2222-222222222222",
    ARM_CLIENT_SECRET: "s3cret",
  };
  return {
    graph: `${base}/graph`,
    httpEnvironment: {
      environment,
      now: () => new Date("2026-11-21T00:00:00Z"),
      wire: fetch,
      wait: async (milliseconds) => {
        waits.push(milliseconds);
      },
    },
    asked,
    waits,
    script: (script) => {
      asked.length = 0;
      waits.length = 0;
      answers.clear();
      for (const [line, answer] of Object.entries(script))
        answers.set(line, Array.isArray(answer) ? [...answer] : [answer as Answer]);
    },
    stop: async () => {
      plain.closeAllConnections();
      metadata.closeAllConnections();
      await Promise.all([plain, metadata].map((server) => new Promise((done) => server.close(done))));
    },
  };
}

function listen(server: {
  listen: (port: number, host: string, done: () => void) => unknown;
  address: () => unknown;
}): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });
}

function reply(response: ServerResponse, status: number, body?: Value, headers: Record<string, string> = {}): void {
  response.writeHead(status, { "Content-Type": "application/json", Connection: "close", ...headers });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString("utf8");
}

function answering(asked: { line: string; body: Value }[], answers: Map<string, Answer[]>): RequestListener {
  return async (request, response) => {
    const body = await bodyOf(request);
    const address = request.url ?? "";
    if (address.endsWith("/oauth2/v2.0/token")) return tokenFor(body, response);
    const line = `${request.method} ${decodeURIComponent(address.replace(/^\/(graph|arm)/, "").replaceAll("+", " "))}`;
    asked.push({ line, body: body === "" ? null : JSON.parse(body) });
    if (request.headers.authorization !== `Bearer ${token}`) return reply(response, 401);
    const known = answers.get(line);
    const answer = known && (known.length > 1 ? known.shift() : known[0]);
    if (!answer) return reply(response, 501, { error: { code: "NotScripted", message: line } });
    if (typeof answer.status === "number") {
      const { status, body: content, raw, headers } = answer as Exclude<Answer, Properties>;
      if (raw !== undefined) return void response.writeHead(status, { Connection: "close" }).end(raw);
      return reply(response, status, content, headers);
    }
    return reply(response, 200, answer as Properties);
  };
}

function tokenFor(body: string, response: ServerResponse): void {
  const form = new URLSearchParams(body);
  if (form.get("client_secret") === "s3cret" && form.get("grant_type") === "client_credentials") {
    reply(response, 200, { access_token: token, token_type: "Bearer", expires_in: 3599 });
    return;
  }
  reply(response, 401, {
    error: "invalid_client",
    error_description: "AADSTS7000215: Invalid client secret provided.",
  });
}

async function localhostCertificate(): Promise<{ certificate: string; key: string }> {
  const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: "CN=localhost",
    notBefore: new Date("2020-01-01T00:00:00Z"),
    notAfter: new Date("2049-12-31T00:00:00Z"),
    signingAlgorithm: algorithm,
    keys,
    extensions: [
      new BasicConstraintsExtension(true, undefined, true),
      new SubjectAlternativeNameExtension([{ type: "dns", value: "localhost" }]),
    ],
  });
  const pkcs8 = await webcrypto.subtle.exportKey("pkcs8", keys.privateKey);
  return { certificate: certificate.toString("pem"), key: PemConverter.encode(pkcs8, "PRIVATE KEY") };
}
