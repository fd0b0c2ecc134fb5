/** A request at a token endpoint, and what answers it. */
import type { SigningKeys } from "./signing.ts";

/** What the endpoint must know beside the tenant. */
export interface TokenSettings {
  readonly keys: SigningKeys;
  /** What stands before `/<tenant>/oauth2/v2.0/token`. */
  readonly loginUrl: string;
  /** Addresses of this simulation and the API they stand for (application id), e.g. Graph's. */
  readonly addresses: ReadonlyMap<string, string>;
  /** The codes that were redeemed, with the instant from which they are too old anyway. */
  readonly redeemed: Map<string, number>;
}

/** A request at a token endpoint. */
export interface TokenRequest {
  /** The endpoint's version: 1 asks by `resource`, 2 by `scope`. */
  readonly version: 1 | 2;
  /** The tenant as the path names it. */
  readonly named: string;
  readonly form: URLSearchParams;
  /** The header `Authorization`. */
  readonly authorization: string | undefined;
  /** The header `Origin`: a page in a browser sends it. */
  readonly origin: string | undefined;
}
