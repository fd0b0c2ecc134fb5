/** A person at the sign-in service: name and password, whether more is asked, whether the application is open to them. */
import type { Tenant } from "../directory/directory.ts";
import type { User } from "../directory/entity.ts";
import { isAssigned, userNamed } from "../directory/person.ts";
import { matchesSecret } from "../directory/secret.ts";
import { TokenRejection } from "../errors.ts";
import type { Client } from "./client.ts";

/** Throws where an account is switched off. */
function assertEnabled(user: User): void {
  if (!user.accountEnabled) throw new TokenRejection(50057, "invalid_grant", "The user account is disabled.");
}

/** The person behind a name and a password. @throws TokenRejection 50034, 50126, 50057 */
export function authenticated(tenant: Tenant, name: string, password: string): User {
  const user = userNamed(tenant, name);
  if (!user) {
    const message = `The user account {EmailHidden} does not exist in the ${tenant.id} directory. To sign into this application, the account must be added to the directory.`;
    throw new TokenRejection(50034, "invalid_grant", message);
  }
  const signIn = tenant.directory.signIns.get(user.id);
  if (!signIn || !matchesSecret(signIn.passwordHash, password)) {
    const message = "Error validating credentials due to invalid username or password.";
    throw new TokenRejection(50126, "invalid_grant", message);
  }
  assertEnabled(user);
  return user;
}

/** True if a second factor is asked of the person. */
export function needsSecondFactor({ directory }: Tenant, user: User): boolean {
  return directory.signIns.get(user.id)?.multiFactor ?? false;
}

/** The refusal of a program that has only a password where a second factor is asked. */
export function secondFactorMissing(version: 1 | 2, resourceAppId: string): TokenRejection {
  const message = `Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication to access '${resourceAppId}'.`;
  const error = version === 1 ? "interaction_required" : "invalid_grant";
  return new TokenRejection(50076, error, message, "basic_action");
}

/** The person whom a code or a refresh token was given to. @throws TokenRejection 500341, 50057, 50173: gone, off, revoked */
export function stillThere(tenant: Tenant, userId: string, givenAt: Date): User {
  const user = tenant.directory.users.get(userId);
  if (!user) {
    const message = `The user account {EmailHidden} has been deleted from the ${tenant.id} directory. To sign into this application, the account must be added to the directory.`;
    throw new TokenRejection(500341, "invalid_grant", message);
  }
  assertEnabled(user);
  const validFrom = tenant.directory.signIns.get(userId)?.validFrom ?? "";
  if (givenAt.getTime() < Date.parse(validFrom)) {
    const message = `The provided grant has expired due to it being revoked, a fresh auth token is needed. The user might have changed or reset their password. The grant was issued on '${givenAt.toISOString()}' and the TokensValidFrom date (before which tokens are not valid) for this user is '${validFrom}'.`;
    throw new TokenRejection(50173, "invalid_grant", message, "bad_token");
  }
  return user;
}

/** Throws 50105 where the application is open to assigned people only, and this person is none. */
export function assertAdmitted(tenant: Tenant, { application, principal }: Client, user: User): void {
  if (!principal.entity.appRoleAssignmentRequired || isAssigned(tenant, user.id, principal.entity.id)) return;
  const { displayName, appId } = application.entity;
  const message = `Your administrator has configured the application ${displayName} ('${appId}') to block users unless they are specifically granted ('assigned') access to the application. The signed in user '{EmailHidden}' is blocked because they are not a direct member of a group with access, nor had access directly assigned by an administrator. Please contact your administrator to assign access to this application.`;
  throw new TokenRejection(50105, "invalid_grant", message);
}
