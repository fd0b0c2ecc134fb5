/** What came back from the browser: the code, or why there is none. Pure. */
import { timingSafeEqual } from "node:crypto";
import { OperationError } from "../errors.ts";
import { codeIn, refusal, type Whose } from "./refusals.ts";

/** What an answer is measured by. */
export interface Awaited {
  readonly whose: Whose;
  /** The redirect URI as it was asked for. */
  readonly redirectUri: string;
  readonly state: string;
}

function same(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

function begin({ integration }: Whose): string {
  return `Begin again: ./integrations authorize ${integration}`;
}

/**
 * The code of the parameters that came back.
 * @throws OperationError for another's state, for a refusal, and where there is neither code nor refusal
 */
export function codeOf(parameters: URLSearchParams, { whose, state }: Awaited): string {
  // Before anything else: an answer that is not ours may say what it likes.
  if (!same(parameters.get("state") ?? "", state))
    throw new OperationError(
      `The answer's state is not the one that was sent: it belongs to another sign-in, or somebody forged it. Nothing was redeemed.\n${begin(whose)}, and use the address that this sign-in leads to.`,
    );
  const error = parameters.get("error");
  if (error !== null) throw refusal(whose, error, parameters.get("error_description") ?? "");
  const code = parameters.get("code");
  if (code) return code;
  throw new OperationError(`The answer holds neither a code nor a refusal.\n${begin(whose)}`);
}

function withoutQuery(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const { origin, pathname } = new URL(address);
  return `${origin}${pathname}`;
}

/**
 * The code of what a person pasted: the address that the browser was sent to, or the text of Entra's refusal.
 * @throws OperationError with what to paste instead
 */
export function codePasted(pasted: string, awaited: Awaited): string {
  const { whose, redirectUri } = awaited;
  const text = pasted.trim().replace(/^["'<]|["'>]$/g, "");
  const wanted = withoutQuery(redirectUri);
  if (text === "") throw new OperationError(`Nothing was pasted.\n${begin(whose)}`);
  if (wanted !== undefined && withoutQuery(text) === wanted) return codeOf(new URL(text).searchParams, awaited);
  if (codeIn(text) !== undefined) throw refusal(whose, "", text);
  const what = URL.canParse(text) ? `${withoutQuery(text)} is` : "That is";
  throw new OperationError(
    `${what} not the address that the sign-in leads to, which begins with ${redirectUri}?code=… . A code alone is not taken: its state could not be checked.\n${begin(whose)}`,
  );
}
