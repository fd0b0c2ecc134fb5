/**
 * One integration as Entra objects. It is resolved from its args, and what was resolved is registered as the component's
 * inputs, so the review and the policy pack read the values that the resources are built from.
 */
import * as azuread from "@pulumi/azuread";
import * as pulumi from "@pulumi/pulumi";
import { ArgsError } from "./args-error.ts";
import { urisOn } from "./asked.ts";
import { checkedArgs } from "./checked-args.ts";
import { assignDirectoryRoles, assignPeople, grantConsent, requiredAccess } from "./consent.ts";
import { type Credential, issueCredential, trustIssuers, type Vault } from "./credential.ts";
import type { Platform } from "./definition.ts";
import { leftToOthers, resourceNames } from "./fixed-names.ts";
import { clientIdHere, withClientId } from "./identifier-uri.ts";
import type { IntegrationArgs } from "./integration-args.ts";
import { applicationTags, lastState } from "./last-state.ts";
import { type MarkedStack, type Marker, markerAsBorn, markerOf } from "./marker.ts";
import { questionsOf } from "./obstacles.ts";
import type { CredentialOutputs, CredentialSecretOutputs } from "./outputs.ts";
import { ownerId } from "./owner.ts";
import { preflight } from "./preflight.ts";
import { type ResolvedIntegration, resolveIntegration } from "./resolved-integration.ts";
import { isClosed } from "./sign-in.ts";
import { tokenInputs } from "./token-inputs.ts";

/** The component's type token. It is in every URN: it stays as it is for ever. */
export const integrationType = "m365:index:Integration";

/** Options of an Integration. It needs an azuread provider, and with a vault an azure-native one, of its own or its parent's. */
export interface IntegrationOptions extends pulumi.ComponentResourceOptions {
  /**
   * The azuread provider of whoever grants consent and directory roles, where that is another identity than the one
   * that makes the application.
   */
  consentProvider?: pulumi.ProviderResource;
}

/** Settles once the tenant has what the integration rests on; undefined where that is nothing. */
function checkedIn(resolved: ResolvedIntegration, provider: pulumi.ProviderResource): Promise<void> | undefined {
  const { apis, objects } = questionsOf([resolved]);
  if (apis.length + objects.length === 0) return undefined;
  return preflight([resolved], provider).then(({ shared, own }) => {
    const faults = [...shared, ...(own.get(resolved.name) ?? [])];
    const inArgs = faults.map(({ path, message }) => ({ path: path.slice(2), message }));
    if (faults.length > 0) throw new ArgsError(resolved.name, inArgs);
  });
}

/** A first input, known once the tenant has been asked: nothing is written before. */
function onceChecked<T>(value: T, checked: Promise<void> | undefined): T | Promise<T> {
  return checked === undefined ? value : checked.then(() => value);
}

function thisStack(): MarkedStack {
  return { project: pulumi.getProject(), stack: pulumi.getStack() };
}

async function bornMarker(resolved: ResolvedIntegration, provider: pulumi.ProviderResource): Promise<Marker> {
  const stack = thisStack();
  return markerAsBorn(resolved.identity, stack, applicationTags(resolved, await lastState(provider)));
}

/** The redirect URIs where the page has them registered. The web platform has the implicit grant's boxes, whoever has the URIs. */
function platformsOf(resolved: ResolvedIntegration) {
  const { platform, redirectUrisOn = {}, implicitGrant, publicClientFlows } = resolved;
  const registers = (on: Platform) => platform === on || redirectUrisOn[on] !== undefined;
  const uris = (on: Platform) => [...urisOn(resolved, on)];
  return {
    web: {
      redirectUris: uris("web"),
      implicitGrant: {
        accessTokenIssuanceEnabled: implicitGrant.accessToken,
        idTokenIssuanceEnabled: implicitGrant.idToken,
      },
    },
    ...(registers("spa") && { singlePageApplication: { redirectUris: uris("spa") } }),
    ...(registers("publicClient") && { publicClient: { redirectUris: uris("publicClient") } }),
    ...(publicClientFlows && { fallbackPublicClientEnabled: true }),
  };
}

function registerApplication(
  resolved: ResolvedIntegration,
  displayName: pulumi.Input<string>,
  marker: Promise<Marker>,
  opts: pulumi.CustomResourceOptions,
): azuread.Application {
  return new azuread.Application(
    resourceNames.application(resolved.name),
    {
      displayName,
      signInAudience: resolved.audience,
      owners: resolved.owners.map(ownerId),
      notes: resolved.notes,
      tags: [marker.then(markerOf)],
      preventDuplicateNames: true,
      ...platformsOf(resolved),
      requiredResourceAccesses: requiredAccess(resolved.permissions),
      ...tokenInputs(resolved),
      ...(resolved.serviceManagementReference !== undefined && {
        serviceManagementReference: resolved.serviceManagementReference,
      }),
    },
    {
      ...opts,
      protect: resolved.protect,
      // The ID URI is a resource of its own, which alone knows the client id; azuread would take it away again otherwise.
      ...(resolved.exposes?.identifierUri !== undefined && { ignoreChanges: ["identifierUris"] }),
    },
  );
}

/** The URI by which others ask for the application's tokens. It may hold the client id, and so comes after the application. */
function identify(resolved: ResolvedIntegration, application: azuread.Application, opts: pulumi.CustomResourceOptions) {
  const uri = resolved.exposes?.identifierUri;
  if (uri === undefined) return;
  new azuread.ApplicationIdentifierUri(
    resourceNames.identifierUri(resolved.name),
    {
      applicationId: application.id,
      identifierUri: uri.includes(clientIdHere) ? application.clientId.apply((id) => withClientId(uri, id)) : uri,
    },
    opts,
  );
}

function registerPrincipal(
  resolved: ResolvedIntegration,
  application: azuread.Application,
  marker: Promise<Marker>,
  opts: pulumi.CustomResourceOptions,
): azuread.ServicePrincipal {
  return new azuread.ServicePrincipal(
    resourceNames.principal(resolved.name),
    {
      clientId: application.clientId,
      // A rerun after a lost answer adopts the principal instead of failing on it.
      useExisting: true,
      // The provider takes the deployer's ownership away unless it is named, and then cannot change its own principal.
      owners: resolved.owners.map(ownerId),
      accountEnabled: resolved.suspended === undefined,
      appRoleAssignmentRequired: isClosed(resolved),
      // Without the first tag the portal's list of enterprise applications hides it (azure-powershell#7646).
      tags: ["WindowsAzureActiveDirectoryIntegratedApp", marker.then(markerOf)],
      notes: resolved.notes,
    },
    { ...opts, protect: resolved.protect },
  );
}

/**
 * The principal of the vendor's own application. Where the tenant has one it is taken up as it stands
 * (recovery/vendors-application.ts): `useExisting` would write over what others have set, and delete it in the end. It
 * outlives its lines in the file: deleted, the next consent would make it anew, while one that stands without consents and
 * may not sign in keeps the vendor out.
 */
function registerVendorsPrincipal(
  resolved: ResolvedIntegration,
  clientId: pulumi.Input<string>,
  stack: MarkedStack,
  opts: pulumi.CustomResourceOptions,
): azuread.ServicePrincipal {
  return new azuread.ServicePrincipal(
    resourceNames.principal(resolved.name),
    {
      clientId,
      owners: resolved.owners.map(ownerId),
      accountEnabled: resolved.suspended === undefined,
      appRoleAssignmentRequired: isClosed(resolved),
      tags: ["WindowsAzureActiveDirectoryIntegratedApp", markerOf({ identity: resolved.identity, stack })],
      notes: resolved.notes,
    },
    { ...opts, protect: resolved.protect, retainOnDelete: true, ignoreChanges: [...leftToOthers] },
  );
}

/** The provider that the integration's resources take; a default one might belong to any tenant or subscription. */
function providerOf(component: Integration, name: string, type: string, next: string): pulumi.ProviderResource {
  const provider = component.getProvider(type);
  if (provider) return provider;
  const message = `needs an ${type.split(":")[0]} provider, which may also be its parent's; write ${next}`;
  throw new ArgsError(name, [{ path: ["opts", "provider"], message }]);
}

function vaultOf(component: Integration, { name, vault }: ResolvedIntegration): Omit<Vault, "marker"> | undefined {
  if (vault === undefined) return undefined;
  const next = 'providers: [entra, new azure.Provider("vault", { subscriptionId })], with the vault\'s subscription';
  return { id: vault, provider: providerOf(component, name, "azure-native:keyvault:Secret", next) };
}

/** What signs in for the vendor, and by what. */
interface SignsIn {
  readonly principal: azuread.ServicePrincipal;
  readonly clientId: pulumi.Output<string>;
  readonly applicationObjectId?: pulumi.Output<string>;
  readonly credentials: readonly Credential[];
}

interface Directory {
  readonly parent: pulumi.Resource;
  readonly provider: pulumi.ProviderResource;
}

function ownApplication(
  resolved: ResolvedIntegration,
  checked: Promise<void> | undefined,
  directory: Directory,
  vault: Omit<Vault, "marker"> | undefined,
): SignsIn {
  const marker = bornMarker(resolved, directory.provider);
  const displayName = onceChecked(resolved.displayName, checked);
  const application = registerApplication(resolved, displayName, marker, directory);
  const principal = registerPrincipal(resolved, application, marker, directory);
  const credentials = resolved.credential.schedule.map((scheduled) =>
    issueCredential(resolved, application, scheduled, directory, vault && { ...vault, marker }),
  );
  trustIssuers(resolved, application, directory);
  identify(resolved, application, directory);
  return { principal, clientId: application.clientId, applicationObjectId: application.objectId, credentials };
}

function vendorsApplication(
  resolved: ResolvedIntegration,
  clientId: string,
  checked: Promise<void> | undefined,
  directory: Directory,
): SignsIn {
  const checkedId = onceChecked(clientId, checked);
  const principal = registerVendorsPrincipal(resolved, checkedId, thisStack(), directory);
  return { principal, clientId: principal.clientId, credentials: [] };
}

/** One vendor's access: application, principal, consent, credentials, directory roles, vault entries. */
export class Integration extends pulumi.ComponentResource {
  /** The application (client) id. */
  readonly clientId: pulumi.Output<string>;
  /** The application's object id; none where the application is the vendor's own. */
  readonly applicationObjectId?: pulumi.Output<string>;
  /** The enterprise application's object id: the one Exchange wants, not the application's. */
  readonly servicePrincipalObjectId: pulumi.Output<string>;
  /** The tenant's id. */
  readonly tenantId: pulumi.Output<string>;
  /** Every credential without its secret, oldest first; the last one is handed over. */
  readonly credentials: pulumi.Output<CredentialOutputs[]>;
  /** The secret of each credential, by its `issued`; secret as a whole. */
  readonly secrets: pulumi.Output<{ [issued: string]: CredentialSecretOutputs }>;

  /**
   * @param name the first part of every resource's name, for ever
   * @throws ArgsError with every fault of the args at once
   */
  constructor(name: string, args: IntegrationArgs, opts: IntegrationOptions = {}) {
    const { tenant, definition } = checkedArgs(name, args);
    const resolved = resolveIntegration(tenant, name, definition);
    const { consentProvider, aliases = [], ...options } = opts;
    super(
      integrationType,
      name,
      { ...resolved },
      { ...options, aliases: [...aliases, ...resolved.formerly.map((former) => ({ name: former }))] },
    );
    const pinned = `{ provider: new azuread.Provider("entra", { tenantId: "${resolved.tenantId}" }) }`;
    const provider = providerOf(this, name, "azuread:index/application:Application", pinned);
    const vault = vaultOf(this, resolved);
    const directory = { parent: this, provider };
    const consent = { parent: this, provider: consentProvider ?? provider };
    const checked = checkedIn(resolved, provider);

    const { principal, clientId, applicationObjectId, credentials } =
      resolved.registration === undefined
        ? ownApplication(resolved, checked, directory, vault)
        : vendorsApplication(resolved, resolved.registration.clientId, checked, directory);
    grantConsent(resolved, principal, (appId) => onceChecked(appId, checked), provider, consent);
    assignPeople(resolved, principal, consent);
    assignDirectoryRoles(resolved, principal, consent);

    this.clientId = clientId;
    if (applicationObjectId !== undefined) this.applicationObjectId = applicationObjectId;
    this.servicePrincipalObjectId = principal.objectId;
    this.tenantId = pulumi.output(resolved.tenantId);
    this.credentials = pulumi.all(credentials.map(({ outputs }) => outputs));
    this.secrets = pulumi.secret(
      pulumi.output(
        Object.fromEntries(
          credentials.flatMap(({ issued, secret }) => (secret === undefined ? [] : [[issued, secret]])),
        ),
      ),
    );
    this.registerOutputs({
      clientId: this.clientId,
      ...(applicationObjectId && { applicationObjectId }),
      servicePrincipalObjectId: this.servicePrincipalObjectId,
      tenantId: this.tenantId,
      credentials: this.credentials,
      secrets: this.secrets,
    });
  }
}
