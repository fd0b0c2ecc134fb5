/** Authorization by code, from the address that is opened to the tokens. What a person does comes in as a function. */
import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { OperationError } from "../errors.ts";
import { type Awaited, codeOf, codePasted } from "./answer.ts";
import { type Listener, listen } from "./listener.ts";
import { redeem, type Tokens } from "./redeem.ts";
import { requestedUri, type WayBack } from "./redirect.ts";
import type { Whose } from "./refusals.ts";
import { authorizationRequest } from "./request.ts";

/** Whose authorization it is, and with what it is redeemed. */
export interface CodeFlow {
  readonly whose: Whose;
  readonly loginUrl: string;
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scopes: readonly string[];
  readonly user: string | undefined;
  readonly way: WayBack;
  /** How long a person has. */
  readonly timeoutMs: number;
}

/** Whoever sits at the terminal. */
export interface Person {
  /** Opens the address. @returns false where there is no browser to open it with */
  browse(url: string): Promise<boolean>;
  /** The line that the person pastes; empty at the end of the input. */
  pasted(signal: AbortSignal): Promise<string>;
  say(line: string): void;
}

async function withinTime<Result>(flow: CodeFlow, waiting: Promise<Result>, signal: AbortSignal): Promise<Result> {
  const late = sleep(flow.timeoutMs, undefined, { signal }).then(() => {
    const { integration, redirectUri } = flow.whose;
    throw new OperationError(
      `${integration} was not authorized: no answer came within ${flow.timeoutMs / 1000} seconds. If the page showed an error with AADSTS50011, ${redirectUri} is not registered in the tenant: ./integrations verify ${integration}.\nBegin again: ./integrations authorize ${integration}`,
    );
  });
  return Promise.race([waiting, late]);
}

async function opened(person: Person, url: string): Promise<void> {
  const browser = await person.browse(url);
  person.say(
    browser ? "A browser opens. If none appears, open this address in one:" : "Open this address in a browser:",
  );
  person.say(`\n${url}\n`);
}

function asked(flow: CodeFlow, redirectUri: string) {
  const request = authorizationRequest({ ...flow, redirectUri }, randomBytes);
  const awaited: Awaited = { whose: flow.whose, redirectUri, state: request.state };
  const bought = (code: string) => redeem({ ...flow, redirectUri, code, verifier: request.verifier });
  return { request, awaited, bought };
}

async function byListener(flow: CodeFlow, listener: Listener, person: Person, signal: AbortSignal): Promise<Tokens> {
  const { request, awaited, bought } = asked(flow, requestedUri(flow.way, listener.port));
  await opened(person, request.url);
  person.say(`Waiting for the answer at ${awaited.redirectUri} (${flow.timeoutMs / 1000} seconds; Ctrl-C ends it).`);
  const arrival = await withinTime(flow, listener.arrival, signal);
  try {
    const tokens = await bought(codeOf(arrival.parameters, awaited));
    await arrival.show(undefined);
    return tokens;
  } catch (error) {
    await arrival.show(error instanceof Error ? error.message : String(error));
    throw error;
  }
}

async function byPaste(flow: CodeFlow, person: Person, signal: AbortSignal): Promise<Tokens> {
  const { request, awaited, bought } = asked(flow, requestedUri(flow.way, 0));
  await opened(person, request.url);
  person.say(
    `Sign in and accept. The browser is then sent to ${awaited.redirectUri}?code=… and may show an error there: that does no harm. Copy that whole address out of the browser and paste it here within ${flow.timeoutMs / 1000} seconds. If the page shows an error with AADSTS before that, paste the error.`,
  );
  return bought(codePasted(await withinTime(flow, person.pasted(signal), signal), awaited));
}

/**
 * Lets somebody sign in, and buys the tokens.
 * @throws OperationError with what happened and the next step
 */
export async function tokensByCode(flow: CodeFlow, person: Person): Promise<Tokens> {
  const ended = new AbortController();
  const listener = flow.way.kind === "loopback" ? await listen(flow.way) : undefined;
  try {
    return await (listener ? byListener(flow, listener, person, ended.signal) : byPaste(flow, person, ended.signal));
  } finally {
    ended.abort();
    await listener?.close();
  }
}
