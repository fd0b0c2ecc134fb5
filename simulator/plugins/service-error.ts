/** A refusal by Microsoft Graph or Azure Resource Manager. */
import type { Reply } from "./http.ts";
import { isObject, objectIn } from "./properties.ts";

/** A refusal by the service. Its message is worded as the real provider's SDK words it. */
export class ServiceError extends Error {
  readonly status: number;
  /** The service's error code, `Request_ResourceNotFound`; empty when the body has none. */
  readonly code: string;

  constructor(reply: Reply) {
    const error = objectIn(reply.body)?.error;
    const code = isObject(error) ? String(error.code ?? "") : "";
    const message = isObject(error) ? String(error.message ?? "") : "";
    const detail = code ? `error: ${code}: ${message}` : reply.body ? `response: ${reply.body}` : "no body";
    super(`unexpected status ${reply.status} (${reply.statusLine}) with ${detail}`);
    this.name = "ServiceError";
    this.status = reply.status;
    this.code = code;
  }
}
