/**
 * Rules of a definition's file that look at several places at once. They read the raw data and pass over what the schema
 * has already refused, so that one report holds all faults.
 */
import { type Fault, shown } from "./faults.ts";
import { slug } from "./fixed-names.ts";
import { identifierUriFault } from "./identifier-uri.ts";
import { ownActors } from "./leaving.ts";
import { nearest } from "./nearest.ts";
import { apiIdOf } from "./permissions.ts";
import { credentialPlaceholders, eachPlaceholders, placeholderNames, placeholdersIn } from "./placeholder-names.ts";
import { effectFaults } from "./preconditions.ts";
import { isMap, type Raw } from "./raw.ts";
import { faultOfRedirectUri, shownUri } from "./redirect-uri.ts";
import { splitAt, splitWords } from "./settings-dashes.ts";
import { removed } from "./settings-text.ts";

type Path = readonly (string | number)[];

/** The maps of a list, each with its place. */
function mapsIn(list: unknown, path: Path): { readonly map: Raw; readonly path: Path }[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((entry: unknown, index) => (isMap(entry) ? [{ map: entry, path: [...path, index] }] : []));
}

/** The texts of a map's keys, each with its place. */
function textsAt(map: Raw, path: Path, keys: readonly string[]): { readonly text: string; readonly path: Path }[] {
  return keys.flatMap((key) => {
    const value = map[key];
    return typeof value === "string" ? [{ text: value, path: [...path, key] }] : [];
  });
}

function stepsIn(data: Raw) {
  return mapsIn(data.procedures, ["procedures"]).flatMap(({ map, path }) =>
    mapsIn(map.steps, [...path, "steps"]).map((step) => ({ ...step, procedure: map })),
  );
}

/** The kinds of credential that a file names. */
function kindsIn({ credential }: Raw): readonly unknown[] {
  if (!isMap(credential)) return [];
  const several = [credential.oneOf, credential.all].find(Array.isArray);
  return several === undefined
    ? [credential.kind].filter((kind) => kind !== undefined)
    : mapsIn(several, []).map(({ map }) => map.kind);
}

/** What is entered, by what kind of text it is: where a secret may stand alone, and where none may. */
function textsOf(step: Raw, path: Path) {
  const own = textsAt(step, path, ["text", "expect", "advice"]).map((one) => ({ ...one, entered: false }));
  const fields = mapsIn(step.fields, [...path, "fields"]).flatMap(({ map, path: at }) => {
    const { value } = map;
    const typed = typeof value === "string" ? textsAt(map, at, ["value"]) : [];
    const chosen = isMap(value) ? textsAt(value, [...at, "value"], ["choose", "decide"]) : [];
    const entered = isMap(value) ? textsAt(value, [...at, "value"], ["enter", "or"]) : [];
    return [
      ...textsAt(map, at, ["label", "note"]).map((one) => ({ ...one, entered: false })),
      ...chosen.map((one) => ({ ...one, entered: false })),
      ...[...typed, ...entered].map((one) => ({ ...one, entered: true })),
    ];
  });
  const excerpt = isMap(step.excerpt)
    ? textsAt(step.excerpt, [...path, "excerpt"], ["lines"]).map((one) => ({ ...one, entered: "among lines" as const }))
    : [];
  return [...own, ...fields, ...excerpt];
}

const secrets: readonly string[] = ["secret", "privateKey"];
const names: readonly string[] = placeholderNames;

function isKind(kind: unknown): boolean {
  return ["secret", "certificate", "federated", "none"].includes(String(kind));
}

/** What is wrong with one placeholder where it stands. */
function placeholderFault(
  name: string,
  text: string,
  step: Raw,
  entered: boolean | "among lines",
  kinds: readonly unknown[],
  offers: { readonly uri: boolean; readonly scopes: boolean },
): string | undefined {
  const braced = `{${name}}`;
  if (!names.includes(name)) {
    const meant = nearest(name, names);
    return `holds ${braced}, which is no placeholder; ${meant ? `did you mean {${meant}}? ` : ""}There are ${names.map((one) => `{${one}}`).join(", ")}`;
  }
  const each = Object.entries(eachPlaceholders).find(([, one]) => one === name)?.[0];
  if (each !== undefined && step.each !== each)
    return `holds ${braced} in a step that is not repeated; write \`each: ${each}\` beside the step's text`;
  const of = (["secret", "certificate", "federated"] as const).find((kind) =>
    credentialPlaceholders[kind].some((one) => one === name),
  );
  if (of !== undefined && kinds.length > 0 && kinds.every(isKind) && !kinds.includes(of)) {
    const next = kinds.includes("secret")
      ? "; write {secret}"
      : kinds.includes("certificate")
        ? "; write {privateKey}, {certificatePem} or a thumbprint"
        : "";
    return `holds ${braced}, and the credential is ${kinds.map(String).join(" and ")}${next}`;
  }
  if (name === "identifierUri" && !offers.uri)
    return `holds ${braced}, and the application has no Application ID URI; write exposes: { identifierUri: { from: clientId } }`;
  if (name === "exposedScopes" && !offers.scopes)
    return `holds ${braced}, and the application exposes no scope; write exposes: { scopes: [{ value, name, description, consent }] }`;
  if (secrets.includes(name) && entered !== "among lines" && !(entered && text === braced))
    return `holds ${braced} inside a text; a credential stands alone, as the value of a field: value: "${braced}"`;
  return undefined;
}

function placeholderFaults(data: Raw): Fault[] {
  const kinds = kindsIn(data);
  const { identifierUri, scopes } = isMap(data.exposes) ? data.exposes : {};
  const offers = { uri: identifierUri !== undefined, scopes: scopes !== undefined };
  const inSteps = stepsIn(data).flatMap(({ map, path }) =>
    textsOf(map, path).flatMap(({ text, path: at, entered }) =>
      [...new Set(placeholdersIn(text))].flatMap((name) => {
        const message = placeholderFault(name, text, map, entered, kinds, offers);
        return message === undefined ? [] : [{ path: at, message }];
      }),
    ),
  );
  const places = Array.isArray(data.places) ? (data.places as readonly unknown[]) : [];
  const singular: readonly string[] = Object.values(eachPlaceholders);
  const inPlaces = places.flatMap((place, index) =>
    typeof place !== "string"
      ? []
      : placeholdersIn(place)
          .filter((name) => !singular.includes(name))
          .map((name) => ({
            path: ["places", index],
            message: `holds {${name}}; a place takes ${singular.map((one) => `{${one}}`).join(" or ")} alone`,
          })),
  );
  return [...inSteps, ...inPlaces];
}

/** Who acts, by the words of `actsAs`; undefined where the file names nobody. */
function actorsIn(data: Raw): readonly string[] | undefined {
  if (data.actsAs === undefined) return undefined;
  return mapsIn(data.actsAs, []).flatMap(({ map }) => (typeof map.who === "string" ? [map.who] : []));
}

function actorFaults(data: Raw): Fault[] {
  const actors = actorsIn(data);
  const steps = stepsIn(data);
  if (actors === undefined) {
    const [first] = steps.filter(({ map }) => typeof map.by === "string" && map.by !== "stack");
    if (first === undefined) return [];
    return [
      {
        path: ["actsAs"],
        message: `is missing, and steps are ${shown(first.map.by)}'s; write actsAs: [{ who: ${String(first.map.by)}, role: …, does: … }]`,
      },
    ];
  }
  const known = ["stack", ...actors];
  const unknown = steps.flatMap(({ map, path }) =>
    typeof map.by === "string" && !known.includes(map.by)
      ? [{ path: [...path, "by"], word: map.by, allowed: known }]
      : [],
  );
  const leavers = [...actors, ...ownActors.flatMap(({ en, ja }) => [en, ja])];
  const leaving = mapsIn(data.undo, ["undo"]).flatMap(({ map, path }) =>
    typeof map.by === "string" && !leavers.includes(map.by)
      ? [{ path: [...path, "by"], word: map.by, allowed: leavers }]
      : [],
  );
  return [...unknown, ...leaving].map(({ path, word, allowed }) => {
    const meant = nearest(word, allowed);
    return {
      path,
      message: `${shown(word)} is nobody of actsAs; ${meant ? `did you mean ${meant}? ` : ""}Allowed: ${allowed.join(", ")}`,
    };
  });
}

/** What stands twice among a list's words. */
function twins(
  entries: readonly { readonly key: string; readonly path: Path }[],
  message: (key: string) => string,
): Fault[] {
  const seen = new Set<string>();
  return entries.flatMap(({ key, path }) => {
    if (seen.has(key)) return [{ path, message: message(key) }];
    seen.add(key);
    return [];
  });
}

function stepFaults(data: Raw): Fault[] {
  const procedures = mapsIn(data.procedures, ["procedures"]);
  const numbers = procedures.flatMap(({ map, path }) =>
    twins(
      mapsIn(map.steps, [...path, "steps"]).flatMap(({ map: step, path: at }) =>
        typeof step.step === "string" || typeof step.step === "number"
          ? [{ key: String(step.step), path: [...at, "step"] }]
          : [],
      ),
      (key) => `${shown(key)} is another step's number already; number the steps of one procedure apart`,
    ),
  );
  const titles = twins(
    procedures.flatMap(({ map, path }) =>
      typeof map.title === "string" ? [{ key: map.title, path: [...path, "title"] }] : [],
    ),
    (key) => `${shown(key)} is the title of another procedure already`,
  );
  return [...numbers, ...titles];
}

/** A step's number as a demand cites it: `S7` is step 7 of the page. */
function isStep(data: Raw, cited: unknown): boolean {
  const number = String(cited);
  return stepsIn(data).some(({ map }) => [number, number.replace(/^S/, "")].includes(String(map.step)));
}

function citedFaults(data: Raw): Fault[] {
  if (stepsIn(data).length === 0) return [];
  const demands = mapsIn(data.demands, ["demands"]).map(({ map, path }) => ({ at: [...path, "step"], step: map.step }));
  const { keyStore, authorization } = data;
  const store = isMap(keyStore) ? [{ at: ["keyStore", "step"], step: keyStore.step }] : [];
  const signIn = !isMap(authorization)
    ? []
    : Array.isArray(authorization.steps)
      ? authorization.steps.map((step: unknown, index) => ({ at: ["authorization", "steps", index], step }))
      : [{ at: ["authorization", "step"], step: authorization.step }];
  return [...demands, ...store, ...signIn].flatMap(({ at, step }) =>
    (typeof step === "string" || typeof step === "number") && !isStep(data, step)
      ? [{ path: at, message: `${shown(String(step))} is no step of \`procedures\`` }]
      : [],
  );
}

/** A credential's placeholder, of another kind's than the page asks for too: that is told where it stands. */
function isOfCredential(name: string, wanted: readonly string[]): boolean {
  const all: readonly string[] = Object.values(credentialPlaceholders).flat();
  const meant = all.includes(name) ? name : nearest(name, all);
  return wanted.includes(name) || (meant !== undefined && all.includes(meant));
}

/** Steps that never hand the credential over leave the sheet without it. */
function handOverFaults(data: Raw): Fault[] {
  const kinds = kindsIn(data).filter((kind) => kind === "secret" || kind === "certificate");
  if (data.procedures === undefined && isMap(data.credential) && data.credential.oneOf !== undefined)
    return [
      {
        path: ["procedures"],
        message: "is missing; where the customer chooses between credentials, the steps say what is entered for each",
      },
    ];
  const times: readonly unknown[] = ["set-up", "renewal"];
  const isTimed = mapsIn(data.procedures, []).every(({ map }) => times.includes(map.when));
  if (!Array.isArray(data.procedures) || kinds.length === 0 || !isTimed) return [];
  const wanted: readonly string[] = kinds.flatMap((kind) => [...credentialPlaceholders[kind]]);
  return (["set-up", "renewal"] as const).flatMap((when) => {
    const own = stepsIn(data).filter(({ procedure }) => procedure.when === when);
    if (when === "renewal" && own.length === 0) return [];
    const entered = own.flatMap(({ map, path }) => textsOf(map, path)).filter(({ entered: typed }) => typed);
    // What stood where the credential belongs has been told, or is told at its own place.
    if (own.length === 0 && mapsIn(data.procedures, []).some(({ map }) => map.when === when)) return [];
    if (own.flatMap(({ map }) => textsOf(map, [])).some(({ text }) => text.includes(removed))) return [];
    if (entered.some(({ text }) => placeholdersIn(text).some((name) => isOfCredential(name, wanted)))) return [];
    const field = kinds.includes("secret") ? '"{secret}"' : '"{privateKey}" or a thumbprint';
    return [
      {
        path: ["procedures"],
        message: `${own.length === 0 ? `hold no \`when: ${when}\`` : `of \`when: ${when}\` never hand the credential over`}; give the step at which it is typed a field with value: ${field}`,
      },
    ];
  });
}

/** API, kind and name of each permission of a map, with its place. */
function listed(permissions: unknown, path: Path) {
  if (!isMap(permissions)) return [];
  return Object.entries(permissions).flatMap(([api, kinds]) =>
    isMap(kinds)
      ? Object.entries(kinds).flatMap(([kind, list]) =>
          Array.isArray(list)
            ? list.flatMap((name: unknown, index) =>
                typeof name === "string"
                  ? [{ key: `${api} ${kind} ${name}`, api, kind, name, path: [...path, api, kind, index] }]
                  : [],
              )
            : [],
        )
      : [],
  );
}

/** What no tenant's file mends: the API is retired, or does not take the credential that the product has. */
function uselessFaults(data: Raw): Fault[] {
  const isSecret = isMap(data.credential) && data.credential.kind === "secret";
  return listed(data.permissions, ["permissions"]).flatMap(({ api, kind, name, path }) => {
    const appId = apiIdOf(api);
    if (appId === undefined || (kind !== "application" && kind !== "delegated")) return [];
    return effectFaults({ api, appId, kind, name }, [isSecret ? "secret" : "certificate"], path);
  });
}

function permissionFaults(data: Raw): Fault[] {
  const asked = listed(data.permissions, ["permissions"]);
  const omittable = listed(data.omittable, ["omittable"]);
  const limits = isMap(data.mailboxes) ? listed(data.mailboxes.limits, ["mailboxes", "limits"]) : [];
  const sets = JSON.stringify([data.permissionSets ?? null, data.addable ?? null]);
  const only = isMap(data.addable) ? listed(data.addable.only, ["addable", "only"]) : [];
  const isAsked = (key: string) => asked.some((one) => one.key === key);
  // Of permissions that are not in their form, which are asked is not known.
  const words = new Set(JSON.stringify(data.permissions ?? null).match(/[\w.-]+/g));
  const isNamed = (name: string) => data.permissions === undefined || words.has(name);
  return [
    ...[asked, omittable, only].flatMap((list) =>
      twins(list, (key) => `${shown(key.split(" ").at(-1))} stands twice; remove one of them`),
    ),
    ...omittable
      .filter(({ key, name }) => !isAsked(key) && !isNamed(name))
      .map(({ name, path }) => ({
        path,
        message: `${shown(name)} is not in \`permissions\`, so there is nothing to leave out; remove it here, or write it there`,
      })),
    ...limits
      .filter(({ key, name }) => !isAsked(key) && !isNamed(name) && !sets.includes(name) && !sets.includes('"any"'))
      .map(({ name, path }) => ({
        path,
        message: `${shown(name)} is not in \`permissions\`, so nothing is given for these mailboxes; write it there too: Exchange gives it for them, and Entra does not`,
      })),
    ...only
      .filter(({ key }) => isAsked(key))
      .map(({ name, path }) => ({
        path,
        message: `${shown(name)} is in \`permissions\` already, which everybody gets; write it in one of the two`,
      })),
  ];
}

/** True where somewhere in the file the product may be given a right of its own, or nothing says yet what it is given. */
function mayActAlone({ permissions, permissionSets, addable }: Raw): boolean {
  const written = JSON.stringify([permissions, permissionSets ?? null, addable ?? null]);
  return permissions === undefined || written.includes('"application"');
}

/** Keys that say something only beside another. */
function besideFaults(data: Raw): Fault[] {
  const { audience, narrowerAudience, keyStore } = data;
  const kinds = kindsIn(data);
  return [
    ...(data.mailboxes === true && !mayActAlone(data)
      ? [
          {
            path: ["mailboxes"],
            message:
              "opens mailboxes to the application itself, which has no application permission (IMAP.AccessAsApp, SMTP.SendAsApp …) to reach them by; remove it: whoever signs in reaches their own",
          },
        ]
      : []),
    ...(narrowerAudience !== undefined && audience === "single"
      ? [{ path: ["narrowerAudience"], message: "stands beside audience: single, which is the narrowest; remove it" }]
      : []),
    ...(keyStore !== undefined && kinds.length > 0 && !kinds.includes("certificate")
      ? [{ path: ["keyStore"], message: "stands without a certificate, of which alone a store is made; remove it" }]
      : []),
  ];
}

/** The URIs that an entry of `redirectUris` prints, each with its place. */
function urisIn(entry: Raw, path: Path) {
  const template = Array.isArray(entry.template) ? entry.template : [entry.template];
  const variants = isMap(entry.variants)
    ? Object.entries(entry.variants).flatMap(([word, variant]) =>
        isMap(variant) && Array.isArray(variant.uris)
          ? variant.uris.map((uri: unknown, index) => ({ uri, path: [...path, "variants", word, "uris", index] }))
          : [],
      )
    : [];
  const page = Array.isArray(entry.uris)
    ? entry.uris.map((uri: unknown, index) => ({ uri, path: [...path, "uris", index] }))
    : [];
  return [...page, ...variants, ...template.map((uri: unknown) => ({ uri, path: [...path, "template"] }))].flatMap(
    ({ uri, path: at }) => (typeof uri === "string" ? [{ key: uri.toLowerCase().replace(/\/$/, ""), uri, at }] : []),
  );
}

/** An app's own scheme leads to an app on a device, which is a public client. */
function schemeFaults(entries: readonly { readonly map: Raw; readonly path: Path }[]): Fault[] {
  return entries
    .filter(({ map }) => map.platform === "web" || map.platform === "spa")
    .flatMap(({ map, path }) => urisIn(map, path))
    .filter(({ uri }) => !/^https?:/i.test(uri) && faultOfRedirectUri(uri, { platform: "publicClient" }) === undefined)
    .map(({ uri, at }) => ({
      path: at,
      message: `${shownUri(uri)} has a scheme of an app on a device, which Entra takes with platform: publicClient alone; write an entry of its own for it`,
    }));
}

/** Entries for several platforms: each may ask the customer once, and no URI stands on two platforms. */
function platformFaults({ redirectUris }: Raw): Fault[] {
  const entries = isMap(redirectUris)
    ? [{ map: redirectUris, path: ["redirectUris"] }]
    : mapsIn(redirectUris, ["redirectUris"]);
  const typed = twins(
    entries.flatMap(({ map, path }) =>
      map.from === "redirectUris" && typeof map.platform === "string" ? [{ key: map.platform, path }] : [],
    ),
    (platform) =>
      `asks the customer for redirect URIs on ${platform} a second time; write one entry with both numbers in \`min\` and \`max\``,
  );
  const hosts = entries.filter(({ map }) => map.from === "instances" || map.instance !== undefined);
  const [first] = hosts;
  const mixed = hosts
    .filter(({ map }) => map.instance !== first?.map.instance)
    .map(({ path }) => ({
      path,
      message:
        "takes {instance} for another part of a host than the entry before it; the tenant's file names the instances once, so write `instance: host` in both or in none",
    }));
  const registered = new Map<string, unknown>();
  const uris = entries.flatMap(({ map, path }) =>
    urisIn(map, path).flatMap(({ key, uri, at }) => {
      const platform = registered.get(key);
      registered.set(key, platform ?? map.platform);
      return platform === undefined || platform === map.platform
        ? []
        : [
            {
              path: at,
              message: `${shownUri(uri)} stands on ${String(platform)} already, and Entra takes a URI on one platform; keep it where the page has it`,
            },
          ];
    }),
  );
  return [...typed, ...mixed, ...uris, ...schemeFaults(entries)];
}

/** Roles of the product's own, which resources and tokens are named by. */
function appRoleFaults({ appRoles, registration }: Raw): Fault[] {
  const roles = mapsIn(appRoles, ["appRoles"]);
  const [first] = roles;
  if (first !== undefined && registration !== undefined)
    return [
      {
        path: ["appRoles"],
        message:
          "stands beside `registration`: the roles of the vendor's own application stand in the vendor's tenant, and none is made here; remove it",
      },
    ];
  const values = roles.flatMap(({ map, path }) => (typeof map.value === "string" ? [{ value: map.value, path }] : []));
  const alike = twins(
    values.map(({ value, path }) => ({ key: slug(value), path: [...path, "value"] })),
    () => "differs from another role's in letter case or signs alone; give it a value of its own",
  );
  const named = twins(
    roles.flatMap(({ map, path }) =>
      typeof map.name === "string" ? [{ key: map.name, path: [...path, "name"] }] : [],
    ),
    (name) => `${shown(name)} is the name of another role already; people tell them apart by it`,
  );
  return [...alike, ...named];
}

/** Whoever asks for a scope names it behind the application's ID URI. */
function exposedFaults(data: Raw): Fault[] {
  const { exposes, registration, audience } = data;
  if (!isMap(exposes)) return [];
  if (registration !== undefined)
    return [
      {
        path: ["exposes"],
        message: "stands beside `registration`: what the vendor's own application offers is the vendor's. Remove it",
      },
    ];
  const { identifierUri, scopes, accessTokenVersion } = exposes;
  const alike = twins(
    mapsIn(scopes, ["exposes", "scopes"]).flatMap(({ map, path }) =>
      typeof map.value === "string" ? [{ key: map.value, path: [...path, "value"] }] : [],
    ),
    (value) => `${shown(value)} is another scope's value already; Entra takes each once`,
  );
  const path = ["exposes", "identifierUri"];
  if (identifierUri === undefined && Array.isArray(scopes) && scopes.length > 0)
    return [
      {
        path,
        message:
          "is missing; a scope is asked for behind the Application ID URI (api://…/scope). Write { from: clientId } for api://{clientId}, which the portal proposes",
      },
      ...alike,
    ];
  if (!isMap(identifierUri) || identifierUri.from !== "page" || typeof identifierUri.uri !== "string") return alike;
  const anyName = accessTokenVersion === 2 && audience === "single";
  const message = identifierUriFault(identifierUri.uri, { writtenIn: "page", anyName });
  return message === undefined ? alike : [{ path: [...path, "uri"], message }, ...alike];
}

/** Every place that says for which permission sets it is. */
function setsIn(value: unknown, path: Path): { readonly word: string; readonly path: Path }[] {
  if (Array.isArray(value)) return value.flatMap((one: unknown, index) => setsIn(one, [...path, index]));
  if (!isMap(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === "sets" && Array.isArray(inner) && ["appliesTo", "when"].includes(String(path.at(-1)))
      ? inner.flatMap((word: unknown, index) =>
          typeof word === "string" ? [{ word, path: [...path, key, index] }] : [],
        )
      : setsIn(inner, [...path, key]),
  );
}

/** What applies to a set that there is not would apply to nobody. */
function setFaults(data: Raw): Fault[] {
  const sets = isMap(data.permissionSets) ? Object.keys(data.permissionSets) : [];
  if (data.permissionSets !== undefined && !isMap(data.permissionSets)) return [];
  return setsIn(data, [])
    .filter(({ word }) => !sets.includes(word))
    .map(({ word, path }) => {
      const meant = nearest(word, sets);
      const next = sets.length === 0 ? "the file has no permission set" : `there are ${sets.join(", ")}`;
      return {
        path,
        message: `${shown(word)} is no word of \`permissionSets\`; ${meant === undefined ? "" : `did you mean ${meant}? `}${next}`,
      };
    });
}

/** Months of each credential: one that is renewed before it begins is none. */
function lifetimeFaults({ credential }: Raw): Fault[] {
  const of = (value: unknown) => Number(/^([1-9]\d{0,2}) months$/.exec(String(value))?.[1] ?? Number.NaN);
  const entries = isMap(credential)
    ? [
        { map: credential, path: ["credential"] as Path },
        ...["oneOf", "all"].flatMap((key) => mapsIn(credential[key], ["credential", key])),
      ]
    : [];
  return entries
    .filter(({ map }) => of(map.renewBefore) >= of(map.lifetime))
    .map(({ map, path }) => ({
      path: [...path, "renewBefore"],
      message: `${shown(map.renewBefore)} is no shorter than the lifetime (${String(map.lifetime)}); write how long before its end it is renewed`,
    }));
}

/** `asksPublicClient` of what a person wrote. */
function isPublicClient({ redirectUris, publicClientFlows }: Raw): boolean {
  const entries = isMap(redirectUris) ? [redirectUris] : mapsIn(redirectUris, []).map(({ map }) => map);
  return (
    publicClientFlows === true || entries.some(({ platform }) => platform === "spa" || platform === "publicClient")
  );
}

/** Whose application it is decides whether there is a credential, and where that is typed. */
function credentialFaults(data: Raw): Fault[] {
  const { registration, places } = data;
  const kinds = kindsIn(data);
  if (kinds.includes("none") && registration === undefined && !isPublicClient(data))
    return [
      {
        path: ["credential", "kind"],
        message:
          "is none, and the application is this tenant's own: it signs in with a secret or a certificate. Write `registration` where it is the vendor's; a public client has a redirect URI on spa or publicClient, or publicClientFlows: true",
      },
    ];
  if (kinds.includes("none") && registration === undefined && kinds.length === 1) {
    const byItself = listed(data.permissions, ["permissions"]).filter(({ path }) => path.includes("application"));
    return byItself.map(({ name, path }) => ({
      path,
      message: `${shown(name)} is for an application that signs in by itself, and this one has no credential to do so; write it under \`delegated\`, or name a credential`,
    }));
  }
  const [held] = kinds.filter((kind) => kind !== "none");
  if (held !== undefined && registration !== undefined)
    return [
      {
        path: ["credential"],
        message: `is ${String(held)}, and the application is the vendor's own (registration): this side holds no credential of it. Write { kind: none }`,
      },
    ];
  const isTyped = kinds.includes("secret") || kinds.includes("certificate");
  if (!isTyped || (Array.isArray(places) && places.length > 0)) return [];
  if (places !== undefined && !Array.isArray(places)) return [];
  return [
    {
      path: ["places"],
      message: `${places === undefined ? "is missing" : "is empty"}; name everywhere the credential is typed: ["Settings > Microsoft 365: Client secret"]`,
    },
  ];
}

/** Lists in which one entry was written with several dashes: what is wrong with both halves follows from that. */
export function splitDefinition(data: unknown): Fault[] {
  if (!isMap(data)) return [];
  const steps = stepsIn(data);
  const exposes = isMap(data.exposes) ? data.exposes : {};
  const lists: readonly { readonly list: unknown; readonly path: Path; readonly needed: readonly string[] }[] = [
    { list: data.actsAs, path: ["actsAs"], needed: ["who", "role", "does"] },
    { list: data.undo, path: ["undo"], needed: ["by", "text"] },
    { list: data.demands, path: ["demands"], needed: ["rule", "step", "reason"] },
    { list: data.appRoles, path: ["appRoles"], needed: ["value", "name", "description", "for"] },
    { list: exposes.scopes, path: ["exposes", "scopes"], needed: ["value", "name", "description", "consent"] },
    ...mapsIn(data.procedures, ["procedures"]).map(({ map, path }) => ({
      list: map.steps,
      path: [...path, "steps"],
      needed: ["step", "by", "text"],
    })),
    ...steps.map(({ map, path }) => ({ list: map.fields, path: [...path, "fields"], needed: ["label", "value"] })),
  ];
  return lists.flatMap(({ list, path, needed }) =>
    splitAt(list, needed).map((at) => ({ path: [...path, at], message: splitWords(needed) })),
  );
}

/** Every fault of a definition's file that needs more than one place of it. */
export function definitionFaults(data: unknown): Fault[] {
  if (!isMap(data)) return [];
  return [
    ...credentialFaults(data),
    ...besideFaults(data),
    ...platformFaults(data),
    ...appRoleFaults(data),
    ...exposedFaults(data),
    ...setFaults(data),
    ...lifetimeFaults(data),
    ...permissionFaults(data),
    ...uselessFaults(data),
    ...actorFaults(data),
    ...stepFaults(data),
    ...citedFaults(data),
    ...handOverFaults(data),
    ...placeholderFaults(data),
  ];
}
