/**
 * Which rules the policy pack judges: those that one resource alone decides. The others compare two states, or several
 * resources of one, and only the review can judge them.
 */
import { accessPolicy } from "../review/rules/access-policy.ts";
import { certificateKey } from "../review/rules/certificate-key.ts";
import { certificateLifetime } from "../review/rules/certificate-lifetime.ts";
import { clientSecret } from "../review/rules/client-secret.ts";
import { consentBreadth } from "../review/rules/consent-breadth.ts";
import { credentialCount } from "../review/rules/credential-count.ts";
import { credentialOnPrincipal } from "../review/rules/credential-on-principal.ts";
import { delegatedFirst } from "../review/rules/delegated-first.ts";
import { directoryRole } from "../review/rules/directory-role.ts";
import { embeddedPassword } from "../review/rules/embedded-password.ts";
import { federatedSubject } from "../review/rules/federated-subject.ts";
import { firstPartyPrincipal } from "../review/rules/first-party-principal.ts";
import { humanOwnerOfPowerfulApp } from "../review/rules/human-owner-of-powerful-app.ts";
import { implicitGrant } from "../review/rules/implicit-grant.ts";
import { knownPermission } from "../review/rules/known-permission.ts";
import { legacyThumbprint } from "../review/rules/legacy-thumbprint.ts";
import { mailboxScope } from "../review/rules/mailbox-scope.ts";
import { multiTenant } from "../review/rules/multi-tenant.ts";
import { nativeRedirect } from "../review/rules/native-redirect.ts";
import { outsideIntegration } from "../review/rules/outside-integration.ts";
import { owners } from "../review/rules/owners.ts";
import { passwordGrantPossible } from "../review/rules/password-grant-possible.ts";
import { principalReplyUrls } from "../review/rules/principal-reply-urls.ts";
import { privateKeyInState } from "../review/rules/private-key-in-state.ts";
import { redirectForm } from "../review/rules/redirect-form.ts";
import { redirectHost } from "../review/rules/redirect-host.ts";
import { redirectHttps } from "../review/rules/redirect-https.ts";
import { redundantPermission } from "../review/rules/redundant-permission.ts";
import { renewalDue } from "../review/rules/renewal-due.ts";
import { retiringPermission } from "../review/rules/retiring-permission.ts";
import { riskyPermission } from "../review/rules/risky-permission.ts";
import type { Rule, SingleRule, StackRule } from "../review/rules/rule.ts";
import { scheduleOrder } from "../review/rules/schedule-order.ts";
import { secretLifetime } from "../review/rules/secret-lifetime.ts";
import { smtpAuth } from "../review/rules/smtp-auth.ts";
import { sortedAccess } from "../review/rules/sorted-access.ts";
import { tier0 } from "../review/rules/tier-0.ts";
import { uniqueName } from "../review/rules/unique-name.ts";
import { unreadResource } from "../review/rules/unread-resource.ts";
import { weakensTenant } from "../review/rules/weakens-tenant.ts";
import { tokens } from "../review/tokens.ts";

/** Decided by an Integration's registered inputs: the plan that its resources are made of. */
export const rulesOfIntegrations: readonly SingleRule[] = [
  clientSecret,
  secretLifetime,
  certificateLifetime,
  legacyThumbprint,
  credentialCount,
  passwordGrantPossible,
  scheduleOrder,
  renewalDue,
  redirectHttps,
  redirectForm,
  redirectHost,
  implicitGrant,
  nativeRedirect,
  multiTenant,
  owners,
  humanOwnerOfPowerfulApp,
  directoryRole,
  knownPermission,
  retiringPermission,
  tier0,
  riskyPermission,
  delegatedFirst,
  mailboxScope,
  accessPolicy,
  smtpAuth,
  redundantPermission,
  consentBreadth,
  weakensTenant,
];

/** A rule and the one type of resource that it looks at; without a type, it looks at all. */
export interface RuleOfResources {
  readonly rule: SingleRule | StackRule;
  readonly type?: string;
}

/** Decided by the inputs of any one resource, and by whether it stands below an Integration. */
export const rulesOfResources: readonly RuleOfResources[] = [
  { rule: certificateKey },
  { rule: credentialOnPrincipal },
  { rule: embeddedPassword, type: tokens.application },
  { rule: privateKeyInState, type: tokens.privateKey },
  { rule: federatedSubject },
  { rule: principalReplyUrls, type: tokens.principal },
  { rule: uniqueName, type: tokens.application },
  { rule: firstPartyPrincipal, type: tokens.principal },
  { rule: sortedAccess, type: tokens.application },
  { rule: outsideIntegration },
  { rule: unreadResource },
];

const judged: ReadonlySet<string> = new Set(
  [...rulesOfIntegrations, ...rulesOfResources.map(({ rule }) => rule)].map(({ name }) => name),
);

/** True if the policy pack judges by this rule too. */
export function isInPack({ name }: Pick<Rule, "name">): boolean {
  return judged.has(name);
}
