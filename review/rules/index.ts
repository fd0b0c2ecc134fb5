/** Every rule of the review, in the order of docs/rules.md. Nothing registers itself: a rule that is not here does not run. */
import { accessPolicy } from "./access-policy.ts";
import { assignmentRequired } from "./assignment-required.ts";
import { beyondInputs } from "./beyond-inputs.ts";
import { certificateKey } from "./certificate-key.ts";
import { certificateLifetime } from "./certificate-lifetime.ts";
import { clientSecret } from "./client-secret.ts";
import { consentBreadth } from "./consent-breadth.ts";
import { credentialCount } from "./credential-count.ts";
import { credentialOnPrincipal } from "./credential-on-principal.ts";
import { delegatedFirst } from "./delegated-first.ts";
import { deployerLockedOut } from "./deployer-locked-out.ts";
import { deployerNamed } from "./deployer-named.ts";
import { directoryRole } from "./directory-role.ts";
import { embeddedPassword } from "./embedded-password.ts";
import { federatedSubject } from "./federated-subject.ts";
import { firstPartyPrincipal } from "./first-party-principal.ts";
import { formerVendorCredential } from "./former-vendor-credential.ts";
import { grantedEqualsRequired } from "./granted-equals-required.ts";
import { groupAssigned } from "./group-assigned.ts";
import { humanOwnerOfPowerfulApp } from "./human-owner-of-powerful-app.ts";
import { identifierUri } from "./identifier-uri.ts";
import { implicitGrant } from "./implicit-grant.ts";
import { knownPermission } from "./known-permission.ts";
import { legacyThumbprint } from "./legacy-thumbprint.ts";
import { mailboxScope } from "./mailbox-scope.ts";
import { multiTenant } from "./multi-tenant.ts";
import { nativeRedirect } from "./native-redirect.ts";
import { outsideIntegration } from "./outside-integration.ts";
import { owners } from "./owners.ts";
import { passwordGrantPossible } from "./password-grant-possible.ts";
import { principalReplyUrls } from "./principal-reply-urls.ts";
import { privateKeyInState } from "./private-key-in-state.ts";
import { productAdministrator } from "./product-administrator.ts";
import { protect } from "./protect.ts";
import { publicClient } from "./public-client.ts";
import { redirectForm } from "./redirect-form.ts";
import { redirectHost } from "./redirect-host.ts";
import { redirectHttps } from "./redirect-https.ts";
import { redundantPermission } from "./redundant-permission.ts";
import { renewalDue } from "./renewal-due.ts";
import { retiringPermission } from "./retiring-permission.ts";
import { riskyPermission } from "./risky-permission.ts";
import { roleTooSmall } from "./role-too-small.ts";
import type { InputsRule, ResourceRule, Rule, StackResourceRule } from "./rule.ts";
import { scheduleAddAndRetire } from "./schedule-add-and-retire.ts";
import { scheduleDatesChanged } from "./schedule-dates-changed.ts";
import { scheduleOrder } from "./schedule-order.ts";
import { scheduleRegistered } from "./schedule-registered.ts";
import { scheduleRetiredEarly } from "./schedule-retired-early.ts";
import { scopeWithoutSignIn } from "./scope-without-sign-in.ts";
import { secretLifetime } from "./secret-lifetime.ts";
import { sharedKey } from "./shared-key.ts";
import { signInClosedAtOnce } from "./sign-in-closed-at-once.ts";
import { smtpAuth } from "./smtp-auth.ts";
import { sortedAccess } from "./sorted-access.ts";
import { suspensionRegistered } from "./suspension-registered.ts";
import { tier0 } from "./tier-0.ts";
import { uniqueName } from "./unique-name.ts";
import { unreadResource } from "./unread-resource.ts";
import { vaultEntry } from "./vault-entry.ts";
import { vaultRemoved } from "./vault-removed.ts";
import { weakensTenant } from "./weakens-tenant.ts";
import { widerRole } from "./wider-role.ts";
import { withoutEffect } from "./without-effect.ts";

/** Rules about one thing. */
export interface Section {
  readonly title: string;
  readonly rules: readonly Rule[];
}

/** The rules by what they are about. */
export const sections: readonly Section[] = [
  {
    title: "Credentials",
    rules: [
      clientSecret,
      secretLifetime,
      certificateLifetime,
      certificateKey,
      legacyThumbprint,
      credentialOnPrincipal,
      credentialCount,
      embeddedPassword,
      privateKeyInState,
      vaultRemoved,
      sharedKey,
      formerVendorCredential,
      publicClient,
      federatedSubject,
      passwordGrantPossible,
    ],
  },
  {
    title: "The schedule of credentials",
    rules: [
      scheduleOrder,
      scheduleRegistered,
      scheduleAddAndRetire,
      scheduleDatesChanged,
      scheduleRetiredEarly,
      renewalDue,
    ],
  },
  {
    title: "Redirects and OAuth switches",
    rules: [redirectHttps, redirectForm, redirectHost, implicitGrant, principalReplyUrls, nativeRedirect],
  },
  {
    title: "Identity and ownership",
    rules: [
      multiTenant,
      uniqueName,
      owners,
      deployerNamed,
      deployerLockedOut,
      humanOwnerOfPowerfulApp,
      assignmentRequired,
      signInClosedAtOnce,
      groupAssigned,
      productAdministrator,
      identifierUri,
      directoryRole,
      widerRole,
      firstPartyPrincipal,
      protect,
      suspensionRegistered,
    ],
  },
  {
    title: "Permissions and consent",
    rules: [
      knownPermission,
      retiringPermission,
      tier0,
      riskyPermission,
      delegatedFirst,
      mailboxScope,
      accessPolicy,
      smtpAuth,
      grantedEqualsRequired,
      redundantPermission,
      consentBreadth,
      scopeWithoutSignIn,
      withoutEffect,
      roleTooSmall,
      sortedAccess,
      weakensTenant,
    ],
  },
  { title: "What no integration answers for", rules: [beyondInputs, vaultEntry, outsideIntegration, unreadResource] },
];

/** All of them. */
export const rules: readonly Rule[] = sections.flatMap((section) => section.rules);

/** Those that the policy pack judges by an Integration's registered inputs. */
export const rulesOfIntegrations: readonly InputsRule[] = rules.filter((rule) => rule.pack === "integration");

/** Those that the policy pack judges by the inputs of any one resource, and by whether it stands below an Integration. */
export const rulesOfResources: readonly (ResourceRule | StackResourceRule)[] = rules.filter(
  (rule) => rule.pack === "resource",
);
