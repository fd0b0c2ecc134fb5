/**
 * How the tenant rejects a request: with the codes and texts of Microsoft Graph, of the token endpoint and of Azure Resource Manager.
 * Nothing here names a secret's value.
 */
import type { Env, Hono } from "hono";

/** Statuses of a rejection. Never a 5xx other than 501: the azuread provider repeats those for minutes. */
export type RejectionStatus = 400 | 401 | 403 | 404 | 405 | 409 | 415 | 501;

/** A request that Graph, Resource Manager or Key Vault refuses: HTTP status, their code and their text. */
export class Rejection extends Error {
  readonly status: RejectionStatus;
  readonly code: string;
  /** Key Vault's nearer word, e.g. `ForbiddenByRbac`. */
  readonly innerCode: string | undefined;
  constructor(status: RejectionStatus, code: string, message: string, innerCode?: string) {
    super(message);
    this.name = "Refusal";
    this.status = status;
    this.code = code;
    this.innerCode = innerCode;
  }
}

/** 400 `Request_BadRequest`, Graph's answer to most faults of a body. */
export function badRequest(message: string): Rejection {
  return new Rejection(400, "Request_BadRequest", message);
}

/** 400 for a property whose value Graph does not take; `resource` is the type's name, e.g. `Application`. */
export function invalidValue(property: string, resource: string, why?: string): Rejection {
  return badRequest(
    `Invalid value specified for property '${property}' of resource '${resource}'.${why ? ` ${why}` : ""}`,
  );
}

/** 404 for an object that does not exist, in Graph's words. */
export function notFound(id: string): Rejection {
  return new Rejection(
    404,
    "Request_ResourceNotFound",
    `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
  );
}

/** 409 for a second object where only one may be. */
export function duplicate(message: string): Rejection {
  return new Rejection(409, "Request_MultipleObjectsWithSameKeyValue", message);
}

/** 403 for a caller without the permission; Graph says no more than this. */
export function denied(why = "Insufficient privileges to complete the operation."): Rejection {
  return new Rejection(403, "Authorization_RequestDenied", why);
}

/** 501 for what Entra does and this simulator does not. The provider gives up on it at once. */
export function notSimulated(what: string): Rejection {
  return new Rejection(501, "NotImplemented", `The simulated tenant does not know ${what}.`);
}

/** A fault of the simulator itself is a 501 as well: any other 5xx would be tried again for minutes. */
export function rejectionOf(error: unknown): Rejection {
  if (error instanceof Rejection) return error;
  const text = error instanceof Error ? error.message : String(error);
  return new Rejection(501, "SimulatorFault", `The simulated tenant failed: ${text}`);
}

/** Graph's error body (https://learn.microsoft.com/graph/errors). */
export function graphErrorBody(rejection: Rejection, now: Date, requestId: string) {
  const date = now.toISOString().slice(0, 19);
  const innerError = { date, "request-id": requestId, "client-request-id": requestId };
  return { error: { code: rejection.code, message: rejection.message, innerError } };
}

/** Resource Manager's and Key Vault's error body. */
export function armErrorBody(rejection: Rejection) {
  const { code, message, innerCode } = rejection;
  return { error: { code, message, ...(innerCode !== undefined && { innererror: { code: innerCode } }) } };
}

/** The `error` word of RFC 6749 that goes with an AADSTS code. */
export type TokenError =
  | "access_denied"
  | "consent_required"
  | "interaction_required"
  | "invalid_grant"
  | "invalid_request"
  | "invalid_client"
  | "invalid_scope"
  | "invalid_resource"
  | "login_required"
  | "unauthorized_client"
  | "unsupported_grant_type"
  | "unsupported_response_type";

/** A token request that is refused: AADSTS number, RFC 6749 error word and text. */
export class TokenRejection extends Error {
  readonly number: number;
  readonly error: TokenError;
  /** Entra's word for what a client can do about it, e.g. `basic_action`: let the person sign in again. */
  readonly suberror: string | undefined;
  constructor(number: number, error: TokenError, message: string, suberror?: string) {
    super(message);
    this.name = "TokenRefusal";
    this.number = number;
    this.error = error;
    this.suberror = suberror;
  }
}

/** An instant as the sign-in service writes it: `2026-01-01 00:00:00Z`. */
function signInTime(now: Date): string {
  return now.toISOString().slice(0, 19).replace("T", " ").concat("Z");
}

/** Entra's text of a refusal, with the code first and the lines by which its support finds it. */
export function describedRejection(rejection: TokenRejection, now: Date, traceId: string): string {
  const trace = `Trace ID: ${traceId}\r\nCorrelation ID: ${traceId}\r\nTimestamp: ${signInTime(now)}`;
  return `AADSTS${rejection.number}: ${rejection.message}\r\n${trace}`;
}

/** The token endpoint's error body and status: 401 for a client that could not prove itself, else 400. */
export function tokenErrorBody(rejection: TokenRejection, now: Date, traceId: string) {
  return {
    status: rejection.error === "invalid_client" ? (401 as const) : (400 as const),
    body: {
      error: rejection.error,
      error_description: describedRejection(rejection, now, traceId),
      error_codes: [rejection.number],
      timestamp: signInTime(now),
      trace_id: traceId,
      correlation_id: traceId,
      error_uri: `https://login.microsoftonline.com/error?code=${rejection.number}`,
      ...(rejection.suberror !== undefined && { suberror: rejection.suberror }),
    },
  };
}

/** Answers what an app refuses, and what it does not know, as Azure Resource Manager writes it. */
export function answerRejections<Environment extends Env>(app: Hono<Environment>): void {
  app.onError((error, c) => {
    const rejection = rejectionOf(error);
    return c.json(armErrorBody(rejection), rejection.status);
  });
  app.notFound((c) => {
    const rejection = notSimulated(`${c.req.method} ${c.req.path}`);
    return c.json(armErrorBody(rejection), rejection.status);
  });
}
