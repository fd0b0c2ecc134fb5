/** The rules of definition-rules.ts for editors, as far as a schema can say them. */
import {
  all,
  any,
  every,
  forbidden,
  matching,
  needed,
  not,
  oneOf,
  type Schema,
  some,
  unproposed,
  when,
  wrong,
} from "./editor-conditions.ts";
import { refused } from "./editor-hint.ts";
import { type ApiName, apiIdOf, apiNames, type Kind, permissionNames } from "./permissions.ts";
import { credentialPlaceholders, eachPlaceholders, placeholderNames } from "./placeholder-names.ts";
import { neverWorks } from "./preconditions.ts";

const kindPlaces = [
  ["credential", "kind"],
  ["credential", "oneOf", "*", "kind"],
  ["credential", "all", "*", "kind"],
];

/** The page asks for a credential of this kind, alone or beside others. */
function asks(kind: string): Schema {
  return any(...kindPlaces.map((path) => some(path, oneOf(kind))));
}

const asksAny = any(...kindPlaces.map((path) => some(path, oneOf("secret", "certificate", "federated", "none"))));

const steps = ["procedures", "*", "steps", "*"];

/** A word in braces that is one of these names; `%{…}` is none of ours (placeholder-names.ts). */
function braced(names: readonly string[]): string {
  return `(?<!%)\\{(?:${names.map((name) => name.replaceAll(".", "\\.")).join("|")})\\}`;
}

function without(pattern: string, say: string): Schema {
  return { pattern: `^(?![\\s\\S]*${pattern})`, patternErrorMessage: say };
}

/** A step with its texts, what is entered into its fields, and the lines of a file. */
function texts(plain: Schema, entered = plain, lines = plain): Schema {
  const keys = (of: Readonly<Record<string, Schema>>): Schema => ({
    properties: Object.fromEntries(Object.entries(of).map(([key, schema]) => [key, unproposed(schema)])),
  });
  const value = { ...entered, ...keys({ choose: plain, decide: plain, enter: entered, or: entered }) };
  return keys({
    text: plain,
    expect: plain,
    advice: plain,
    fields: { items: keys({ label: plain, note: plain, value }) },
    excerpt: keys({ lines }),
  });
}

const secrets = ["secret", "privateKey"];

function placeholderConditions(): readonly Schema[] {
  const known = without(
    `(?<!%)\\{(?!(?:${placeholderNames.map((name) => name.replaceAll(".", "\\.")).join("|")})\\})[A-Za-z][\\w.]*\\}`,
    "Holds a word in braces that is no placeholder; `./integrations check` names the nearest",
  );
  const each = Object.entries(eachPlaceholders).map(([input, name]) =>
    when(
      not(some(["each"], oneOf(input))),
      texts(
        without(
          braced([name]),
          `Holds {${name}} in a step that is not repeated; write \`each: ${input}\` beside the step's text`,
        ),
      ),
    ),
  );
  const alone = "A credential stands alone, as the value of a field";
  const inside = texts(
    without(braced(secrets), alone),
    { pattern: `^(?:\\{(?:${secrets.join("|")})\\}$|(?![\\s\\S]*${braced(secrets)}))`, patternErrorMessage: alone },
    {},
  );
  const ofKinds = (["secret", "certificate", "federated"] as const).map((kind) =>
    when(
      all(asksAny, not(asks(kind))),
      every(
        steps,
        texts(
          without(
            braced(credentialPlaceholders[kind]),
            `Is there for a ${kind}, which \`credential\` does not ask for`,
          ),
        ),
      ),
    ),
  );
  const singular = Object.values(eachPlaceholders);
  const inPlaces = without(
    `(?<!%)\\{(?!(?:${singular.join("|")})\\})[A-Za-z][\\w.]*\\}`,
    `A place takes ${singular.map((name) => `{${name}}`).join(" or ")} alone`,
  );
  return [every(steps, all(texts(known), ...each, inside)), ...ofKinds, every(["places", "*"], inPlaces)];
}

/** Of one time, set-up or renewal, some step hands the credential over. */
function handsOver(time: string, kinds: readonly (keyof typeof credentialPlaceholders)[]): Schema {
  const found = matching(braced(kinds.flatMap((kind) => [...credentialPlaceholders[kind]])));
  const step = any(
    some(["fields", "*", "value"], found),
    some(["fields", "*", "value", "enter"], found),
    some(["fields", "*", "value", "or"], found),
    some(["excerpt", "lines"], found),
  );
  return all(some(["when"], oneOf(time)), some(["steps", "*"], step));
}

function handOverConditions(): readonly Schema[] {
  const timed = all(
    some(["procedures"], { type: "array" }),
    every(["procedures", "*", "when"], oneOf("set-up", "renewal")),
  );
  const cases = [
    { kinds: ["secret"], asked: all(asks("secret"), not(asks("certificate"))) },
    { kinds: ["certificate"], asked: all(asks("certificate"), not(asks("secret"))) },
    { kinds: ["secret", "certificate"], asked: all(asks("secret"), asks("certificate")) },
  ] as const;
  const hand = cases.map(({ kinds, asked }) => {
    const field = kinds.some((kind) => kind === "secret") ? '"{secret}"' : '"{privateKey}" or a thumbprint';
    const say = (time: string) =>
      `No step of \`when: ${time}\` hands the credential over; give the step at which it is typed a field with value: ${field}`;
    const contains = (time: string): Schema => ({ contains: handsOver(time, kinds), errorMessage: say(time) });
    const renews = all(some(["when"], oneOf("renewal")), some(["steps", "*"], {}));
    return when(
      all(timed, asked),
      every(["procedures"], all(contains("set-up"), when({ contains: renews }, contains("renewal")))),
    );
  });
  return [
    when(
      some(["credential", "oneOf"], {}),
      needed("procedures", "Where the customer chooses between credentials, `procedures` say what is entered for each"),
    ),
    ...hand,
  ];
}

/** Whether somebody is among those of `actsAs` only the reader sees; where nobody is, an editor does too. */
function actorConditions(): readonly Schema[] {
  return [
    when(
      not({ required: ["actsAs"] }),
      every([...steps, "by"], {
        enum: ["stack"],
        errorMessage: "Nobody acts yet; write `actsAs: [{ who, role, does }]`",
      }),
    ),
  ];
}

/** The highest number of a step that an editor tells from those that there are. */
const lastNumber = 30;

/** The step that a demand, a key store or a sign-in names. */
function citedConditions(): readonly Schema[] {
  return Array.from({ length: lastNumber }, (_, index) => {
    const forms = oneOf(index + 1, `${index + 1}`, `S${index + 1}`);
    const other = when(forms, wrong("No step of `procedures`"));
    return when(
      all(some(steps, {}), every([...steps, "step"], not(forms))),
      all(
        every(["demands", "*", "step"], other),
        every(["keyStore", "step"], other),
        every(["authorization", "step"], other),
      ),
    );
  });
}

function credentialConditions(): readonly Schema[] {
  const own =
    "The application is this tenant's own and signs in with a secret or a certificate; write `registration` where it is the vendor's";
  const vendors =
    "The application is the vendor's own (`registration`), of which this side holds no credential; write { kind: none }";
  const places =
    'Everywhere the credential is typed is missing; write `places: ["Settings > Microsoft 365: Client secret"]`';
  const open = oneOf("spa", "publicClient");
  const isPublic = any(
    { required: ["publicClientFlows"] },
    some(["redirectUris", "platform"], open),
    some(["redirectUris", "*", "platform"], open),
  );
  return [
    when(
      not(any({ required: ["registration"] }, isPublic)),
      all(...kindPlaces.map((path) => every(path, when(oneOf("none"), wrong(own))))),
    ),
    when(
      { required: ["registration"] },
      every(["credential"], {
        properties: { kind: unproposed({ enum: ["none"], errorMessage: vendors }), oneOf: false, all: false },
        errorMessage: vendors,
      }),
    ),
    when(
      all(any(asks("secret"), asks("certificate")), not({ required: ["registration"] })),
      all(needed("places", places), every(["places"], { minItems: 1 })),
    ),
    when(
      all(asksAny, not(asks("certificate"))),
      forbidden("keyStore", "A store is made of a certificate alone, and the credential is none"),
    ),
    when(
      some(["audience"], oneOf("single")),
      forbidden("narrowerAudience", "`audience: single` is the narrowest already"),
    ),
  ];
}

/** What others may ask of the application, and the placeholders that stand for it. */
function exposedConditions(): readonly Schema[] {
  const uri = ["exposes", "identifierUri", "uri"];
  const offered = {
    identifierUri: "The application has no Application ID URI; write exposes: { identifierUri: { from: clientId } }",
    exposedScopes:
      "The application exposes no scope; write exposes: { scopes: [{ value, name, description, consent }] }",
  };
  const asked = { identifierUri: "identifierUri", exposedScopes: "scopes" } as const;
  return [
    ...(["identifierUri", "exposedScopes"] as const).map((name) =>
      when(not(some(["exposes", asked[name]], {})), every(steps, texts(without(braced([name]), offered[name])))),
    ),
    when(
      not(some(["exposes", "accessTokenVersion"], oneOf(2))),
      every(uri, {
        pattern: "^(?!https:)[\\s\\S]*\\{(?:clientId\\}|tenantId\\}/)",
        patternErrorMessage:
          "Names neither the application's id nor the tenant's; write api://<name>/{clientId} or api://{tenantId}/<name>",
      }),
    ),
    every(
      uri,
      without(
        "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}",
        "Holds an id, and a page prints the same for every tenant; write {clientId} or {tenantId}",
      ),
    ),
    when(
      { required: ["registration"] },
      forbidden("exposes", "What the vendor's own application offers is the vendor's (`registration`)"),
    ),
    every(
      ["exposes"],
      when(
        some(["scopes"], {}),
        needed(
          "identifierUri",
          "A scope is asked for behind the Application ID URI; write `identifierUri: { from: clientId }`",
        ),
      ),
    ),
  ];
}

/** `uselessFaults` of definition-rules.ts: what an API takes from nobody any more, or not for a client secret. */
function effectConditions(): readonly Schema[] {
  const opensNothing = (api: ApiName, kind: Kind, credential: "secret" | "certificate") => {
    const appId = apiIdOf(api);
    if (appId === undefined) return [];
    return permissionNames(api, kind).filter((name) => neverWorks({ api, appId, kind, name }, [credential]).length > 0);
  };
  const without = (api: ApiName, kind: Kind, names: readonly string[]) => {
    const say = "Opens nothing as the definition stands; `./integrations check` says why";
    return every(["permissions", api, kind, "*"], when(oneOf(...names), refused(say)));
  };
  return apiNames().flatMap((api) =>
    (["delegated", "application"] as const).flatMap((kind) => {
      const never = opensNothing(api, kind, "certificate");
      const notForSecrets = opensNothing(api, kind, "secret").filter((name) => !never.includes(name));
      return [
        ...(never.length > 0 ? [without(api, kind, never)] : []),
        ...(notForSecrets.length > 0
          ? [when(some(["credential", "kind"], oneOf("secret")), without(api, kind, notForSecrets))]
          : []),
      ];
    }),
  );
}

/** The conditions of a whole definition. */
export function definitionConditions(): readonly Schema[] {
  const withInstance = {
    pattern: "\\{instance\\}",
    patternErrorMessage: "Has no {instance}; write it where the customer's name stands in the host",
  };
  const atMost = Array.from({ length: 50 }, (_, below) =>
    when(some(["min"], { type: "integer", minimum: below + 1 }), every(["max"], { minimum: below + 1 })),
  );
  return [
    ...credentialConditions(),
    ...actorConditions(),
    ...citedConditions(),
    ...handOverConditions(),
    ...placeholderConditions(),
    ...effectConditions(),
    ...exposedConditions(),
    // One entry, or one for each platform.
    ...[["redirectUris"], ["redirectUris", "*"]].map((entry) =>
      every(entry, all(every(["template"], { ...withInstance, items: withInstance }), ...atMost)),
    ),
  ];
}
