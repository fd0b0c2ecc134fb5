/**
 * What a credential looks like. Two tables: shapes that are one wherever they stand, and assignments (`password=…`),
 * which only a file that a person writes is searched for.
 */

interface Shape {
  /** What it is, for the person who pasted it. */
  readonly what: string;
  readonly shape: RegExp;
}

/**
 * Entra's client secrets have three characters, a digit and `Q~`. The prefixes are those by which their makers mark them
 * for such searches: GitHub, GitLab, AWS, Slack, Google, Stripe, SendGrid, npm, Azure DevOps, Vault.
 */
const shapes: readonly Shape[] = [
  { what: "a client secret of Entra", shape: /[\w~.-]{3}\dQ~[\w~.-]{20,}/ },
  { what: "a private key", shape: /-----BEGIN [A-Z0-9 ]*PRIVATE KEY[A-Z ]*-----/ },
  { what: "a token (JWT)", shape: /eyJ[\w-]{10,}\.eyJ[\w-]{10,}(?:\.[\w-]*)?/ },
  { what: "a refresh token of Entra", shape: /(?<![\w.-])[01]\.A[A-Za-z0-9_-]{60,}/ },
  { what: "a key of a storage account", shape: /(?:AccountKey|SharedAccessKey|sig)=[\w%+/=]{20,}/i },
  { what: "a key of a storage account", shape: /(?<![\w+/])[A-Za-z0-9+/]{86}==/ },
  { what: "a token of GitHub", shape: /\b(?:gh[pousr]_[A-Za-z0-9]{20,}|github_pat_\w{20,})/ },
  { what: "a token of GitLab", shape: /\bglpat-[\w-]{16,}/ },
  { what: "a key of AWS", shape: /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/ },
  { what: "a token of Slack", shape: /\bxox[abeprs]-[\w-]{10,}/ },
  {
    what: "a webhook's address, which is its key",
    shape: /hooks\.slack\.com\/services\/[\w/]{20,}|webhook\.office\.com\/webhookb2\/[\w@/-]{20,}/,
  },
  { what: "a key of Google", shape: /\b(?:AIza[\w-]{35}|ya29\.[\w-]{20,})/ },
  { what: "a key of Stripe", shape: /\b[rs]k_(?:live|test)_\w{16,}/ },
  { what: "a key of SendGrid", shape: /\bSG\.[\w-]{16,}\.[\w-]{16,}/ },
  { what: "a token of npm", shape: /\bnpm_[A-Za-z0-9]{30,}/ },
  { what: "a token of Vault", shape: /\bhvs\.[\w-]{20,}/ },
  { what: "a key of an API", shape: /\bsk-(?:[a-z]+-)*[A-Za-z0-9_-]{20,}/ },
  { what: "a token", shape: /\bBearer\s+[\w.~+/-]{20,}=*/i },
];

const secretWords =
  "(?:client|app|shared|consumer)?[ _-]?secret(?:[ _-]?(?:value|text|key))?|pass(?:word|wd|phrase|code)?|pwd|kennwort|パスワード|シークレット(?:の値)?|クライアント ?シークレット|(?:api|access|account|private|shared|subscription|storage)[ _-]?key|(?:access|refresh|id|auth|bearer|api)[ _-]?token|token|credential";

/** `password=…` and `client secret: …`; whether the value could be one is decided by `couldBeSecret`. */
const assignment = new RegExp(
  `(?<![\\w-])["']?(?<name>${secretWords})["']?\\s*(?<sign>[:=：＝]|は)\\s*["'“]?(?<value>[^\\s"'”,;、}\\]]{6,})`,
  "giu",
);

/** A placeholder, a reference or a plain word is none. */
function couldBeSecret(sign: string, value: string): boolean {
  if (/^[<{$*([]|^(?:\.\.\.|…)|…$|^https?:\/\/[^@]*$/.test(value)) return false;
  if (/^\d{4}-\d{2}-\d{2}/.test(value)) return false;
  if (sign === "=" || sign === "＝") return true;
  return /\d/.test(value) && /[A-Za-z]/.test(value);
}

/** A password inside an address: `https://user:password@host`. */
const inAddress = /\b[a-z][a-z0-9+.-]*:\/\/[^\s/@:"']*:(?<value>[^\s/@"']+)@/i;

/** The shapes for an editor, which reads patterns without flags; only the first letters of a word may be of either case. */
export const secretPattern = shapes.map(({ shape }) => shape.source).join("|");

/** True for text in the shape of a credential. */
export function looksSecret(text: string): boolean {
  return shapes.some(({ shape }) => shape.test(text));
}

/** False where no line of the text can hold one, which is told without taking it apart. */
export function mayHoldSecret(text: string): boolean {
  return looksSecret(text) || inAddress.test(text) || text.search(assignment) >= 0;
}

/** A secret that was found in a text, without it. */
export interface FoundSecret {
  readonly what: string;
  /** Its first three characters, which Entra itself shows as the hint of a client secret, or the word before it. */
  readonly hint: string;
  /** Where it stands in the text. */
  readonly from: number;
  readonly to: number;
  /** By what it was told: its shape is one anywhere, a word may stand in an address that is judged by itself. */
  readonly told: "by its shape" | "by a word";
}

/** The first secret of a line, also one that only a word before it tells. */
export function secretIn(line: string): FoundSecret | undefined {
  for (const { what, shape } of shapes) {
    const match = shape.exec(line);
    if (match)
      return {
        what,
        hint: `${match[0].slice(0, match[0].startsWith("-----") ? 40 : 3)}…`,
        from: match.index,
        to: match.index + match[0].length,
        told: "by its shape",
      };
  }
  const address = inAddress.exec(line);
  if (address) {
    const from = address.index;
    return {
      what: "a password inside an address",
      hint: "://…:…@",
      from,
      to: from + address[0].length,
      told: "by a word",
    };
  }
  for (const match of line.matchAll(assignment)) {
    const { name = "", sign = "", value = "" } = match.groups ?? {};
    const from = match.index + match[0].length - value.length;
    if (couldBeSecret(sign, value))
      return { what: "a secret", hint: `${name}${sign}…`, from, to: from + value.length, told: "by a word" };
  }
  return undefined;
}
