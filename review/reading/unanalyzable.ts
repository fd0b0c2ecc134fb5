/** Everything that the recorder saw and no rule can judge, each by name. */
import { apis } from "../../catalog/apis.ts";
import { orderedBy } from "../../components/order.ts";
import type { Evaluation, Registration } from "../evaluate/index.ts";
import type { Unanalyzable } from "../recording.ts";
import { concernsAccess, tokens } from "../tokens.ts";
import { text } from "./inputs.ts";
import { objectIdOf } from "./integration.ts";
import { lookedUpApi } from "./permissions.ts";
import { byIntegration, integrationAbove } from "./placement.ts";

type Seen = Omit<Unanalyzable, "integration" | "urn">;

const knownApis = new Set(apis.map(({ appId }) => appId));

/** Code that runs where the recorder cannot look. */
function hidden({ type, transforms, hooks }: Registration): Seen[] {
  return [
    ...(transforms > 0
      ? [{ what: "transforms", detail: "a transform changes it after it was recorded" } as const]
      : []),
    ...(hooks ? [{ what: "hooks", detail: "a hook runs code beside it" } as const] : []),
    ...(type.startsWith("pulumi-nodejs:dynamic:")
      ? [{ what: "dynamic-provider", detail: "its provider is code of the program" } as const]
      : []),
    ...(type.startsWith("command:") ? [{ what: "command", detail: "it runs a command" } as const] : []),
    ...(type === tokens.stackReference ? [{ what: "stack-reference", detail: "it reads another stack" } as const] : []),
  ];
}

/** Resource options by which the engine does something other than what the inputs say. */
function withheld({ type, unknownInputs, ignoreChanges, deleteBeforeReplace, retainOnDelete }: Registration): Seen[] {
  if (!concernsAccess(type)) return [];
  return [
    ...unknownInputs.map(
      (path) => ({ what: "unresolved-input", detail: `${path} is not known before the engine runs` }) as const,
    ),
    ...(ignoreChanges.length > 0
      ? [
          {
            what: "ignored-changes",
            detail: `changes of ${[...ignoreChanges].sort().join(", ")} are not applied`,
          } as const,
        ]
      : []),
    ...(deleteBeforeReplace
      ? [{ what: "delete-before-replace", detail: "the old one goes before the new one works" } as const]
      : []),
    ...(retainOnDelete ? [{ what: "retained", detail: "removing it here leaves it in the tenant" } as const] : []),
  ];
}

/** Ids that must be the integration's own: a child may not reach into another integration or a stranger. */
function references(children: readonly Registration[]): readonly (readonly [Registration, Seen])[] {
  const applications = children.filter(({ type }) => type === tokens.application);
  const principals = children.filter(({ type }) => type === tokens.principal);
  const applicationIds = new Set(applications.map(({ name }) => `id:${name}`));
  const principalIds = new Set(principals.map(objectIdOf));
  const found: [Registration, Seen][] = [...applications.slice(1), ...principals.slice(1)].map((second) => [
    second,
    { what: "second-application", detail: "an integration has one application and one principal" },
  ]);
  const foreign = (registration: Registration, key: string) =>
    found.push([registration, { what: "foreign-reference", detail: `${key} is not the integration's own` }]);
  const unknownApi = (registration: Registration, key: string) => {
    const appId = lookedUpApi(text(registration.inputs, key));
    if (appId === undefined || !knownApis.has(appId))
      found.push([
        registration,
        { what: "unknown-api", detail: `${key} is no API of the catalog, so the permission has no name` },
      ]);
  };
  for (const child of children) {
    const { type, inputs } = child;
    if ("applicationId" in inputs && type.startsWith("azuread:") && !applicationIds.has(text(inputs, "applicationId")))
      foreign(child, "applicationId");
    if (type === tokens.grant) {
      if (!principalIds.has(text(inputs, "servicePrincipalObjectId"))) foreign(child, "servicePrincipalObjectId");
      unknownApi(child, "resourceServicePrincipalObjectId");
    }
    if (type === tokens.directoryRole && !principalIds.has(text(inputs, "principalObjectId")))
      foreign(child, "principalObjectId");
    if (type === tokens.roleAssignment && !principalIds.has(text(inputs, "resourceObjectId"))) {
      if (!principalIds.has(text(inputs, "principalObjectId"))) foreign(child, "principalObjectId");
      unknownApi(child, "resourceObjectId");
    }
  }
  return found;
}

/** Entra resources that another provider makes than the one pinned to the tenant. */
function elsewhere(registrations: readonly Registration[]): readonly (readonly [Registration, Seen])[] {
  const tenants = new Map(
    registrations
      .filter(({ type }) => type === tokens.entraProvider)
      .map(({ urn, inputs }) => [urn, text(inputs, "tenantId")]),
  );
  const tenant = registrations.find(({ type }) => type === tokens.integration)?.inputs.tenantId;
  const pinned = ({ provider }: Registration) => {
    const subject = tenants.get(provider.slice(0, provider.lastIndexOf("::")));
    return subject !== undefined && subject !== "" && (tenant === undefined || subject === tenant);
  };
  return registrations
    .filter((registration) => registration.type.startsWith("azuread:") && !pinned(registration))
    .map((registration) => [
      registration,
      { what: "other-tenant", detail: "its provider is not pinned to the tenant of the file" },
    ]);
}

function reachesOf({ escapeHatches: reaches, lookups }: Evaluation): Unanalyzable[] {
  const whats = { read: "read", transform: "transforms" } as const;
  // A hook runs only where a resource is bound to it, which its registration says.
  const reached = reaches.flatMap(({ what, type, name }): Unanalyzable[] => {
    if (what === "hook") return [];
    const detail =
      what === "read" ? "it reads what this program does not describe" : "it changes resources inside the engine";
    const kind = type === tokens.stackReference ? "stack-reference" : whats[what];
    return [{ what: kind, integration: "", urn: [type, name].filter(Boolean).join(" "), detail }];
  });
  const unanswered = lookups
    .filter(({ token, inputs }) => token !== tokens.principalLookup || !knownApis.has(text(inputs, "clientId")))
    .map(
      ({ token }): Unanalyzable => ({
        what: "lookup",
        integration: "",
        urn: token,
        detail: "its answer is known to the tenant alone",
      }),
    );
  return [...reached, ...unanswered];
}

/** Everything of an evaluation that cannot be judged, sorted, each once. */
export function unanalyzableOf(evaluation: Evaluation): Unanalyzable[] {
  const { registrations } = evaluation;
  const above = integrationAbove(registrations);
  const { components, childrenOf } = byIntegration(registrations);
  const seen = [
    ...registrations.flatMap((registration) =>
      [...hidden(registration), ...withheld(registration)].map((what) => [registration, what] as const),
    ),
    ...components.flatMap((component) => references(childrenOf(component))),
    ...elsewhere(registrations),
  ].map(
    ([registration, what]): Unanalyzable => ({
      ...what,
      integration: above(registration)?.name ?? "",
      urn: registration.urn,
    }),
  );
  const keyed = new Map(
    [...seen, ...reachesOf(evaluation)].map((entry) => [
      JSON.stringify([entry.integration, entry.urn, entry.what, entry.detail]),
      entry,
    ]),
  );
  return [...keyed].sort(orderedBy(([key]) => key)).map(([, entry]) => entry);
}
