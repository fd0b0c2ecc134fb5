/**
 * Rules of the tenant's file that look at several places at once. They read the raw data and pass over what the schema
 * has already refused, so that one report holds all faults.
 */
import { membersForm, rolesOfPeople } from "./app-roles.ts";
import { permissionsAsked } from "./asked.ts";
import { askedAs, scheduledWays, waysOf } from "./asked-credential.ts";
import type { CertificateReader } from "./certificate-file.ts";
import type { Definitions } from "./definition.ts";
import { type Fault, shown } from "./faults.ts";
import { clientIdHere, identifierUriAsked, identifierUriFault, idsWrittenIn, takesAnyName } from "./identifier-uri.ts";
import { integrationNameFault } from "./integration-name.ts";
import { idFault } from "./object-id.ts";
import { apiIdOf } from "./permissions.ts";
import { policyFaults } from "./policy-faults.ts";
import { effectFaults } from "./preconditions.ts";
import { isMap, type Raw } from "./raw.ts";
import { faultsOfSchedule, scheduleFaultWords } from "./schedule.ts";
import { roleFaults, setFaults, variantFaults } from "./settings-choices.ts";
import { credentialFaults } from "./settings-credentials.ts";
import { idFaults, itself, listed, listFaults, lower, uriTwins } from "./settings-lists.ts";
import { subjectFaults } from "./settings-subjects.ts";
import { knownDefinition } from "./vendors/index.ts";
import { worded } from "./worded.ts";

function nameFaults(integrations: readonly (readonly [string, Raw])[]): Fault[] {
  return integrations.flatMap(([name]) => {
    const message = integrationNameFault(name);
    return message === undefined ? [] : [{ path: ["integrations", name], message }];
  });
}

/** Two things that share what must be one's own: the second is at fault and names the first. */
function duplicates(
  entries: readonly { key: string; path: (string | number)[]; who: string }[],
  message: (key: string, first: string) => string,
): Fault[] {
  const first = new Map<string, string>();
  return entries.flatMap(({ key, path, who }) => {
    const earlier = first.get(key);
    if (earlier !== undefined) return [{ path, message: message(key, earlier) }];
    first.set(key, who);
    return [];
  });
}

/** The display name is how a person finds the application, and what `preventDuplicateNames` compares. */
function displayNameFaults(integrations: readonly (readonly [string, Raw])[], definitionOf: Definitions): Fault[] {
  const named = integrations.flatMap(([name, settings]) => {
    const definition = definitionOf(settings.vendor);
    // The vendor's own application is none of this tenant's, and its name compared with none.
    if (definition?.registration !== undefined) return [];
    const display = settings.displayName ?? definition?.product;
    return typeof display === "string"
      ? [{ key: display.toLowerCase(), display, path: ["integrations", name, "displayName"], who: name }]
      : [];
  });
  return duplicates(named, (key, first) => {
    const display = named.find((entry) => entry.key === key)?.display;
    return `${shown(display)} is the display name of ${first} already; give one of them a \`displayName\` of its own`;
  });
}

function renameFaults(integrations: readonly (readonly [string, Raw])[]): Fault[] {
  const former = integrations.flatMap(([name, { formerly }]) =>
    [formerly]
      .flat()
      .flatMap((old) =>
        typeof old === "string" ? [{ key: old, path: ["integrations", name, "formerly"], who: name }] : [],
      ),
  );
  const present = new Set(integrations.map(([name]) => name));
  const stillThere = former
    .filter(({ key }) => present.has(key))
    .map(({ key, path }) => ({
      path,
      message: `${shown(key)} is still an integration of this file; a former name belongs to one integration alone`,
    }));
  return [...stillThere, ...duplicates(former, (key, first) => `${shown(key)} is a former name of ${first} already`)];
}

/** The vendor's principal stays when its lines go: what keeps the vendor out then is that it may not sign in. */
function vendorsEndingFaults(name: string, { suspended, leaving }: Raw): Fault[] {
  if (leaving === undefined || suspended !== undefined) return [];
  const message =
    "stands without `suspended`; the vendor's principal stays in the tenant when its lines are removed, and what keeps the vendor out is that it may not sign in. Write `suspended: { since, reason }` first, in a change of its own (docs/leaving.md)";
  return [{ path: ["integrations", name, "leaving"], message }];
}

/** Each application has one principal in a tenant, and so one integration. */
function clientIdFaults(
  { tenant }: Raw,
  integrations: readonly (readonly [string, Raw])[],
  definitionOf: Definitions,
): Fault[] {
  const named = integrations.flatMap(([name, settings]) => {
    const { registration } = definitionOf(settings.vendor) ?? {};
    const clientId = registration && (registration.clientId ?? settings.clientId);
    const key = registration?.clientId === undefined ? "clientId" : "vendor";
    return typeof clientId === "string"
      ? [{ key: lower(clientId), path: ["integrations", name, key], who: name, typed: key === "clientId" }]
      : [];
  });
  const wrong = named.flatMap(({ key, path, typed }): Fault[] => {
    const isTenant = typed && isMap(tenant) && typeof tenant.id === "string" && lower(tenant.id) === key;
    return isTenant ? [{ path, message: `${key} is the tenant's id; write the id of the vendor's application` }] : [];
  });
  return [
    ...wrong,
    ...duplicates(
      named,
      (key, first) =>
        `${first} has the application ${key} already, and a tenant has one principal of it; write both needs into one integration`,
    ),
  ];
}

/** What the file or a page writes as ID URIs, in the form in which two are the same. */
function identifierUris({ tenant }: Raw, integrations: readonly (readonly [string, Raw])[], definitionOf: Definitions) {
  const tenantId = isMap(tenant) && typeof tenant.id === "string" ? lower(tenant.id) : "";
  return integrations.flatMap(([name, settings]) => {
    const asked = definitionOf(settings.vendor)?.exposes?.identifierUri;
    const written = typeof settings.identifierUri === "string" ? settings.identifierUri : undefined;
    const uri = identifierUriAsked(asked, tenantId, { identifierUri: written });
    const key = asked?.from === "identifierUri" ? "identifierUri" : "vendor";
    return uri === undefined ? [] : [{ uri, key: lower(uri), path: ["integrations", name, key], who: name, tenantId }];
  });
}

/** An ID URI is one application's in the whole tenant, and an id in it the application's or the tenant's. */
function identifierUriFaults(
  data: Raw,
  integrations: readonly (readonly [string, Raw])[],
  definitionOf: Definitions,
): Fault[] {
  const uris = identifierUris(data, integrations, definitionOf);
  const foreign = uris.flatMap(({ uri, path, tenantId }): Fault[] => {
    const other = idsWrittenIn(uri).find((id) => id !== tenantId);
    if (other === undefined || tenantId === "") return [];
    return [
      {
        path,
        message: `${shown(uri)} holds the id ${other}, which is not the tenant's; write ${clientIdHere} where the application's own id stands`,
      },
    ];
  });
  const free = integrations.flatMap(([name, settings]): Fault[] => {
    const { exposes, audience, narrowerAudience } = definitionOf(settings.vendor) ?? {};
    if (audience === undefined || narrowerAudience === undefined || settings.audience === "single") return [];
    if (exposes?.identifierUri?.from !== "identifierUri" || typeof settings.identifierUri !== "string") return [];
    const place = { writtenIn: "tenant", anyName: takesAnyName(exposes.accessTokenVersion, audience) } as const;
    const narrower = { ...place, anyName: takesAnyName(exposes.accessTokenVersion, narrowerAudience) };
    const message = identifierUriFault(settings.identifierUri, place);
    // What no audience takes is the schema's.
    if (message === undefined || identifierUriFault(settings.identifierUri, narrower) !== undefined) return [];
    return [{ path: ["integrations", name, "identifierUri"], message: `${message}; or write audience: single` }];
  });
  const taken = uris.filter(({ uri }) => !uri.includes(clientIdHere));
  return [
    ...foreign,
    ...free,
    ...duplicates(
      taken,
      (key, first) =>
        `${first} has the Application ID URI ${key} already, and a tenant has one application of it; give one of them another, or one with ${clientIdHere} in it`,
    ),
  ];
}

/**
 * Only an integration that is on its way out, or stopped, does without a credential. In which change each step comes
 * is for the review, which sees both sides.
 */
function endingFaults(
  name: string,
  { vendor, credentials, federated, suspended, leaving }: Raw,
  definitionOf: Definitions,
): Fault[] {
  const definition = definitionOf(vendor);
  const none = credentials === undefined || (Array.isArray(credentials) && credentials.length === 0);
  if (definition?.registration !== undefined) return vendorsEndingFaults(name, { suspended, leaving });
  if (!none || definition === undefined || suspended !== undefined || leaving !== undefined) return [];
  const trusts = askedAs(definition, "federated");
  // A public client proves itself by nothing.
  if ((trusts && federated !== undefined) || askedAs(definition, "none")) return [];
  const what = credentials === undefined ? "is missing" : "is empty";
  const forms = [
    ...(scheduledWays(definition).length > 0 ? ["{ issued, expires }"] : []),
    ...(trusts ? [`in \`federated\`: { name, ${trusts.issuer === undefined ? "issuer, " : ""}subject }`] : []),
  ];
  return [
    {
      path: ["integrations", name, scheduledWays(definition).length > 0 ? "credentials" : "federated"],
      message: `${what}; an integration in use needs a credential (${forms.join(", or ")}). To end it, write \`suspended: { since, reason }\` first, in a change of its own (docs/leaving.md)`,
    },
  ];
}

/** The word between two changes says nothing where everyone may sign in anyway. */
function openFaults(
  name: string,
  { vendor, signsIn, signsInGroups, appRoles, stillOpen }: Raw,
  definitionOf: Definitions,
): Fault[] {
  const named = [signsIn, signsInGroups, appRoles].some((one) => one !== undefined);
  if (stillOpen === undefined || named) return [];
  const byRole = rolesOfPeople(definitionOf(vendor) ?? {}).length > 0;
  const message = `stands without ${byRole ? "`appRoles`" : "`signsIn` or `signsInGroups`"}, so everyone may sign in as it is; name who will, or remove it`;
  return [{ path: ["integrations", name, "stillOpen"], message }];
}

/** A role without anybody, and roles without any. */
function emptyRoleFaults(name: string, { appRoles }: Raw): Fault[] {
  const path = ["integrations", name, "appRoles"];
  if (!isMap(appRoles)) return [];
  if (Object.keys(appRoles).length === 0)
    return [{ path, message: "names no role; write one with its people, or leave the key out" }];
  return Object.entries(appRoles)
    .filter(([, members]) => isMap(members) && Object.keys(members).length === 0)
    .map(([role]) => ({ path: [...path, role], message: `names nobody; ${membersForm}` }));
}

/**
 * People who are named to an application with roles of its own: it would take them for none of the roles, and Graph takes
 * the assignment without a role only where the application has none
 * (learn.microsoft.com, /graph/api/resources/approleassignment).
 */
function ownRoleFaults(name: string, settings: Raw, definitionOf: Definitions): Fault[] {
  const definition = definitionOf(settings.vendor);
  const { product, appRoles = [] } = definition ?? {};
  if (definition === undefined || appRoles.length === 0) return [];
  const roles = rolesOfPeople(definition).map(({ value }) => value);
  return (["signsIn", "signsInGroups"] as const)
    .filter((key) => settings[key] !== undefined)
    .map((key) => ({
      path: ["integrations", name, key],
      message:
        roles.length > 0
          ? `assigns people to the application, and ${product} takes them by a role of its own (${roles.join(", ")}): write them by their role, appRoles: { ${roles[0]}: { ${key === "signsIn" ? "users" : "groups"}: […] } }`
          : `assigns people to the application, and the roles of ${product} are for applications alone; remove it`,
    }));
}

function scheduleFaults(name: string, { vendor, credentials }: Raw, definitionOf: Definitions): Fault[] {
  return faultsOfSchedule(definitionOf(vendor), credentials).map(({ index, fault }) => ({
    path: ["integrations", name, "credentials", index, ...(fault.code === "longer-than-page" ? ["expires"] : [])],
    message: worded(scheduleFaultWords, fault),
  }));
}

/** APIs that an integration asks and the tenant does not have: Entra would know no principal of theirs. */
function absentFaults({ tenant }: Raw, name: string, settings: Raw, definitionOf: Definitions): Fault[] {
  const absent = isMap(tenant) && Array.isArray(tenant.absentApis) ? (tenant.absentApis as readonly unknown[]) : [];
  const definition = definitionOf(settings.vendor);
  if (absent.length === 0 || definition === undefined) return [];
  const written = isMap(settings.permissions) ? Object.keys(settings.permissions) : [];
  const left = isMap(settings.omits) ? Object.keys(settings.omits) : [];
  const ofPage = Object.keys(permissionsAsked(definition, settings)).filter((api) => !left.includes(api));
  const why = "and this tenant has no licence for it (tenant.absentApis)";
  return [...new Set([...written, ...ofPage])]
    .filter((api) => absent.includes(api))
    .map((api) =>
      written.includes(api)
        ? {
            path: ["integrations", name, "permissions", api],
            message: `is asked for permissions, ${why}: leave it out, or remove it there once it is licensed`,
          }
        : {
            path: ["integrations", name, "vendor"],
            message: `${definition.product}'s page asks permissions of ${api}, ${why}: buy the licence and remove it there, or give the integration up`,
          },
    );
}

/** What Entra would grant and the API then refuse, whatever anybody does beside it. */
function uselessFaults(name: string, { vendor, permissions, credentials }: Raw, definitionOf: Definitions): Fault[] {
  const definition = definitionOf(vendor);
  if (definition === undefined || !isMap(permissions)) return [];
  const lines = Array.isArray(credentials) ? (credentials as readonly unknown[]) : [];
  const ways = waysOf(definition).map(({ kind }) => kind);
  const written = ways.filter((way) => lines.some((line) => isMap(line) && line.kind === way));
  // A page that takes several is no fault of the file until a line says which.
  const used = ways.length === 1 || written.length === 0 ? ways : written;
  return Object.entries(permissions).flatMap(([api, kinds]) => {
    const appId = apiIdOf(api);
    if (appId === undefined || !isMap(kinds)) return [];
    return (["application", "delegated"] as const).flatMap((kind) =>
      listed(kinds[kind], ["integrations", name, "permissions", api, kind], itself).flatMap(({ value, path }) =>
        effectFaults({ api, appId, kind, name: value }, used, path),
      ),
    );
  });
}

/** The keys of `names`, which are object ids. */
function namesFaults({ tenant }: Raw): Fault[] {
  const names = isMap(tenant) && isMap(tenant.names) ? Object.keys(tenant.names) : [];
  return names.flatMap((id) => {
    const message = idFault(id, "the object id of a user or a group, and beside it who it is");
    return message === undefined ? [] : [{ path: ["tenant", "names", id], message }];
  });
}

/** One identity runs `pulumi up`; the review watches over that one. */
function deployerFaults({ tenant }: Raw): Fault[] {
  const owners = isMap(tenant) && Array.isArray(tenant.owners) ? (tenant.owners as readonly unknown[]) : [];
  const deployers = [...owners.entries()].filter(([, owner]) => isMap(owner) && owner.deploys === true);
  return deployers.slice(1).map(([index]) => ({
    path: ["tenant", "owners", index, "deploys"],
    message: "is written a second time; one owner deploys. Remove it from the others",
  }));
}

/**
 * Every fault that needs more than one place of the file.
 * @param certificates reads what a line of `credentials` names as its certificate
 * @param definitions where a vendor's word leads; the project's own vendors unless it says otherwise
 */
export function crossFaults(
  data: unknown,
  certificates: CertificateReader,
  definitions: Definitions = knownDefinition,
): Fault[] {
  if (!isMap(data)) return [];
  return [
    ...deployerFaults(data),
    ...namesFaults(data),
    ...idFaults(data),
    ...integrationFaults(data, definitions, certificates),
  ];
}

function integrationFaults(data: Raw, definitions: Definitions, certificates: CertificateReader): Fault[] {
  if (!isMap(data.integrations)) return [];
  const integrations = Object.entries(data.integrations).flatMap(([name, settings]) =>
    isMap(settings) ? [[name, settings] as const] : [],
  );
  return [
    ...nameFaults(integrations),
    ...policyFaults(data, integrations, definitions, certificates),
    ...displayNameFaults(integrations, definitions),
    ...clientIdFaults(data, integrations, definitions),
    ...identifierUriFaults(data, integrations, definitions),
    ...renameFaults(integrations),
    ...credentialFaults(integrations, definitions, certificates),
    ...integrations.flatMap(([name, settings]) => [
      ...endingFaults(name, settings, definitions),
      ...openFaults(name, settings, definitions),
      ...ownRoleFaults(name, settings, definitions),
      ...emptyRoleFaults(name, settings),
      ...listFaults(name, settings),
      ...uriTwins(name, settings, definitions),
      ...subjectFaults(name, settings, definitions),
      ...setFaults(name, settings, definitions),
      ...roleFaults(name, settings, definitions),
      ...variantFaults(name, settings, definitions),
      ...uselessFaults(name, settings, definitions),
      ...absentFaults(data, name, settings, definitions),
      ...scheduleFaults(name, settings, definitions),
    ]),
  ];
}
