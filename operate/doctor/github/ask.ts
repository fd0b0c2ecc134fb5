/**
 * Questions to GitHub's REST API, and what an answer can be. It only ever reads.
 *
 * @see https://docs.github.com/en/rest/using-the-rest-api/getting-started-with-the-rest-api
 */
import type { z } from "zod";
import { OperationError } from "../../errors.ts";

/** What came back. `absent` is said of a thing only where GitHub says that it is not there, not where it keeps it to itself. */
export type Answer<T> =
  | { readonly kind: "read"; readonly value: T }
  | { readonly kind: "absent" }
  | { readonly kind: "unreadable"; readonly why: string };

/** One answer of the server, undecided. */
export interface Reply {
  readonly status: number;
  readonly body: unknown;
  /** GitHub's count of requests left is 0. */
  readonly spent: boolean;
}

/** Sends one GET. @param path from `/repos/…` on */
export type Send = (path: string) => Promise<Reply>;

/** Where a token comes from, and where it goes. */
export interface Access {
  /** For example `https://api.github.com`. */
  readonly url: string;
  readonly token: string | undefined;
}

/** GitHub's own words in an answer; they are its, so they are cut to a line's length and of plain text alone. */
function said(body: unknown): string {
  const message = typeof body === "object" && body !== null && "message" in body ? String(body.message) : "";
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a terminal must not obey what a server says.
  return message.replace(/[\u0000-\u001f\u007f-\u009f]+/g, " ").slice(0, 120);
}

/** Where a token may be sent: encrypted, or not beyond this machine. @throws OperationError for anything else, without the token */
export function assertMaySend({ url, token }: Access): void {
  // Of a header with a line end or another character the library's own message would show the value.
  if (token !== undefined && !/^[!-~]+$/.test(token))
    throw new OperationError(
      "GH_TOKEN (or GITHUB_TOKEN) holds blanks, line ends or other characters that no token has",
    );
  if (!URL.canParse(url)) throw new OperationError(`GITHUB_API_URL is ${JSON.stringify(url)}: write an address`);
  const { protocol, hostname } = new URL(url);
  const here = hostname === "localhost" || hostname === "127.0.0.1" || hostname === "[::1]";
  if (protocol === "https:" || (protocol === "http:" && here)) return;
  throw new OperationError(`GITHUB_API_URL is ${url}: a token is sent over https alone`);
}

/** The real thing. A connection that fails is an answer, too: status 0. */
export function sending({ url, token }: Access): Send {
  return async (path) => {
    const headers = {
      Accept: "application/vnd.github+json",
      "X-GitHub-Api-Version": "2022-11-28",
      "User-Agent": "m365-integrations-doctor",
      ...(token !== undefined && { Authorization: `Bearer ${token}` }),
    };
    try {
      const response = await fetch(`${url.replace(/\/$/, "")}${path}`, {
        headers,
        signal: AbortSignal.timeout(30_000),
      });
      const body: unknown = await response.json().catch(() => undefined);
      return { status: response.status, body, spent: response.headers.get("x-ratelimit-remaining") === "0" };
    } catch (error) {
      const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
      return { status: 0, body: { message: cause }, spent: false };
    }
  };
}

function unreadable(why: string): Answer<never> {
  return { kind: "unreadable", why };
}

/**
 * Decides what a reply means.
 * @param absent the words with which GitHub says, with status 404, that there is none
 */
export function answerOf<T>({ status, body, spent }: Reply, shape: z.ZodType<T>, absent?: RegExp): Answer<T> {
  if (status === 200) {
    const parsed = shape.safeParse(body);
    if (parsed.success) return { kind: "read", value: parsed.data };
    const [issue] = parsed.error.issues;
    return unreadable(`GitHub answers in another form: ${issue?.path.join(".") ?? ""} ${issue?.message ?? ""}`.trim());
  }
  if (status === 404 && absent?.test(said(body))) return { kind: "absent" };
  // What the plan does not have cannot be set: "Upgrade to GitHub Team or make this repository public …".
  if (status === 403 && /^Upgrade to GitHub/.test(said(body))) return { kind: "absent" };
  if ((status === 403 || status === 429) && spent) return unreadable("GitHub answers no more requests for now");
  if (status === 401) return unreadable("the token is not valid");
  if (status === 403 || status === 404) return unreadable("GitHub does not show it");
  if (status === 0) return unreadable(`no connection: ${said(body)}`);
  return unreadable(`GitHub answers ${status}${said(body) === "" ? "" : `: ${said(body)}`}`);
}

/** Asks once. */
export async function ask<T>(send: Send, path: string, shape: z.ZodType<T>, absent?: RegExp): Promise<Answer<T>> {
  return answerOf(await send(path), shape, absent);
}

const pageSize = 100;

/** Asks until a page is not full. @param items what of a page is counted */
export async function askAll<T, Item>(
  send: Send,
  path: string,
  shape: z.ZodType<T>,
  items: (page: T) => readonly Item[],
): Promise<Answer<readonly Item[]>> {
  const all: Item[] = [];
  for (let page = 1; ; page++) {
    const answer = await ask(send, `${path}${path.includes("?") ? "&" : "?"}per_page=${pageSize}&page=${page}`, shape);
    if (answer.kind !== "read") return answer;
    const found = items(answer.value);
    all.push(...found);
    if (found.length < pageSize) return { kind: "read", value: all };
  }
}
