/**
 * A vendor's definition as a file: what a page asks for, written by the people of one tenant instead of in TypeScript.
 * Its keys are those of `VendorDefinition`, which the compiler holds it to (below); what a person may write shorter is
 * brought into that form here. What the file leaves out is neither guessed nor granted: own-definition.ts says so on the sheet.
 */
import { z } from "zod";
import { administrations, type Service } from "./administration.ts";
import { registeredUri } from "./asked.ts";
import { isDay } from "./dates.ts";
import type { Audience, Months, UndoStep, VendorDefinition } from "./definition.ts";
import { definitionConditions } from "./definition-conditions.ts";
import { proposing } from "./editor-conditions.ts";
import { type EditorHints, hintDefinition, hinted } from "./editor-hint.ts";
import { shown } from "./faults.ts";
import { identifierUriHints } from "./identifier-uri.ts";
import { actor, leaveTheFile, ownActors } from "./leaving.ts";
import type { LocalizedText } from "./localized-text.ts";
import { nearest } from "./nearest.ts";
import { idFault, normalId } from "./object-id.ts";
import { permissionsSchema } from "./permission-inputs.ts";
import { type ApiName, apiNames, type Permissions } from "./permissions.ts";
import { linkBehind, redirectUriFault, shownUri } from "./redirect-uri.ts";
import { directoryRoleFault, directoryRoleNames } from "./roles.ts";
import { looksSecret } from "./secret-shapes.ts";
import { hintDefinitions, type JsonSchemaDocument } from "./settings-json-schema.ts";
import { ruleName } from "./settings-schema.ts";
import { checked, secretHere, text } from "./settings-values.ts";
import { dayFault, daysIn } from "./written-day.ts";

/** A member of a union by its key, with a word for what else may stand there. */
function oneOf<const T extends string>(words: readonly [T, ...T[]], meanings: Readonly<Record<string, T>> = {}) {
  return z.enum(words, {
    error: ({ input }) => {
      if (input === undefined) return `is missing; one of ${words.join(", ")}`;
      if (Array.isArray(input)) return `a list stands where one word is expected; write one of ${words.join(", ")}`;
      const word = String(input).normalize("NFKC").trim();
      const meant = meanings[word.toLowerCase()] ?? nearest(word, words);
      return `${shown(input)} is not a choice here; ${meant ? `did you mean ${meant}? ` : ""}Allowed: ${words.join(", ")}`;
    },
  });
}

/** Which member of a union is meant, by the key that tells them apart. */
function byKey(key: string, words: readonly string[], meanings: Readonly<Record<string, string>> = {}) {
  return ({ input }: { readonly input?: unknown }) => {
    if (typeof input !== "object" || input === null || Array.isArray(input)) {
      const meant = words.find((word) => word === input) ?? meanings[String(input).toLowerCase()];
      const is = input === null || input === undefined ? "nothing" : Array.isArray(input) ? "a list" : shown(input);
      return `${is} stands where a map is expected; write { ${key}: ${meant ?? words.join(" | ")} } with its other keys`;
    }
    const value = (input as Readonly<Record<string, unknown>>)[key];
    if (value === undefined) return `lacks \`${key}\`; one of ${words.join(", ")}`;
    const meant = meanings[String(value).toLowerCase()] ?? nearest(String(value), words);
    return `has ${key}: ${shown(value)}; ${meant ? `did you mean ${meant}? ` : ""}Allowed: ${words.join(", ")}`;
  };
}

/** Text that may hold commands, a line each. */
function lines(longest: number) {
  return checked(z.string(), (value) => {
    if (value.trim() === "") return "is empty; write it or leave the key out";
    if (value.length > longest) return `has ${value.length} characters; at most ${longest}`;
    if (/[\p{Cf}\p{Zl}\p{Zp}]|[^\P{Cc}\n]/u.test(value))
      return `${shown(value)} holds a character that nobody sees; write plain text`;
    if (looksSecret(value)) return secretHere;
    return undefined;
  });
}

const forms = "write one text, or { en: …, ja: … }";

/** A sentence for readers of English and of Japanese; one text alone is what both read. */
function sentence(longest: number) {
  return z
    .union(
      [
        text(longest),
        z.strictObject({ en: text(longest).describe("In English"), ja: text(longest).describe("In Japanese") }),
      ],
      {
        error: ({ input }) => {
          if (input === undefined) return `is missing; ${forms}`;
          if (input === null) return `nothing stands where text is expected; ${forms}`;
          if (typeof input === "string") return text(longest).safeParse(input).error?.issues[0]?.message ?? forms;
          if (typeof input !== "object" || input === null || Array.isArray(input))
            return `${shown(input)} stands where text is expected; ${forms}`;
          const { en, ja, ...rest } = input as Readonly<Record<string, unknown>>;
          const [unknown] = Object.keys(rest);
          if (unknown !== undefined) {
            const meant = /^(?:ja?p|jpn|japan|日本語)/i.test(unknown)
              ? "ja"
              : /^(?:en|英語)/i.test(unknown)
                ? "en"
                : undefined;
            return `has the key ${shown(unknown)}; ${meant === undefined ? "" : `did you mean ${meant}? `}${forms}`;
          }
          if (en === undefined || ja === undefined) return `lacks \`${en === undefined ? "en" : "ja"}\`; ${forms}`;
          const fault = [en, ja].map((one) => text(longest).safeParse(one).error?.issues[0]?.message).find(Boolean);
          return fault ?? forms;
        },
      },
    )
    .transform((written): LocalizedText => (typeof written === "string" ? { en: written, ja: written } : written));
}

/** A number that people write without quotation marks: a step's. */
const stepNumber = z
  .union([text(20), z.number()], { error: ({ input }) => (input === undefined ? "is missing" : undefined) })
  .transform(String);

const monthsHints: EditorHints = {
  name: "Months",
  hints: [{ is: "[1-9]\\d{0,2} months", say: "Not a length of time in months; write 24 months" }],
};

const months = checked(z.string({ error: ({ input }) => monthsFault(input) }).meta(hinted(monthsHints)), (written) => {
  if (/^[1-9]\d{0,2} months$/.test(written)) return undefined;
  const no = `${shown(written)} is not a length of time in months`;
  const plain = written.normalize("NFKC").trim();
  if (/^(?:never|none|unlimited|forever|no limit|∞|無期限|なし|nie|unbegrenzt)$/i.test(plain))
    return `${no}; leave the key out where the page names no limit`;
  const [, number = "", unit = ""] =
    /^P?(\d+)\s*(m|y|d|w|か月|ヶ月|カ月|年|日|週|jahre?|monate?|tage?|wochen?)?/iu.exec(plain) ?? [];
  const months = monthsOf(Number(number), unit);
  return `${no}; write ${months === undefined ? "24 months" : `${months} months`}`;
}).transform((written) => written as Months);

/** How many whole months that is: a month is thirty days where days are told, a year twelve months. */
function monthsOf(count: number, unit: string): number | undefined {
  const days = /^(?:d|日|tag)/i.test(unit) ? count : /^(?:w|週)/i.test(unit) ? count * 7 : undefined;
  const months = days === undefined ? count * (/^(?:y|年|jahr)/i.test(unit) ? 12 : 1) : Math.round((days / 365) * 12);
  return unit !== "" && months > 0 && months < 1000 ? months : undefined;
}

/** A number of months without its unit. */
function monthsFault(input: unknown): string | undefined {
  return typeof input === "number" ? `${input} is no length of time alone; write ${input} months` : undefined;
}

const every = Object.fromEntries(apiNames().map((api) => [api, { delegated: "any", application: "any" } as const]));

/** Any permission that may be asked for, each name once. */
const permissions = permissionsSchema(every) as unknown as z.ZodType<Permissions, Permissions>;

const audienceWords: Readonly<Record<string, "single" | "multiple">> = {
  azureadmyorg: "single",
  azureadmultipleorgs: "multiple",
  "single tenant": "single",
  "single-tenant": "single",
  "multi tenant": "multiple",
  "multi-tenant": "multiple",
  multi: "multiple",
  シングルテナント: "single",
  マルチテナント: "multiple",
};

const audiences = { single: "AzureADMyOrg", multiple: "AzureADMultipleOrgs" } as const satisfies Record<
  string,
  Audience
>;

const platform = oneOf(["web", "spa", "publicClient"], {
  "single-page application": "spa",
  "single page application": "spa",
  browser: "spa",
  "mobile and desktop": "publicClient",
  "mobile and desktop applications": "publicClient",
  mobile: "publicClient",
  desktop: "publicClient",
  ios: "publicClient",
  android: "publicClient",
  macos: "publicClient",
  native: "publicClient",
  public: "publicClient",
  server: "web",
  "web app": "web",
  confidential: "web",
}).describe("Where they are registered: web, spa, or publicClient (mobile and desktop)");

const templateHints: EditorHints = {
  name: "URI as a page prints it",
  hints: [
    { not: "^(?![a-zA-Z][a-zA-Z0-9+.-]*://)", say: "Not an absolute URI; write it with https://" },
    {
      not: "^(?!https?://[^/]*\\{instance\\})[\\s\\S]*\\{instance\\}",
      say: "Has {instance} outside of the host; the customer's name stands in the host",
    },
    {
      not: "^http://(?!(?:localhost|127\\.0\\.0\\.1)(?:[:/]|$))",
      say: "Begins with http://; only https:// is accepted (http:// for localhost alone)",
    },
  ],
};

/** A URI as a page prints it, with `{instance}` where the customer's name or host stands. */
const template = checked(z.string().meta(hinted(templateHints)), (written) => {
  const inHost = /^https?:\/\/[^/]*\{instance\}/.test(written);
  if (written.includes("{instance}") && !inHost)
    return `${shownUri(written)} has {instance} outside of the host; the customer's name stands in the host`;
  // One that ends with its host is registered with a slash behind it (asked.ts).
  const uri = registeredUri(written.replaceAll("{instance}", "contoso"));
  // An app's own scheme is for a public client, and on which platform it stands the entry says (definition-rules.ts).
  const platform = /^https?:/i.test(uri) ? "web" : "publicClient";
  const fault = /^[a-z][a-z0-9+.-]*:/i.test(written)
    ? redirectUriFault(uri, { platform })
    : "is not an absolute URI; write it with https://";
  return fault && `${shownUri(written)} ${fault}`;
});

const instance = z
  .literal("host")
  .optional()
  .describe("What {instance} stands for: host, a whole host; its first part when left out");

/** What one of several ways is called in the tenant's file. */
function choices<T extends z.ZodType>(of: T) {
  return checked(z.record(z.string(), of), (written) => {
    const wrong = Object.keys(written).find((word) => !/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(word));
    if (wrong !== undefined)
      return `holds ${shown(wrong)}, which is no word that the tenant's file could choose; use lower-case words joined by hyphens`;
    return Object.keys(written).length === 0 ? "is empty; name at least one" : undefined;
  });
}

const redirectWords = ["page", "variants", "redirectUris", "instances"];

const redirectMeanings = { customer: "redirectUris", vendor: "page" };

/** Where the URIs of one platform come from. */
const redirectUrisOn = z.discriminatedUnion(
  "from",
  [
    z.strictObject({
      from: z.literal("page").describe("The page prints them, the same for every customer"),
      platform,
      uris: z.array(template).min(1).describe("As the page prints them"),
    }),
    z.strictObject({
      from: z
        .literal("variants")
        .describe("The page prints some for each way of running the product (`redirectVariant`)"),
      platform,
      variants: choices(
        z.strictObject({
          label: sentence(200).describe("The way, as the page words it"),
          uris: z.array(template).describe("As the page prints them; none where this way needs none"),
        }),
      ).describe("By the word that the tenant's file chooses"),
      instance,
    }),
    checked(
      z.strictObject({
        from: z.literal("redirectUris").describe("The customer types them in the tenant's file"),
        platform,
        min: z.int().min(0).max(50).describe("The least that the page asks for"),
        max: z.int().min(1).max(50).describe("The most"),
        withoutPath: z.literal(true).optional().describe("One may end with its host: https://localhost"),
      }),
      ({ min, max }) => (min > max ? `has min ${min} above max ${max}` : undefined),
    ),
    checked(
      z.strictObject({
        from: z.literal("instances").describe("One or several for each of the customer's instances"),
        platform,
        template: z
          .union([template, z.array(template).min(1)], {
            error: ({ input }) =>
              typeof input === "string"
                ? (template.safeParse(input).error?.issues[0]?.message ?? "is no URI")
                : "is no URI with {instance} in it, and no list of such",
          })
          .describe("What the page prints, with {instance} where the customer's name stands"),
        instance,
      }),
      ({ template: written }) => {
        const without = [written].flat().find((one) => !one.includes("{instance}"));
        return without === undefined
          ? undefined
          : `${shownUri(without)} has no {instance}; write it where the customer's name stands: https://{instance}.example.com/callback`;
      },
    ),
  ],
  { error: byKey("from", redirectWords, redirectMeanings) },
);

/** Those of one platform, or a list with an entry for each of several. Which is told by what stands there. */
const redirectUris = z.union([
  z.discriminatedUnion(
    "from",
    [z.strictObject({ from: z.literal("nowhere").describe("The page asks for none") }), ...redirectUrisOn.options],
    { error: byKey("from", ["nowhere", ...redirectWords], { none: "nowhere", ...redirectMeanings }) },
  ),
  z.array(redirectUrisOn).min(1),
]);

const lifetime = months.optional().describe("How long the page lets it live: 24 months");
const renewBefore = months.optional().describe("When the page wants it renewed, before its end");

const thumbprint = oneOf(["sha1Base64", "sha1Hex", "sha256Base64Url", "none"], {
  sha1: "sha1Hex",
  "sha-1": "sha1Hex",
  hex: "sha1Hex",
  x5t: "sha1Base64",
  base64: "sha1Base64",
  sha256: "sha256Base64Url",
  "sha-256": "sha256Base64Url",
  "x5t#s256": "sha256Base64Url",
}).describe("The form of the thumbprint that the vendor's form wants; none: it takes the certificate itself");

const noneAsked = z.strictObject({
  kind: z
    .literal("none")
    .describe(
      "The application is the vendor's own (`registration`), or a public client (spa, publicClient, publicClientFlows)",
    ),
});

const secretAsked = z.strictObject({
  kind: z.literal("secret").describe("A client secret"),
  lifetime,
  renewBefore,
  certificatePossible: z
    .literal(true)
    .optional()
    .describe("The vendor takes a certificate as well; the secret is then a choice and needs an exception"),
});

const certificateAsked = z.strictObject({
  kind: z.literal("certificate").describe("A certificate"),
  thumbprint,
  lifetime,
  renewBefore,
});

const federatedAsked = z.strictObject({
  kind: z.literal("federated").describe("Tokens of another issuer in place of a secret"),
  issuer: text(300).optional().describe("The issuer that the page names; an input when left out"),
  subject: oneOf(["managedIdentity", "workload"]).describe("Whom the subject names"),
  audience: text(300).describe("The audience that the page names"),
});

const kindMeanings = {
  password: "secret",
  "client secret": "secret",
  "client-secret": "secret",
  clientsecret: "secret",
  cert: "certificate",
  key: "certificate",
};

const kindsAsked = ["secret", "certificate", "federated", "none"];

const credentialAsked = z.discriminatedUnion("kind", [secretAsked, certificateAsked, federatedAsked, noneAsked], {
  error: (issue) =>
    Array.isArray(issue.input)
      ? "a list stands where a map is expected; write { oneOf: […] } where the customer chooses one, { all: […] } where the product needs all"
      : byKey("kind", kindsAsked, kindMeanings)(issue),
});

const scheduledAsked = z.discriminatedUnion("kind", [secretAsked, certificateAsked], {
  error: byKey("kind", ["secret", "certificate"], kindMeanings),
});

/** What the vendor's form takes: one proof, one of several, or several at once. Which is told by the key that is there. */
const credential = z.union([
  credentialAsked,
  z.strictObject({ oneOf: z.array(credentialAsked).min(2).describe("The customer chooses one") }),
  z.strictObject({ all: z.array(scheduledAsked).min(2).describe("The product needs all of them at once") }),
]);

const claims = z.strictObject({
  optional: z
    .array(
      z.strictObject({
        name: text(120).describe("upn, email, groups …"),
        in: z
          .array(
            oneOf(["idToken", "accessToken", "saml2Token"], {
              id: "idToken",
              id_token: "idToken",
              access: "accessToken",
              access_token: "accessToken",
              saml: "saml2Token",
            }),
          )
          .min(1)
          .describe("The tokens that hold it"),
      }),
    )
    .min(1)
    .optional()
    .describe("Optional claims"),
  groups: oneOf(["ApplicationGroup", "SecurityGroup", "DirectoryRole", "All"])
    .optional()
    .describe("Which of a person's groups stand in the token; ApplicationGroup: assigned ones alone"),
});

const appRole = z.strictObject({
  value: checked(z.string(), (value) =>
    /^[\w!#$%&'()*+,./:;=?@[\]^{|}~-]{1,120}$/.test(value) && !value.startsWith(".")
      ? undefined
      : `${shown(value)} is not a role's value; letters, digits and signs, without blanks`,
  ).describe("As it stands in the token"),
  name: text(100).describe("What people read of it"),
  description: text(300).describe("What it is for"),
  for: z
    .array(
      oneOf(["users", "applications"], {
        "users/groups": "users",
        groups: "users",
        people: "users",
        ユーザー: "users",
        アプリケーション: "applications",
      }),
    )
    .min(1)
    .describe("Who may be assigned to it"),
  administers: z
    .literal(true)
    .optional()
    .describe("Who has it administers the product; a name such as Admin or Owner tells it too"),
});

const identifierUri = z.discriminatedUnion(
  "from",
  [
    z.strictObject({ from: z.literal("clientId").describe("api://{clientId}, which the portal proposes") }),
    z.strictObject({
      from: z.literal("page").describe("The page prints it, the same for every customer but for the ids"),
      uri: text(300)
        .meta(hinted(identifierUriHints))
        .describe("As the page prints it, with {clientId} and {tenantId} where the ids stand"),
    }),
    z.strictObject({ from: z.literal("identifierUri").describe("The customer types it in the tenant's file") }),
  ],
  {
    error: (issue) =>
      typeof issue.input === "string" && issue.input.includes("://")
        ? `${shownUri(issue.input)} stands where a map is expected; write ${issue.input === "api://{clientId}" ? "{ from: clientId }" : `{ from: page, uri: ${shownUri(issue.input)} }`}`
        : byKey("from", ["clientId", "page", "identifierUri"], {
            default: "clientId",
            appid: "clientId",
            vendor: "page",
            customer: "identifierUri",
          })(issue),
  },
);

const scopeHints: EditorHints = {
  name: "Scope of one's own",
  hints: [
    {
      not: "^(?:[aA][pP][iI]|[hH][tT][tT][pP][sS])://",
      say: "The whole scope; write its name alone, behind the last slash",
    },
    {
      is: "[^\\s.][^\\s]{0,119}",
      say: "Not a scope's value; letters, digits and signs, without blanks (access_as_user)",
    },
  ],
};

/** What somebody asks for behind the ID URI, without it. */
function scopeFault(value: string): string | undefined {
  const [, behind] = /^(?:api|https):\/\/.+\/([^/]+)$/i.exec(value) ?? [];
  if (behind !== undefined) return `${shown(value)} is the whole scope; write its name alone: ${behind}`;
  return /^[\w!#$%&'()*+,./:;=?@[\]^{|}~-]{1,120}$/.test(value) && !value.startsWith(".")
    ? undefined
    : `${shown(value)} is not a scope's value; letters, digits and signs, without blanks (access_as_user)`;
}

const exposes = z.strictObject({
  identifierUri: identifierUri
    .optional()
    .describe("Where the Application ID URI comes from, by which its tokens and scopes are asked for"),
  accessTokenVersion: z
    .literal([1, 2], {
      error: ({ input }) => {
        const [digit] = /[12]/.exec(String(input)) ?? [];
        return `${shown(input)} is not a version of access tokens; ${digit === undefined ? "write 1 or 2" : `write ${digit}, without quotation marks`}`;
      },
    })
    .optional()
    .describe("The version of its access tokens: 1 or 2"),
  scopes: z
    .array(
      z.strictObject({
        value: checked(z.string().meta(hinted(scopeHints)), scopeFault).describe("access_as_user"),
        name: text(100).describe("What whoever consents reads of it"),
        description: text(300).describe("What it allows"),
        consent: oneOf(["admins", "users"], {
          admin: "admins",
          "admins only": "admins",
          管理者のみ: "admins",
          everyone: "users",
          "admins and users": "users",
          管理者とユーザー: "users",
        }).describe("Who may consent to it"),
      }),
    )
    .min(1)
    .optional()
    .describe("Scopes that other applications may ask for"),
});

const keyStore = z.strictObject({
  format: oneOf(["jks", "pkcs12"]).describe("jks or pkcs12 (PFX)"),
  file: text(100).describe("What the file is called on the page's command lines"),
  alias: text(100).describe("The key's alias in it"),
  step: stepNumber.describe("The step at which it is made"),
});

const authorization = z.discriminatedUnion(
  "by",
  [
    z.strictObject({
      by: z.literal("operator").describe("Whoever holds the client secret redeems the code"),
      steps: z.tuple([stepNumber, stepNumber]).describe("The step that authorizes, and the one that types the tokens"),
      for: text(200).describe("What the tokens are for"),
    }),
    z.strictObject({
      by: z.literal("vendor").describe("The product redeems it at a redirect URI of its own"),
      procedure: text(200).describe("The title of the procedure"),
      step: stepNumber.describe("The step with the button"),
      button: text(100).describe("The button's label as the screen shows it"),
      where: text(300).describe("Where the button is"),
    }),
  ],
  { error: byKey("by", ["operator", "vendor"]) },
);

const apiName = oneOf(apiNames() as readonly [ApiName, ...ApiName[]]).transform((api): string => api);

/** True for a map that says which member of a union it is to be: what is wrong below the key is told there. */
function hasOneOf(input: unknown, keys: readonly string[]): boolean {
  return typeof input === "object" && input !== null && !Array.isArray(input) && keys.some((key) => key in input);
}

/** What stands there, of a map its keys alone. */
function shownKeys(input: unknown): string {
  if (typeof input !== "object" || input === null) return input === null ? "nothing" : shown(input);
  return Array.isArray(input) ? "a list" : `{ ${Object.keys(input).join(", ")} }`;
}

const addable = z.union(
  [
    z.strictObject({
      any: z
        .array(
          z.strictObject({
            api: apiName.describe("The API's display name"),
            kinds: z
              .array(oneOf(["delegated", "application"]))
              .min(1)
              .describe("delegated, application or both"),
          }),
        )
        .min(1)
        .describe("The page leaves the list open: anything of this API and kind"),
    }),
    z.strictObject({ only: permissions.describe("The page names further permissions as a choice") }),
  ],
  {
    error: ({ input }) =>
      hasOneOf(input, ["any", "only"])
        ? undefined
        : `${shownKeys(input)} is not a list of what may be added; write { only: { <API>: … } } or { any: [{ api, kinds }] }`,
  },
);

const permissionSet = z.strictObject({
  label: sentence(200).describe("What is chosen, as the page words it"),
  permissions: permissions.describe("What it needs beside the definition's own"),
  omittable: permissions.optional().describe("Those of them that the tenant's file may leave out (`omits`)"),
  addable: addable.optional().describe("What the tenant's file may add with this set"),
});

const roleName = oneOf(directoryRoleNames() as readonly [string, ...string[]]).describe(
  "Graph's name of an Entra directory role",
);

const roleCondition = z
  .union(
    [
      z.strictObject({ sets: z.array(text(40)).min(1).describe("Words of `permissionSets`") }),
      z.strictObject({ decide: sentence(300).describe("When the customer needs it") }),
    ],
    {
      error: ({ input }) =>
        `${shownKeys(input)} does not say when; write { sets: [<a word of permissionSets>] } or { decide: … }`,
    },
  )
  .optional()
  .describe("When it is needed; always when left out");

const directoryRoles = z.union(
  [
    z.literal(true),
    z
      .array(
        z.union(
          [
            z.strictObject({ role: roleName, when: roleCondition }),
            z.strictObject({
              oneOf: z.array(roleName).min(2).describe("The tenant's file chooses one; the first can do least"),
              when: roleCondition,
            }),
          ],
          { error: ({ input }) => roleFault(input) },
        ),
      )
      .min(1),
  ],
  {
    error: ({ input }) =>
      Array.isArray(input) && input.length > 0
        ? undefined
        : `${typeof input === "string" && directoryRoleNames().includes(input) ? `${shown(input)} is not a list of roles; write [{ role: ${input} }]` : `${shown(input)} is not a list of roles; write true where the page names none, or [{ role: … }], [{ oneOf: […] }]`}`,
  },
);

/** Which of an entry's names is no role. */
function roleFault(entry: unknown): string | undefined {
  const forms = "write { role: <name> } or { oneOf: [<name>, …] }";
  if (typeof entry === "string" && directoryRoleNames().includes(entry))
    return `${shown(entry)} is not an entry; write { role: ${entry} }`;
  if (typeof entry !== "object" || entry === null) return `${shown(entry)} is not an entry; ${forms}`;
  const { role, oneOf: several } = entry as { readonly role?: unknown; readonly oneOf?: unknown };
  const wrong = [role, several]
    .flat()
    .find((name) => name !== undefined && !directoryRoleNames().includes(String(name)));
  const fault = wrong === undefined ? undefined : directoryRoleFault(String(wrong));
  if (fault !== undefined) return fault;
  // What is wrong below a key that is there is told there.
  return hasOneOf(entry, ["role", "oneOf"]) ? undefined : `${shownKeys(entry)} is not an entry; ${forms}`;
}

const mailboxes = z.union(
  [
    z.literal(true),
    z.strictObject({
      limits: permissions.describe("Application permissions that Exchange gives for the named mailboxes alone"),
      always: z.literal(true).optional().describe("Without named mailboxes the page gives none of them"),
    }),
  ],
  {
    error: ({ input }) =>
      hasOneOf(input, ["limits"])
        ? undefined
        : input === false
          ? "false is not a way to mailboxes; leave the key out where the vendor works with none"
          : Array.isArray(input)
            ? "a list is not a way to mailboxes; the tenant's file names them, and here stands true (IMAP, SMTP, full access), or { limits: { <API>: { application: […] } } } for roles in Exchange"
            : `${shownKeys(input)} is not a way to mailboxes; write true (IMAP, SMTP, full access), or { limits: { <API>: { application: […] } } } for roles in Exchange`,
  },
);

const registration = z.strictObject({
  by: z
    .literal("vendor", { error: ({ input }) => `${shown(input)} is not allowed; write vendor` })
    .describe("The vendor: the application is its own"),
  name: text(120).describe("As the vendor names its application, and so the portal's list"),
  clientId: checked(z.string(), (id) => idFault(id, "the application (client) id that the vendor's page prints"))
    .transform(normalId)
    .optional()
    .describe("Its application (client) id, as the page prints it; an input where it prints none"),
});

const valueForms =
  'write the value ("{clientId}", "{tenantId}", "{secret}"), or { choose }, { tick }, { leaveBlank: true } or { decide }';

const conditions = [
  "multiTenant",
  "singleTenant",
  "redirectUri",
  "delegatedPermission",
  "receives",
  "sendsAs",
  "limitedMailboxes",
  "rolesAssigned",
  "rolesUnassigned",
] as const;

/** Whose business a part of the sheet is. */
const applicability = z.union(
  [z.enum(conditions), z.strictObject({ sets: z.array(text(40)).min(1).describe("Words of `permissionSets`") })],
  {
    error: ({ input }) =>
      `${shown(input)} is not a condition; write ${conditions.join(", ")}, or { sets: [<a word of permissionSets>] }`,
  },
);

function appliesTo(what: string) {
  return applicability
    .optional()
    .describe(`Where ${what} applies: ${conditions.join(", ")} or some permission sets; everywhere when left out`);
}

/** A placeholder without quotation marks, which YAML takes for a map. */
function unquoted(input: unknown): string | undefined {
  if (typeof input !== "object" || input === null || Array.isArray(input)) return undefined;
  const [[key = "", value] = [], ...others] = Object.entries(input);
  return others.length === 0 && value === null && key !== ""
    ? `{${key}} is read as a map by YAML; quote it: "{${key}}"`
    : undefined;
}

const valueKeys: readonly string[] = ["enter", "choose", "tick", "leaveBlank", "decide"];

/** A map that says nothing of what is entered, or says it in another word. */
function valueKeyFault(input: unknown): string {
  const [key = ""] = typeof input === "object" && input !== null ? Object.keys(input) : [];
  const meant = nearest(key, valueKeys);
  return `${shownKeys(input)} is not what is entered; ${meant === undefined ? "" : `did you mean { ${meant} }? `}${valueForms}`;
}

/** What is entered into a field; a text alone is what is typed. */
const fieldValue = z
  .union(
    [
      text(4000),
      z.strictObject({
        enter: text(4000).describe("What is typed, placeholders in braces"),
        or: text(4000).optional().describe("Another value that is right, too"),
      }),
      z.strictObject({ choose: text(500).describe("The entry of a list, as the form prints it") }),
      z.strictObject({ tick: z.boolean().describe("Whether the box is ticked") }),
      z.strictObject({ leaveBlank: z.literal(true).describe("Nothing is entered") }),
      z.strictObject({ decide: text(1000).describe("The person decides; what the page says of it") }),
    ],
    {
      error: ({ input }) =>
        input === undefined
          ? `is missing; ${valueForms}`
          : typeof input === "string"
            ? (text(4000).safeParse(input).error?.issues[0]?.message ?? valueForms)
            : typeof input === "number"
              ? `${input} is read as a number by YAML; quote it: "${input}"`
              : hasOneOf(input, valueKeys)
                ? undefined
                : (unquoted(input) ?? valueKeyFault(input)),
    },
  )
  .transform((written) => (typeof written === "string" ? { enter: written } : written));

/** Where the vendor takes several kinds of credential, and a part is there for one of them alone. */
const withCredential = oneOf(["secret", "certificate", "federated"])
  .optional()
  .describe("Only where the integration has a credential of this kind; everywhere when left out");

const field = z.strictObject({
  label: text(300).describe("The label exactly as the vendor's screen shows it"),
  value: fieldValue.describe('What goes into it: "{clientId}", or { choose: … }, { tick: true }, { decide: … }'),
  note: text(1000).optional().describe("What is to be known of it"),
  withCredential,
  appliesTo: appliesTo("the field"),
});

const excerpt = z.strictObject({
  file: text(300).describe("The file, as the page names it"),
  syntax: oneOf(["xml", "ruby"]).describe("Says how a value is quoted in it"),
  lines: lines(4000).describe("The lines as they are to stand there, with placeholders in braces"),
});

const step = z.strictObject({
  step: stepNumber.describe("The number as the page prints it"),
  by: text(200).meta({
    description: "Who does it: a `who` of actsAs, or `stack` for what the stack has done",
    ...proposing([{ label: "stack", description: "The stack has done it already", body: "stack" }]),
  }),
  text: lines(4000).describe("What to do, in your own words; labels as the screen shows them, placeholders in braces"),
  appliesTo: appliesTo("the step"),
  each: oneOf(["instances", "mailboxes"]).optional().describe("Repeats the step for each of these inputs"),
  fields: z.array(field).min(1).optional().describe("The fields of the form, in order"),
  excerpt: excerpt.optional().describe("Lines of one of the vendor's files, in place of a form"),
  expect: text(1000).optional().describe("What the page says will be seen"),
  advice: text(2000).optional().describe("Your own advice, apart from the page's words"),
  withCredential,
});

const procedure = z.strictObject({
  title: text(300).describe("As the page calls it"),
  when: oneOf(["set-up", "renewal"], {
    setup: "set-up",
    初期設定: "set-up",
    設定: "set-up",
    einrichtung: "set-up",
    renew: "renewal",
    rotation: "renewal",
    更新: "renewal",
    erneuerung: "renewal",
  }).describe("set-up: once; renewal: whenever the credential is renewed"),
  onPage: z.boolean().describe("False: the page presupposes it, or it is your own"),
  appliesTo: appliesTo("the procedure"),
  folded: text(300).optional().describe("Most readers do none of it: the sentence under which the sheet folds it away"),
  withCredential,
  steps: z.array(step).min(1).describe("In order"),
});

/** The word for the four changes that take an integration out of the tenant's file. */
const leavingWord = "leaveTheFile";

const undo = z
  .union(
    [
      z.literal(leavingWord),
      z.strictObject({
        by: text(200).meta({
          description: "Who does it: a `who` of actsAs, or one of those whom every file knows",
          ...proposing(ownActors.map(({ en }) => ({ label: en, description: "On this side", body: en }))),
        }),
        text: sentence(1000).describe("What to do"),
        appliesTo: appliesTo("the step"),
      }),
    ],
    { error: () => `is not a step of leaving; write { by: <a \`who\` of actsAs>, text: … }, or ${leavingWord}` },
  )
  .transform(
    (written): UndoStep =>
      written === leavingWord
        ? leaveTheFile
        : {
            by: actor(written.by),
            ...written.text,
            ...(written.appliesTo !== undefined && { appliesTo: written.appliesTo }),
          },
  );

const demand = z.strictObject({
  rule: ruleName.transform((rule): string => rule).describe("The rule that the page goes against"),
  subject: text(300).optional().describe("The permission, role, URI or mailbox it is about"),
  step: stepNumber.describe("The step of the page"),
  reason: sentence(500).describe("Why the page asks for it"),
});

const pageUrlHints: EditorHints = {
  name: "Address of a page",
  hints: [
    { not: "^(?!https?://)", say: "Not an address; write https://…" },
    { not: "^https?://[^/?#]*@", say: "Holds a user or a password; write it without" },
    {
      not: "safelinks\\.protection\\.|//urldefense\\.|mimecast",
      say: "A mail filter's link; write the address that the browser shows once the page is open",
    },
    { not: "[?&#](?:token|access_token|sig|code|id_token)=", say: "Holds a token; write it without" },
    { not: "^http://", say: "Begins with http://; write https://" },
  ],
};

const pageUrl = checked(z.string().meta(hinted(pageUrlHints)), (url) => {
  if (!/^https?:\/\//.test(url) || !URL.canParse(url)) return `${shownUri(url)} is not an address; write https://…`;
  const { username, password, protocol } = new URL(url);
  if (username !== "" || password !== "") return `${shownUri(url)} holds a user or password; write it without`;
  const link = linkBehind(url);
  if (link !== undefined)
    return `is ${link.filter}; write ${link.behind === undefined ? "the address that the browser shows once the page is open" : shownUri(link.behind)}`;
  if (shownUri(url).includes("=…") || looksSecret(url))
    return `${shownUri(url)} holds a token of whoever copied it; write ${shownUri(url.replace(/[?#].*$/, ""))}`;
  if (protocol === "http:") return `${shownUri(url)} begins with http://; write https://${shownUri(url).slice(8, -1)}`;
  return undefined;
});

const asOfHints: EditorHints = {
  name: "State of a page",
  hints: [
    {
      not: "^(?:[tT]oday|[nN]ow|[lL]atest|[cC]urrent|[hH]eute|[aA]ktuell|今日|本日|最新|現在)$",
      say: "Another day by the time somebody reads it; write the day or the version: 2026-10-21, 11.42",
    },
    { not: "^\\d{1,2}[./]\\d{1,2}[./]\\d{4}$|年", say: "Not written as YYYY-MM-DD" },
    {
      not: "^\\d{4}-(?:(?!0[1-9]|1[0-2])\\d\\d(?:-\\d\\d)?|\\d\\d-(?:00|3[2-9]|[4-9]\\d)|02-3\\d)$",
      say: "Not a day that exists; write YYYY-MM-DD",
    },
  ],
};

/** The state of a page: a day, a month, or a version, which a product numbers as it likes. */
const asOf = checked(text(40).meta(hinted(asOfHints)), (written) => {
  const plain = written.normalize("NFKC").trim();
  if (/^(?:today|yesterday|now|latest|current|heute|gestern|aktuell|今日|本日|昨日|最新|現在)$/i.test(plain))
    return `${shown(written)} is another day by the time somebody reads it; write the day or the version: 2026-10-21, 11.42`;
  if (isDay(plain) || /^\d{4}-(?:0[1-9]|1[0-2])$/.test(plain)) return undefined;
  const month = /^(\d{4})(?:年\s*|[/.])(\d{1,2})月?$/.exec(plain);
  const number = Number(month?.[2] ?? 0);
  if (month !== null && number >= 1 && number <= 12)
    return `${shown(written)} is not written as YYYY-MM; write ${month[1]}-${String(number).padStart(2, "0")}`;
  const isOfDays = /^\d{4}-\d{2}/.test(plain) || (/(?:19|20)\d\d|令和|平成/.test(plain) && daysIn(plain).length > 0);
  return isOfDays ? dayFault(plain) : undefined;
});

/** A vendor's file. */
export const definitionSchema = z.strictObject({
  product: text(120).describe("The product's name as the vendor writes it; the application's display name"),
  page: z
    .strictObject({
      publisher: text(120).describe("Who publishes the page"),
      title: text(300).describe("The page's title"),
      language: oneOf(["en", "ja"], {
        english: "en",
        "en-us": "en",
        "en-gb": "en",
        英語: "en",
        jp: "ja",
        japanese: "ja",
        "ja-jp": "ja",
        日本語: "ja",
      }).describe("The language of the page, and so of the sheet: en or ja"),
      url: pageUrl.optional().describe("Where it stands: https://…"),
      asOf: asOf.optional().describe("The state of the page: 2026-10, 2026-10-21"),
    })
    .describe("The page that asks for it; the sheet and the review name it"),
  serves: sentence(300).describe("What the integration is for, one sentence"),
  registration: registration
    .optional()
    .describe("The vendor's own multi-tenant application signs in, and the stack registers none"),
  audience: oneOf(["single", "multiple"], audienceWords)
    .transform((word): Audience => audiences[word])
    .describe("Who may sign in: single, this tenant alone; multiple, any organisation's users"),
  narrowerAudience: oneOf(["single"], audienceWords)
    .transform((word): Audience => audiences[word])
    .optional()
    .describe("With audience: multiple, that the tenant's file may choose single"),
  redirectUris: redirectUris
    .optional()
    .describe(
      "Where the redirect URIs come from; none when left out, a list with an entry a platform where there are several",
    ),
  publicClientFlows: z.literal(true).optional().describe("The page switches public client flows on"),
  implicitGrant: z
    .array(oneOf(["accessToken", "idToken"]))
    .optional()
    .describe("The boxes of the implicit grant that the page has ticked; none when left out"),
  permissions: permissions.describe("What the page asks of everybody, by API and kind; {} where it asks for none"),
  omittable: permissions.optional().describe("Those of `permissions` that the tenant's file may leave out (`omits`)"),
  addable: addable.optional().describe("What the tenant's file may add (`permissions`)"),
  permissionSets: choices(permissionSet)
    .optional()
    .describe("Ways of using the product, of which the tenant's file chooses one (`permissionSet`)"),
  credential: credential.describe(
    "What the vendor's form takes as proof: { kind: secret } or { kind: certificate, thumbprint }",
  ),
  keyStore: keyStore.optional().describe("With a certificate: the store in which the vendor takes key and certificate"),
  authorization: authorization.optional().describe("How somebody signs in, once, so that the product may act for them"),
  directoryRoles: directoryRoles
    .optional()
    .describe("Entra directory roles that the page asks for: true where it names none, else a list"),
  claims: claims.optional().describe("What its tokens say of a person beyond the usual"),
  appRoles: z.array(appRole).min(1).optional().describe("Roles of the product's own, to which people are assigned"),
  exposes: exposes.optional().describe("What others may ask of the application as of an API"),
  administers: z
    .array(oneOf(Object.keys(administrations) as [Service, ...Service[]]))
    .min(1)
    .optional()
    .describe("What the product administers: roles that cannot do that are told"),
  mailboxes: mailboxes.optional().describe("The vendor works with mailboxes, which the tenant's file names"),
  actsAs: z
    .array(
      z.strictObject({
        who: text(200).describe("The person, as the steps name them"),
        role: text(300).describe("The role that the page wants"),
        does: text(500).describe("What that person does"),
      }),
    )
    .min(1)
    .optional()
    .describe("Who acts"),
  places: z.array(text(300)).optional().describe("Everywhere the credential is typed; needed with a credential"),
  breaksWhenExpired: sentence(300).describe("What stops when the credential ends, one sentence"),
  proof: z
    .strictObject({
      shows: text(500).describe("What shows that it works"),
      expected: z
        .array(
          z.union([
            text(500),
            z.strictObject({
              text: text(500).describe("The error"),
              appliesTo: applicability.describe("Where it is expected"),
            }),
          ]),
        )
        .optional()
        .describe("Errors that are expected on the way"),
    })
    .optional()
    .describe("How to see that it works"),
  undo: z.array(undo).min(1).optional().describe("What to do to leave, in order"),
  demands: z
    .array(demand)
    .optional()
    .describe(
      "Where the page goes against a rule of the review. It excuses nothing: the tenant's file gives its own reason",
    ),
  notOnPage: z.array(text(500)).optional().describe("What the page does not say"),
  procedures: z.array(procedure).min(1).optional().describe("The steps; a minimal sheet when left out"),
});

/** The JSON Schema of a vendor's file, for editors. */
export function definitionJsonSchema(): JsonSchemaDocument & z.core.JSONSchema.BaseSchema {
  const schema = z.toJSONSchema(definitionSchema, { target: "draft-7", io: "input" });
  // What zod was given an id for it puts there, each as a schema; its own type does not say so.
  const ids = schema.definitions as JsonSchemaDocument["definitions"];
  const hints = [monthsHints, templateHints, scopeHints, pageUrlHints, asOfHints];
  const own = Object.fromEntries(hints.map((one) => [one.name, hintDefinition(one) as z.core.JSONSchema.BaseSchema]));
  return { ...schema, allOf: [...definitionConditions()], definitions: { ...ids, ...hintDefinitions(), ...own } };
}

/** What stands in a file, in the form of a definition. */
export type WrittenDefinition = z.output<typeof definitionSchema>;

/** A type without what a file may leave out and without `readonly`, so that two can be compared. */
type Plain<T> = T extends readonly (infer E)[]
  ? Plain<E>[]
  : T extends object
    ? { -readonly [K in keyof T]-?: Plain<Exclude<T[K], undefined>> }
    : T;

type Same<A, B> = [Plain<A>] extends [Plain<B>]
  ? [Plain<B>] extends [Plain<A>]
    ? "same"
    : "schema lacks"
  : "type lacks";

/** Each key of a definition, and whether a file can say the same of it. */
type Agreement = {
  [K in
    | Exclude<keyof VendorDefinition, "vendor" | "writtenIn">
    | keyof WrittenDefinition]: K extends keyof VendorDefinition
    ? K extends keyof WrittenDefinition
      ? Same<Exclude<WrittenDefinition[K], undefined>, Exclude<VendorDefinition[K], undefined>>
      : "schema lacks the key"
    : "type lacks the key";
};

/** Does not compile where a file cannot say what a definition can, or more; the key of the error is the one that differs. */
const agreement: Record<keyof Agreement, "same"> = {} as Agreement;
void agreement;
