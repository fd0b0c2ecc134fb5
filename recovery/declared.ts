/**
 * What the stack declares, as far as it is fixed: every resource with its place in the engine's state, and that by which
 * the tenant knows it.
 */
import { kindOf } from "../components/asked-credential.ts";
import {
  certificateKeyId,
  credentialName,
  namesInCapitals,
  resourceNames,
  vaultEntryName,
} from "../components/fixed-names.ts";
import { type MarkedStack, markerIn, markerOf, stackTag } from "../components/marker.ts";
import { ownerId } from "../components/owner.ts";
import type { FederatedTrust, ResolvedIntegration } from "../components/resolved-integration.ts";
import { assignmentsOf, grantedFor } from "../components/sign-in.ts";

/** Type tokens of the engine. They stand in URNs, for ever. */
export const types = {
  integration: "m365:index:Integration",
  application: "azuread:index/application:Application",
  principal: "azuread:index/servicePrincipal:ServicePrincipal",
  assignment: "azuread:index/appRoleAssignment:AppRoleAssignment",
  grant: "azuread:index/servicePrincipalDelegatedPermissionGrant:ServicePrincipalDelegatedPermissionGrant",
  directoryRole: "azuread:index/directoryRoleAssignment:DirectoryRoleAssignment",
  password: "azuread:index/applicationPassword:ApplicationPassword",
  certificate: "azuread:index/applicationCertificate:ApplicationCertificate",
  federated: "azuread:index/applicationFederatedIdentityCredential:ApplicationFederatedIdentityCredential",
  identifierUri: "azuread:index/applicationIdentifierUri:ApplicationIdentifierUri",
  selfSigned: "tls:index/selfSignedCert:SelfSignedCert",
  vaultEntry: "azure-native:keyvault:Secret",
} as const;

/** Where the certificate itself is: in the state, by the URN of what made it, or in the file, of somebody else's key. */
export type PublicPart =
  | { readonly in: "state"; readonly selfSigned: string }
  | { readonly in: "file"; readonly pem: string };

/** By what the tenant knows a resource. Ids of objects that Entra makes are not here: they are found by these. */
export type Identity =
  | { readonly kind: "application" }
  | { readonly kind: "principal" }
  /** `to` is an API's client id, or `own`: the integration's own application. */
  | { readonly kind: "assignment"; readonly of: string; readonly to: string; readonly appRoleId: string }
  | { readonly kind: "grant"; readonly to: string; readonly user?: string }
  | { readonly kind: "directoryRole"; readonly templateId: string }
  | { readonly kind: "password"; readonly displayName: string; readonly expires: string }
  | { readonly kind: "certificate"; readonly keyId: string; readonly expires: string; readonly public: PublicPart }
  | { readonly kind: "federated"; readonly trust: FederatedTrust }
  /** `{clientId}` stands in it for the application's id. */
  | { readonly kind: "identifierUri"; readonly uri: string }
  | { readonly kind: "vaultEntry"; readonly vault: string; readonly name: string };

/** Which of the stack's providers makes a resource. */
export type ProviderName = "entra" | "entra-consent" | "vault";

/** One resource that the program registers. */
export interface DeclaredResource {
  readonly urn: string;
  readonly type: string;
  /** The last part of the URN. */
  readonly name: string;
  readonly provider: ProviderName;
  readonly protect: boolean;
  readonly identity: Identity;
}

/** One integration: its component and the component's children. */
export interface DeclaredIntegration {
  readonly resolved: ResolvedIntegration;
  readonly urn: string;
  /** The tag that the integration's application and principal bear. */
  readonly marker: string;
  /** The one that they bear where they were made before it carried the stack: whose it is, it does not say. */
  readonly stacklessMarker: string;
  /** The stack whose the marker is. */
  readonly stack: MarkedStack;
  readonly owners: readonly string[];
  readonly resources: readonly DeclaredResource[];
  /** URNs of the same resources under former names, by today's. */
  readonly formerly: ReadonlyMap<string, readonly string[]>;
}

/** A stack's name, its project's, and who grants consent. */
export interface StackName {
  readonly project: string;
  readonly stack: string;
  /** Client id of whoever grants consent and directory roles; undefined: the deployer itself. */
  readonly consentClientId: string | undefined;
}

function urnOf({ project, stack }: StackName, type: string, name: string): string {
  return `urn:pulumi:${stack}::${project}::${type}::${name}`;
}

/** The URN of one of the stack's providers. */
export function providerUrn(stack: StackName, provider: ProviderName): string {
  return urnOf(stack, `pulumi:providers:${provider === "vault" ? "azure-native" : "azuread"}`, provider);
}

interface Part {
  readonly type: string;
  readonly name: string;
  readonly provider: ProviderName;
  readonly protect?: boolean;
  readonly identity: Identity;
}

/** Everything below the component, in the order in which one needs the other. */
function partsOf(resolved: ResolvedIntegration, stack: StackName): Part[] {
  const { name, identity, protect, tenantId, vault, registration } = resolved;
  const consent = stack.consentClientId !== undefined ? "entra-consent" : "entra";
  const { everyone, users } = grantedFor(resolved);
  const assignments = resolved.permissions.flatMap(({ api, appId, application }): Part[] =>
    application.map((permission) => ({
      type: types.assignment,
      name: resourceNames.assignment(name, api, permission.name),
      provider: consent,
      identity: { kind: "assignment", of: "own", to: appId, appRoleId: permission.id },
    })),
  );
  const grants = resolved.permissions
    .filter(({ delegated }) => delegated.length > 0)
    .flatMap(({ api, appId }): Part[] =>
      [...(everyone ? [undefined] : []), ...users].map((user) => ({
        type: types.grant,
        name: resourceNames.grant(name, api, user),
        provider: consent,
        identity: { kind: "grant", to: appId, ...(user !== undefined && { user }) },
      })),
    );
  const credentials = resolved.credential.schedule.flatMap((scheduled): Part[] => {
    const credential = resourceNames.credential(name, scheduled);
    const { expires, certificate } = scheduled;
    const inEntra: Part =
      kindOf(resolved.credential, scheduled) === "secret"
        ? {
            type: types.password,
            name: credential,
            provider: "entra",
            identity: { kind: "password", displayName: credentialName(identity, scheduled), expires },
          }
        : {
            type: types.certificate,
            name: credential,
            provider: "entra",
            identity: {
              kind: "certificate",
              keyId: certificateKeyId(tenantId, identity, scheduled),
              expires,
              public:
                certificate === undefined
                  ? { in: "state", selfSigned: urnOf(stack, `${types.integration}$${types.selfSigned}`, credential) }
                  : { in: "file", pem: certificate },
            },
          };
    const kept: Part[] =
      vault === undefined || certificate !== undefined
        ? []
        : [
            {
              type: types.vaultEntry,
              name: credential,
              provider: "vault",
              identity: { kind: "vaultEntry", vault, name: vaultEntryName(identity, scheduled) },
            },
          ];
    return [inEntra, ...kept];
  });
  const federated = (resolved.credential.federated ?? []).map(
    (trust): Part => ({
      type: types.federated,
      name: resourceNames.federated(name, trust),
      provider: "entra",
      identity: { kind: "federated", trust },
    }),
  );
  const uri = resolved.exposes?.identifierUri;
  const identifier: Part[] =
    uri === undefined
      ? []
      : [
          {
            type: types.identifierUri,
            name: resourceNames.identifierUri(name),
            provider: "entra",
            identity: { kind: "identifierUri", uri },
          },
        ];
  const application: Part = {
    type: types.application,
    name: resourceNames.application(name),
    provider: "entra",
    protect,
    identity: { kind: "application" },
  };
  return [
    ...(registration ? [] : [application]),
    {
      type: types.principal,
      name: resourceNames.principal(name),
      provider: "entra",
      // What is taken up of a vendor must outlive a destroy before the next `up`, which says so to the engine.
      protect: protect || registration !== undefined,
      identity: { kind: "principal" },
    },
    ...assignments,
    ...grants,
    ...assignmentsOf(resolved).map(
      ({ id, appRoleId, role }): Part => ({
        type: types.assignment,
        name: resourceNames.signsIn(name, id, role),
        provider: consent,
        identity: { kind: "assignment", of: id, to: "own", appRoleId },
      }),
    ),
    ...resolved.directoryRoles.map(
      (role): Part => ({
        type: types.directoryRole,
        name: resourceNames.directoryRole(name, role.name),
        provider: consent,
        identity: { kind: "directoryRole", templateId: role.templateId },
      }),
    ),
    ...credentials,
    ...federated,
    ...identifier,
  ];
}

/** The stack's integrations as recovery looks for them. */
export function declaredIn(integrations: readonly ResolvedIntegration[], stack: StackName): DeclaredIntegration[] {
  const childUrn = (type: string, name: string) => urnOf(stack, `${types.integration}$${type}`, name);
  return integrations.map((resolved) => {
    const parts = partsOf(resolved, stack);
    const resources = parts.map(
      ({ protect = false, ...part }): DeclaredResource => ({ ...part, protect, urn: childUrn(part.type, part.name) }),
    );
    // A child's name begins with its parent's, and the engine looks for it under each of the parent's former names.
    const former = (name: string): string[] => {
      const names = [name, ...resolved.formerly.map((before) => `${before}${name.slice(resolved.name.length)}`)];
      return [...names.slice(1), ...names.flatMap(namesInCapitals)];
    };
    return {
      resolved,
      urn: urnOf(stack, types.integration, resolved.name),
      marker: markerOf({ identity: resolved.identity, stack }),
      stacklessMarker: markerOf({ identity: resolved.identity, stack: undefined }),
      stack: { project: stack.project, stack: stack.stack },
      owners: resolved.owners.map(ownerId),
      resources,
      formerly: new Map(
        resources.map(({ urn, type, name }) => [urn, former(name).map((before) => childUrn(type, before))]),
      ),
    };
  });
}

/** The other stack whose marker stands among some tags, whatever else does: what bears it is not this stack's to take up. */
export function otherStackIn(tags: readonly string[], { stack }: Pick<DeclaredIntegration, "stack">) {
  return tags
    .flatMap((tag) => markerIn(tag)?.stack ?? [])
    .find((one) => one.project !== stack.project || one.stack !== stack.stack);
}

/** True where the integration's marker stands among some tags, with the stack or without. */
export function isMarked(
  tags: readonly string[],
  { marker, stacklessMarker }: Pick<DeclaredIntegration, "marker" | "stacklessMarker">,
): boolean {
  return tags.includes(marker) || tags.includes(stacklessMarker);
}

/** True for a vault entry's tag `stack` that names another one. */
export function isOthers(tag: string | undefined, { stack }: Pick<DeclaredIntegration, "stack">): boolean {
  return tag !== undefined && tag !== stackTag(stack);
}
