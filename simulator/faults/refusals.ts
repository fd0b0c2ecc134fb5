/** Refusals that come from outside of a request's own merit: the service's state, a tenant's policy, another's object. */
import type { refusals, statuses } from "./rule.ts";

/** A refusal in the service's own words. */
export interface Words {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

/** Texts: the tables of 429 and 5xx in Graph's error reference, and what people quote in public issues. */
export const refusalWords: Readonly<Record<(typeof refusals)[number], (id: string) => Words>> = {
  "expired-token": () => ({
    status: 401,
    code: "InvalidAuthenticationToken",
    message: "Lifetime validation failed, the token is expired.",
  }),
  "not-found": (id) => ({
    status: 404,
    code: "Request_ResourceNotFound",
    message: `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
  }),
  denied: () => ({
    status: 403,
    code: "Authorization_RequestDenied",
    message: "Insufficient privileges to complete the operation.",
  }),
  "app-policy": () => ({
    status: 400,
    code: "CredentialInvalidLifetimeAsPerAppPolicy",
    message:
      "Credential lifetime exceeds the max value allowed as per assigned policy 'd6a2b9c4-0000-4000-8000-000000000001'.",
  }),
  quota: () => ({
    status: 400,
    code: "Directory_QuotaExceeded",
    message:
      "The directory object quota limit for the Principal has been exceeded. Please ask your administrator to increase the quota limit or delete objects to reduce the used quota.",
  }),
  "foreign-object": () => ({
    status: 409,
    code: "Request_MultipleObjectsWithSameKeyValue",
    message: "Another object with the same value for property identifierUris already exists.",
  }),
  concurrency: () => ({
    status: 409,
    code: "Directory_ConcurrencyViolation",
    message: "A concurrency violation has occurred. Please retry the request.",
  }),
  "backing-application": () => ({
    status: 403,
    code: "Authorization_RequestDenied",
    message:
      "When using this permission, the backing application of the service principal being created must in the local tenant",
  }),
  "no-application": (id) => ({
    status: 400,
    code: "Request_BadRequest",
    message: `The appId '${id}' of the service principal does not reference a valid application object.`,
  }),
  reference: () => ({ status: 400, code: "Request_BadRequest", message: "Not a valid reference update." }),
  "reference-property": (id) => ({
    status: 400,
    code: "Request_BadRequest",
    message: `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
  }),
};

/** What the front end says where the service does not answer. */
export const statusWords: Readonly<Record<(typeof statuses)[number], Omit<Words, "status">>> = {
  408: { code: "RequestTimeout", message: "The request has timed out." },
  429: { code: "TooManyRequests", message: "Too many requests." },
  500: { code: "InternalServerError", message: "An internal server error occurred." },
  502: { code: "BadGateway", message: "The server received an invalid response from an upstream server." },
  503: { code: "ServiceUnavailable", message: "The service is temporarily unavailable." },
  504: { code: "GatewayTimeout", message: "The upstream server did not answer in time." },
};
