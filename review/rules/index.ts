/** Every rule of the review, in the order of docs/rules.md. Nothing registers itself: a rule that is not here does not run. */
import { certificateLifetime } from "./certificate-lifetime.ts";
import { clientSecret } from "./client-secret.ts";
import { consentBreadth } from "./consent-breadth.ts";
import { delegatedFirst } from "./delegated-first.ts";
import { directoryRole } from "./directory-role.ts";
import { implicitGrant } from "./implicit-grant.ts";
import { legacyThumbprint } from "./legacy-thumbprint.ts";
import { mailboxScope } from "./mailbox-scope.ts";
import { multiTenant } from "./multi-tenant.ts";
import { passwordGrantPossible } from "./password-grant-possible.ts";
import { privateKeyInState } from "./private-key-in-state.ts";
import { redundantPermission } from "./redundant-permission.ts";
import { riskyPermission } from "./risky-permission.ts";
import type { Rule } from "./rule.ts";
import { secretLifetime } from "./secret-lifetime.ts";
import { smtpAuth } from "./smtp-auth.ts";
import { tier0 } from "./tier-0.ts";
import { weakensTenant } from "./weakens-tenant.ts";

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
      legacyThumbprint,
      privateKeyInState,
      passwordGrantPossible,
    ],
  },
  { title: "Redirects and OAuth switches", rules: [implicitGrant] },
  { title: "Identity and ownership", rules: [multiTenant, directoryRole] },
  {
    title: "Permissions and consent",
    rules: [
      tier0,
      riskyPermission,
      delegatedFirst,
      mailboxScope,
      redundantPermission,
      consentBreadth,
      smtpAuth,
      weakensTenant,
    ],
  },
];

/** All of them. */
export const rules: readonly Rule[] = sections.flatMap((section) => section.rules);
