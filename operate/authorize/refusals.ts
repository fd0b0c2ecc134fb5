/**
 * What Entra's refusals mean for whoever authorizes, with the next step. The codes are Entra's
 * (https://learn.microsoft.com/entra/identity-platform/reference-error-codes). Pure.
 */
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

/** What happened, and what to do. */
type Words = (whose: Whose) => readonly [what: string, next: string];

function again({ integration }: Whose): string {
  return `Begin again: ./integrations authorize ${integration}`;
}

const expired: Words = (whose) => [
  "the code is too old: it lives ten minutes",
  `${again(whose)}, and finish in one go.`,
];

const refusals: Readonly<Record<string, Words>> = {
  65004: (whose) => [
    "the person who signed in declined the consent",
    `Nothing was granted. ${again(whose)}, and let them click Accept, or somebody else sign in.`,
  ],
  65001: ({ up }) => [
    "consent to a permission is missing in the tenant",
    `The stack grants what the file declares: ${up}.`,
  ],
  90094: ({ up }) => [
    "a permission is asked that only an administrator may consent to",
    `What the file declares is granted by ${up}; nobody should consent on the page.`,
  ],
  90095: ({ up }) => [
    "the tenant has consent approved by an administrator first",
    `What the file declares is granted by ${up}; nobody needs to ask for it on the page.`,
  ],
  70008: expired,
  700082: expired,
  54005: (whose) => [
    "the code was redeemed already: it works once",
    `${again(whose)}; an address that was pasted before cannot be used again.`,
  ],
  9002313: (whose) => ["the code is none, or was not copied whole", `${again(whose)}, and copy the whole address.`],
  70000: (whose) => ["the code belongs to another application", again(whose)],
  50011: ({ integration, redirectUri, up }) => [
    `the redirect URI ${redirectUri} is not registered at the application in the tenant`,
    `It stands in the tenant's file, so somebody changed it in the portal: ./integrations verify ${integration} names it, ${up} sets it right.`,
  ],
  500112: (whose) => ["the code was asked for another redirect URI", again(whose)],
  500113: ({ up }) => ["the application has no redirect URI in the tenant", `Apply the file: ${up}.`],
  7000215: ({ integration, issued }) => [
    `the client secret of the credential ${issued} is not one of the application's`,
    `A secret made less than a minute ago may not work yet: wait, then begin again. Otherwise somebody removed it in the portal: ./integrations verify ${integration}.`,
  ],
  7000222: ({ integration, issued }) => [
    `the client secret of the credential ${issued} has ended`,
    `./integrations rotate ${integration} writes the next one.`,
  ],
  700025: ({ redirectUri, up }) => [
    `${redirectUri} is registered as a public client's redirect URI, which takes no secret`,
    `It belongs under Web, where the stack registers it: ${up}.`,
  ],
  700016: ({ up }) => ["the tenant has no such application", `Apply the file: ${up}.`],
  7000112: ({ integration }) => [
    `the application is switched off`,
    `If ${integration} is not \`suspended\` in the tenant's file, somebody did it in the portal: ./integrations verify ${integration}.`,
  ],
  50105: ({ integration }) => [
    "whoever signed in is not among those who may",
    `\`signsIn\` and \`signsInGroups\` of ${integration} in the tenant's file say who may.`,
  ],
  50126: (whose) => ["name or password were wrong", again(whose)],
  53003: (whose) => [
    "Conditional Access refused the sign-in",
    `The tenant's administrator sees why in the sign-in log. ${again(whose)} from where it is allowed.`,
  ],
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
  const words = code === undefined ? undefined : refusals[code];
  const known = words ?? (error === "access_denied" ? refusals["65004"] : undefined);
  const quoted = code === undefined ? error : `AADSTS${code}`;
  if (known === undefined)
    return new OperationError(
      `${whose.integration} was not authorized: ${firstLine(description) || error}\n${again(whose)}`,
    );
  const [what, next] = known(whose);
  return new OperationError(`${whose.integration} was not authorized: ${what} (${quoted}).\n${next}`);
}
