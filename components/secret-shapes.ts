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
  // The shapes before it: 34 letters with a tilde, and 32 with signs of every kind.
  {
    what: "a client secret of Entra",
    shape: /(?<![\w~./-])(?=[\w.-]*~)(?=[\w.~-]*[A-Z])(?=[\w.~-]*[a-z])(?=[\w.~-]*\d)[\w~.-]{32,40}(?![\w~./-])/,
  },
  {
    what: "a client secret of Entra",
    shape:
      /(?<!\S)(?!\S*\/\/)(?=\S*[[\]?=@*])(?=(?:[A-Za-z\d]*[[\]?=@*:.\-_+/]){5})(?=\S*[A-Z])(?=\S*[a-z])(?=\S*\d)[A-Za-z\d[\]?=@*:.\-_+/]{32}(?!\S)/,
  },
  { what: "a private key", shape: /-----BEGIN [A-Z0-9 ]*PRIVATE KEY[A-Z ]*-----/ },
  // The same without its first line: PKCS #8 and PKCS #1 of RSA, PKCS #8 of P-256, and a .pfx.
  {
    what: "a private key",
    shape:
      /MII[A-Za-z0-9+/]{2,6}(?:IBADANBgkqhkiG9w0BAQEFAASC|IBAAKC|IBAzCC)[A-Za-z0-9+/]{20,}|MIG[A-Za-z0-9+/]{1,2}AgEAMBMGByqGSM49[A-Za-z0-9+/]{20,}/,
  },
  { what: "a private key", shape: /PuTTY-User-Key-File-\d/ },
  { what: "a token (JWT)", shape: /eyJ[\w-]{10,}\.eyJ[\w-]{10,}(?:\.[\w-]*)?/ },
  { what: "a refresh token of Entra", shape: /(?<![\w.-])[01]\.A[A-Za-z0-9_-]{60,}/ },
  { what: "a key of a storage account", shape: /(?:AccountKey|SharedAccessKey|sig)=[\w%+/=]{20,}/i },
  { what: "a key of a storage account", shape: /(?<![\w+/])[A-Za-z0-9+/]{86}==/ },
  { what: "a key of a function of Azure", shape: /[?&]code=[\w%+/-]{40,}={0,2}/ },
  { what: "a token of GitHub", shape: /\b(?:gh[pousr]_[A-Za-z0-9]{20,}|github_pat_\w{20,})/ },
  { what: "a token of GitLab", shape: /\bgl(?:pat|dt|rt|cbt|ptt|ft|soat|agent|imt|oas|ffct)-[\w-]{16,}/ },
  {
    what: "a token of Azure DevOps",
    shape: /\b[A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4}\b|(?<![\w+/=-])(?=[a-z]*[2-7])[a-z2-7]{52}(?![\w+/=-])/,
  },
  { what: "a key of AWS", shape: /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/ },
  { what: "a token of Slack", shape: /\bx(?:ox[abeprs]|app)-[\w-]{10,}/ },
  {
    what: "a webhook's address, which is its key",
    shape:
      /hooks\.slack\.com\/services\/[\w/]{20,}|webhook\.office\.com\/webhookb2\/[\w@/-]{20,}|discord(?:app)?\.com\/api\/webhooks\/\d+\/[\w-]{20,}/,
  },
  { what: "a key of Google", shape: /\b(?:AIza[\w-]{35}|ya29\.[\w-]{20,}|GOCSPX-[\w-]{20,})/ },
  { what: "a key of Stripe", shape: /\b[rs]k_(?:live|test)_\w{16,}/ },
  { what: "a key of SendGrid", shape: /\bSG\.[\w-]{16,}\.[\w-]{16,}/ },
  { what: "a key of Twilio", shape: /\bSK[0-9a-f]{32}\b/ },
  { what: "a token of npm", shape: /\bnpm_[A-Za-z0-9]{30,}/ },
  { what: "a token of Docker", shape: /\bdckr_(?:pat|oat)_[\w-]{20,}/ },
  { what: "a token of Hugging Face", shape: /\bhf_[A-Za-z0-9]{30,}/ },
  { what: "a token of Vault", shape: /\bhv[sbr]\.[\w-]{20,}|(?<![\w.-])s\.[A-Za-z0-9]{24}(?![\w.-])/ },
  { what: "a token of Pulumi", shape: /\bpul-[0-9a-f]{40}\b/ },
  { what: "a token of Terraform", shape: /\b[A-Za-z0-9]{14}\.atlasv1\.[\w-]{40,}/ },
  { what: "a token of Databricks", shape: /\bdapi[0-9a-f]{32}\b/ },
  { what: "a token of Dynatrace", shape: /\bdt0[a-z]\d\d\.[A-Z0-9]{24}\.[A-Z0-9]{60,}/ },
  { what: "a token of Shopify", shape: /\bshp(?:at|ca|pa|ss)_[0-9a-f]{32}\b/ },
  { what: "a token of DigitalOcean", shape: /\bdo[opr]_v1_[0-9a-f]{64}\b/ },
  { what: "a key of an API", shape: /\bsk-(?:[a-z]+-)*[A-Za-z0-9_-]{20,}/ },
  { what: "a token", shape: /\bBearer\s+[\w.~+/-]{20,}=*/i },
  { what: "a user's name and password", shape: /\bBasic\s+(?=[A-Za-z+/]*[\d=])[A-Za-z0-9+/]{12,}={0,2}(?![\w+/])/ },
];

const secretWords =
  "(?:client|app|shared|consumer)?[ _-]?secret(?:[ _-]?(?:value|text|key))?|(?:client|app|shared)[ _-]?geheimnis|geheimer schlüssel|geheimer clientschlüssel|pass(?:word|wd|phrase|code|wort)?|pwd|pw|kennwort|mot de passe|contraseña|senha|wachtwoord|hasło|暗証番号|密码|パスワード|シークレット(?:の値)?|クライアント ?シークレット|(?:api|access|account|private|shared|subscription|storage)[ _-]?key|(?:access|refresh|id|auth|bearer|api)[ _-]?token|token|credential";

/**
 * `password=…`, `client secret: …`, `the password is …`, `--password …`; whether the value could be one is decided by
 * `couldBeSecret`. Words with a hyphen or an underline before them are the names of variables and headers.
 */
const assignment = new RegExp(
  `(?<![\\p{L}\\d])["']?(?<name>(?:[A-Za-z\\d]{1,20}[_.-]){0,4}(?:${secretWords}))["']?(?<sign>\\s*(?::=|[:=：＝]|は|\\bis\\b|\\blautet\\b)|\\s(?=\\S*[A-Za-z])(?=\\S*\\d)(?=\\S*[!#$%&*+?@^~]))\\s*["'“]?(?<value>[^\\s"'”,;、}\\]]{6,})`,
  "giu",
);

/** `curl -u name:password`, `/user:name password`, and a name and password parted by a slash or a colon. */
const pair =
  /(?:(?:^|\s)(?:-u|--user|--login)\s+[\w.@\\-]+:|\/user:\S+\s+|\b(?:admin|administrator|root|user|login|sa)\s*[:/]\s*)(?<value>(?=\S*[A-Za-z])(?=\S*\d)(?=\S*[!#$%&*+?^~])\S{6,})/i;

/** A placeholder, a reference or a plain word is none. */
function couldBeSecret(sign: string, value: string): boolean {
  if (/^[<{$*([]|^(?:\.\.\.|…)|…$|^https?:\/\/[^@]*$/.test(value)) return false;
  // Where it is kept: `kv-m365/mailgates`.
  if (/^@Microsoft\.KeyVault\(|^[a-z][a-z0-9-]*(?:\/[a-z0-9-]+)+$/.test(value)) return false;
  if (/^\d{4}-\d{2}-\d{2}/.test(value) || /^[\w.+-]+@[\w.-]+\.\w+$/.test(value)) return false;
  if (/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value)) return false;
  if (/[=＝]/.test(sign)) return true;
  return /\d/.test(value) && /[A-Za-z]/.test(value);
}

/** A password inside an address: `https://user:password@host`, and as Oracle's driver writes it. */
const inAddress = /\b[a-z][a-z0-9+.-]*:\/\/[^\s/@:"']*:(?<value>[^\s/@"']+)@|\bjdbc:oracle:\w+:\w+\/[^\s@/]+@/i;

/** The shapes for an editor, which reads patterns without flags; only the first letters of a word may be of either case. */
export const secretPattern = shapes.map(({ shape }) => shape.source).join("|");

/** True for text in the shape of a credential. */
export function looksSecret(text: string): boolean {
  return shapes.some(({ shape }) => shape.test(text));
}

/** False where no line of the text can hold one, which is told without taking it apart. */
export function mayHoldSecret(text: string): boolean {
  return looksSecret(text) || inAddress.test(text) || pair.test(text) || text.search(assignment) >= 0;
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
        hint: `${match[0].slice(0, match[0].startsWith("-----") ? 10 : 3)}…`,
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
      return { what: "a secret", hint: `${name}${sign.trim()}…`, from, to: from + value.length, told: "by a word" };
  }
  const named = pair.exec(line);
  if (named) {
    const { value = "" } = named.groups ?? {};
    const from = named.index + named[0].length - value.length;
    return { what: "a password", hint: "beside a user's name", from, to: from + value.length, told: "by a word" };
  }
  return undefined;
}
