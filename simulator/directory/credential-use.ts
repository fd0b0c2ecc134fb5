/**
 * When each credential last bought a token (https://learn.microsoft.com/graph/api/resources/appcredentialsigninactivity): a
 * report that lags behind, and that tells the last time of each key alone.
 */
import { v5 } from "uuid";
import { applicationByAppId, graphTime, principalByAppId, type Tenant } from "./directory.ts";

/** So long a sign-in takes until the report has it [assumed; Microsoft promises no time]. */
export const reportLagMs = 24 * 3600 * 1000;

/** Uses within one hour are one: a row is not written anew with every token. */
const oneUseMs = 3600 * 1000;

/** Notes that a credential bought a token. @param resourceAppId the API that the token is for */
export function recordUse(tenant: Tenant, appId: string, keyId: string, resourceAppId: string): void {
  const { credentialUses } = tenant.directory;
  const now = tenant.clock();
  const before = credentialUses.get(keyId)?.times ?? [];
  const last = before.at(-1);
  if (last !== undefined && now.getTime() - Date.parse(last) < oneUseMs) return;
  const reported = before.findLastIndex((time) => isReported(time, now));
  const times = [...before.slice(Math.max(0, reported)), graphTime(now)];
  credentialUses.set(keyId, {
    id: keyId,
    appId,
    resourceAppId,
    requestId: v5(`${keyId} ${graphTime(now)}`, v5.URL),
    times,
  });
}

function isReported(time: string, now: Date): boolean {
  return Date.parse(time) + reportLagMs <= now.getTime();
}

/** The report's rows: each credential whose use has come into it. */
export function toGraphUses(tenant: Tenant) {
  const { directory } = tenant;
  const now = tenant.clock();
  return [...directory.credentialUses.values()].flatMap(({ id: keyId, appId, resourceAppId, requestId, times }) => {
    const lastSignInDateTime = times.findLast((time) => isReported(time, now));
    const application = applicationByAppId(directory, appId);
    if (lastSignInDateTime === undefined || !application) return [];
    const { keyCredentials, passwordCredentials, id } = application.entity;
    const credential = [...keyCredentials, ...passwordCredentials].find((one) => one.keyId === keyId);
    return [
      {
        id: Buffer.from(`${appId}|${keyId}`).toString("base64url"),
        keyId,
        keyType: keyCredentials.some((one) => one.keyId === keyId) ? "certificate" : "clientSecret",
        keyUsage: "verify",
        appId,
        appObjectId: id,
        servicePrincipalObjectId: principalByAppId(directory, appId)?.entity.id ?? null,
        resourceId: resourceAppId,
        credentialOrigin: "application",
        expirationDateTime: credential?.endDateTime ?? null,
        signInActivity: { lastSignInDateTime, lastSignInRequestId: requestId },
      },
    ];
  });
}
