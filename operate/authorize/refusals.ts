/**
 * What Entra's refusals mean for whoever authorizes, with the next step: what each code means
 * stands in operate/error-codes/. Pure.
 */
import { meaningOf } from "../error-codes/index.ts";
import { OperationError } from "../errors.ts";

/** Whose authorization it is, as the next step names it. */
export interface Whose {
  readonly integration: string;
  /** `issued` of the credential that the code is redeemed with. */
  readonly issued: string;
  readonly redirectUri: string;
  /** What applies the tenant's file. */
  readonly up: string;
}

/** What to do about a code, where the table's meaning of it is told before. */
type Next = (whose: Whose) => string;

function again({ integration }: Whose): string {
  return `Begin again: ./integrations authorize ${integration}`;
}

const inOneGo: Next = (whose) => `${again(whose)}, and finish in one go.`;

const nextSteps: Readonly<Record<string, Next>> = {
  65004: (whose) => `Nothing was granted. ${again(whose)}, and let them click Accept, or somebody else sign in.`,
  65001: ({ up }) => `The stack grants what the file declares: ${up}.`,
  90094: ({ up }) => `What the file declares is granted by ${up}; nobody should consent on the page.`,
  90095: ({ up }) => `What the file declares is granted by ${up}; nobody needs to ask for it on the page.`,
  70008: inOneGo,
  700082: (whose) => again(whose),
  54005: (whose) => `${again(whose)}; an address that was pasted before cannot be used again.`,
  9002313: (whose) => `${again(whose)}, and copy the whole address.`,
  70000: again,
  50011: ({ integration, redirectUri, up }) =>
    `${redirectUri} stands in the tenant's file, so somebody changed it in the portal: ./integrations verify ${integration} names it, ${up} sets it right.`,
  500112: again,
  500113: ({ up }) => `Apply the file: ${up}.`,
  7000215: ({ integration, issued }) =>
    `It was the credential ${issued}. A secret made less than a minute ago may not work yet: wait, then begin again. Otherwise somebody removed it in the portal: ./integrations verify ${integration}.`,
  7000222: ({ integration, issued }) =>
    `It was the credential ${issued}. ./integrations rotate ${integration} writes the next one.`,
  700025: ({ redirectUri, up }) => `${redirectUri} belongs under Web, where the stack registers it: ${up}.`,
  700016: ({ up }) => `Apply the file: ${up}.`,
  7000112: ({ integration }) =>
    `If ${integration} is not \`suspended\` in the tenant's file, somebody did it in the portal: ./integrations verify ${integration}.`,
  50105: ({ integration }) => `\`signsIn\` and \`signsInGroups\` of ${integration} in the tenant's file say who may.`,
  50126: again,
  53003: (whose) => `The tenant's administrator sees why in the sign-in log. ${again(whose)} from where it is allowed.`,
};

/** The code of a text that quotes Entra; undefined where there is none. */
export function codeIn(text: string): string | undefined {
  return /AADSTS(\d+)/.exec(text)?.[1];
}

/** One line of Entra's text: the trace and correlation ids below it are for Microsoft's support. */
function firstLine(text: string): string {
  return (text.split(/\r?\n| Trace ID:/)[0] ?? "").trim();
}

/**
 * A refusal as one message.
 * @param error OAuth's word, for example `access_denied`
 * @param description Entra's text
 */
export function refusal(whose: Whose, error: string, description: string): OperationError {
  const code = codeIn(description);
  // Who declined is told in OAuth's words alone.
  const known = code !== undefined && code in nextSteps ? code : error === "access_denied" ? "65004" : "";
  const [what, next] = [meaningOf(known, "person")?.en, nextSteps[known]];
  const quoted = code === undefined ? error : `AADSTS${code}`;
  if (what === undefined || next === undefined)
    return new OperationError(
      `${whose.integration} was not authorized: ${firstLine(description) || error}\n${again(whose)}`,
    );
  return new OperationError(`${whose.integration} was not authorized: ${what} (${quoted}).\n${next(whose)}`);
}
