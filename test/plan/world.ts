/** One integration as the recorder sees it and as the engine plans it: an application, its principal, one permission. */
import { nameIn, typeIn } from "../../components/urn.ts";
import type { StateResource } from "../../operate/plan/compare.ts";
import { type Planned, type PlannedResource, unknownValue } from "../../operate/plan/preview.ts";
import type { Sent, SentProgram } from "../../operate/plan/sent.ts";
import { plain } from "../review/recordings.ts";

export const graphAppId = "00000003-0000-0000-c000-000000000000";
/** Object id of Microsoft Graph's principal in the tenant. */
export const graphId = "6d8c1fbc-05b9-56b5-bba1-73ecf86a3c34";

const at = (type: string, name: string) => `urn:pulumi:dev::p::${type}::${name}`;
const below = (type: string, name: string) => at(`m365:index:Integration$${type}`, name);

export const urns = {
  stack: at("pulumi:pulumi:Stack", "p-dev"),
  provider: at("pulumi:providers:azuread", "entra"),
  mail: at("m365:index:Integration", "mail"),
  application: below("azuread:index/application:Application", "mail-application"),
  principal: below("azuread:index/servicePrincipal:ServicePrincipal", "mail-principal"),
  password: below("azuread:index/applicationPassword:ApplicationPassword", "mail-2026-11-21"),
  assignment: below("azuread:index/appRoleAssignment:AppRoleAssignment", "mail-Mail.Read"),
  entry: below("azure-native:keyvault:Secret", "mail-2026-11-21"),
} as const;

function sent(urn: string, change: Partial<Sent> = {}): Sent {
  const isIntegrationsOwn = urn.includes("Integration$");
  return {
    urn,
    type: typeIn(urn),
    name: nameIn(urn),
    parent: urn === urns.stack ? "" : isIntegrationsOwn ? urns.mail : urns.stack,
    custom: urn !== urns.stack && urn !== urns.mail,
    ...plain,
    sentInputs: {},
    propertyDependencies: {},
    provider: isIntegrationsOwn ? `${urns.provider}::id:entra` : "",
    ...change,
  };
}

function secret(value: unknown) {
  return { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value };
}

/** As the engine shows one. */
export const opaque = {
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  ciphertext: "[secret]",
};

/** What the program sends where it is recorded. */
export function recorded(change: (resources: Sent[]) => void = () => {}): SentProgram {
  const resources = [
    sent(urns.stack),
    sent(urns.provider, { sentInputs: { tenantId: "t" }, version: "6.9.1" }),
    sent(urns.mail, { sentInputs: { name: "mail" } }),
    sent(urns.application, {
      sentInputs: {
        displayName: "Mail",
        requiredResourceAccesses: [
          {
            resourceAppId: graphAppId,
            resourceAccesses: [{ id: "810c84a8-4a9e-49e6-bf7d-12d183f40d01", type: "Role" }],
          },
        ],
      },
    }),
    sent(urns.principal, {
      sentInputs: { clientId: "client:mail-application" },
      dependencies: [urns.application],
      propertyDependencies: { clientId: [urns.application] },
    }),
    sent(urns.password, {
      sentInputs: { applicationId: "id:mail-application", endDate: "2027-05-15T00:00:00Z" },
      dependencies: [urns.application],
      propertyDependencies: { applicationId: [urns.application], endDate: [] },
    }),
    sent(urns.assignment, {
      sentInputs: {
        appRoleId: "810c84a8-4a9e-49e6-bf7d-12d183f40d01",
        principalObjectId: "object:mail-principal",
        resourceObjectId: `sp:${graphAppId}`,
      },
      dependencies: [urns.principal],
      propertyDependencies: { appRoleId: [], principalObjectId: [urns.principal], resourceObjectId: [] },
    }),
    sent(urns.entry, {
      sentInputs: {
        properties: secret({ contentType: "text/plain", value: "CANARY-3b1f6a52-7f0c-4c1e-9d43-secret-value" }),
        tags: { keyId: "key:mail-2026-11-21" },
      },
      dependencies: [urns.password],
      propertyDependencies: { properties: [urns.password], tags: [urns.password] },
    }),
  ];
  change(resources);
  return {
    resources,
    handedOut: [
      { urn: urns.stack, values: { integrations: { mail: { clientId: "client:mail-application" } } } },
      { urn: urns.mail, values: { clientId: "client:mail-application" } },
    ],
    lookups: [],
    problems: [],
  };
}

const clientId = "11111111-aaaa-4aaa-8aaa-000000000001";
const applicationId = "/applications/11111111-aaaa-4aaa-8aaa-000000000002";
export const principalId = "11111111-aaaa-4aaa-8aaa-000000000003";
const keyId = "11111111-aaaa-4aaa-8aaa-000000000004";

/** What exists after a first run. */
export const state: ReadonlyMap<string, StateResource> = new Map<string, StateResource>([
  [urns.stack, { id: "", outputs: {} }],
  [urns.provider, { id: "provider-id", outputs: {} }],
  [urns.mail, { id: "", outputs: {} }],
  [urns.application, { id: applicationId, outputs: { clientId, objectId: "o" } }],
  [urns.principal, { id: "p", outputs: { objectId: principalId } }],
  [urns.password, { id: "k", outputs: { keyId, value: opaque } }],
  [urns.assignment, { id: "a", outputs: {} }],
  [urns.entry, { id: "e", outputs: {} }],
]);

/** What the engine plans for the same program: on an empty state, or on one that has it all. */
export function planned(first: boolean, change: (resources: Map<string, PlannedResource>) => void = () => {}): Planned {
  const known = (value: string) => (first ? unknownValue : value);
  const inputs: Readonly<Record<string, Record<string, unknown>>> = {
    [urns.provider]: { tenantId: "t", version: "6.9.1", __internal: {} },
    [urns.mail]: { name: "mail" },
    [urns.application]: {
      displayName: "Mail",
      requiredResourceAccesses: [
        {
          resourceAppId: graphAppId,
          resourceAccesses: [{ id: "810c84a8-4a9e-49e6-bf7d-12d183f40d01", type: "Role", __defaults: [] }],
          __defaults: [],
        },
      ],
      preventDuplicateNames: false,
      __defaults: ["preventDuplicateNames"],
    },
    [urns.principal]: { clientId: known(clientId) },
    [urns.password]: { applicationId: known(applicationId), endDate: "2027-05-15T00:00:00Z" },
    [urns.assignment]: {
      appRoleId: "810c84a8-4a9e-49e6-bf7d-12d183f40d01",
      principalObjectId: known(principalId),
      resourceObjectId: graphId,
    },
    [urns.entry]: { properties: { contentType: "text/plain", value: opaque }, tags: { keyId: known(keyId) } },
  };
  const outputs: Readonly<Record<string, Record<string, unknown>>> = {
    [urns.stack]: { integrations: { mail: first ? unknownValue : { clientId } } },
    [urns.mail]: { clientId: known(clientId) },
  };
  const resources = new Map(
    recorded().resources.map((one): [string, PlannedResource] => [
      one.urn,
      {
        urn: one.urn,
        steps: [first ? "create" : "same"],
        goal: {
          type: one.type,
          name: one.name,
          custom: one.custom,
          parent: one.parent,
          provider: one.provider === "" ? "" : `${urns.provider}::${known("provider-id")}`,
          protect: false,
          inputDiff: {},
          dependencies: [...one.dependencies],
          propertyDependencies: Object.fromEntries(
            Object.entries(one.propertyDependencies).map(([key, made]) => [key, [...made]]),
          ),
          additionalSecretOutputs: [],
          ignoreChanges: [],
          deleteBeforeReplace: false,
          structuredAliases: [],
          aliases: [],
          id: "",
          customTimeouts: {},
        },
        inputs: inputs[one.urn] ?? {},
        outputs: outputs[one.urn] ?? {},
      },
    ]),
  );
  change(resources);
  return { resources, errors: [], warnings: [] };
}
