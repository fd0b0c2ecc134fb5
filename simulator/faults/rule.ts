/**
 * Faults as data: which request is hit, and what happens to it. Rules travel as JSON (`POST /simulator/faults`), so that a
 * schedule can be written into a report and played again.
 */
import * as z from "zod";

/** Reads change nothing, writes may, tokens are requests at the token endpoint. */
export const requestKinds = ["read", "write", "token"] as const;

const selector = z
  .strictObject({
    /** `GET`, `POST`, …; any where it is left out. */
    method: z.string().optional(),
    /**
     * The path without the query, from the root: `*` stands for one segment, `**` for any rest, as in
     * `/graph/v1.0/applications/*`. Any path where it is left out.
     */
    path: z.string().optional(),
    kind: z.enum(requestKinds).optional(),
    /** The body contains this text. */
    body: z.string().optional(),
  })
  .readonly();

/** Which requests are meant; `{}` means every one. */
export type Selector = z.infer<typeof selector>;

const hit = z
  .strictObject({
    ...selector.unwrap().shape,
    /** Which of the matching requests is hit, counted from 1 since the rules were set; every one where it is left out. */
    nth: z.int().positive().optional(),
    /** With `nth`: how many matching requests in a row are hit, 1 where it is left out. */
    times: z.int().positive().optional(),
  })
  .readonly();

/** `none`: the request did not take effect. `done`: it did, and the caller does not learn it. */
const effect = z.enum(["none", "done"]);

/** Seconds for the header `Retry-After`; no header where it is left out. */
const retryAfter = z.int().nonnegative().optional();

/** Statuses with which a service's front end answers for it. */
export const statuses = [408, 429, 500, 502, 503, 504] as const;

/** Refusals with Entra's own words, without effect (faults/refusals.ts). */
export const refusals = [
  "expired-token",
  "not-found",
  "denied",
  "app-policy",
  "quota",
  "foreign-object",
  "concurrency",
  "backing-application",
  "no-application",
  "reference",
  "reference-property",
] as const;

const fault = z
  .discriminatedUnion("kind", [
    /** The front end answers. */
    z.strictObject({ kind: z.literal("status"), status: z.literal(statuses), effect, retryAfter }),
    /** The connection is reset; no answer. */
    z.strictObject({ kind: z.literal("reset"), effect }),
    /** The effect is done; the whole head arrives and half of the body. An answer without a body is lost as a whole. */
    z.strictObject({ kind: z.literal("truncated") }),
    /** The effect is done; the answer comes after so many real seconds. */
    z.strictObject({ kind: z.literal("late"), seconds: z.number().positive() }),
    /** The service refuses. */
    z.strictObject({ kind: z.literal("refused"), refusal: z.enum(refusals), retryAfter }),
    /**
     * For a write that changes something: it is done, and the requests of `seenBy` are answered as if it were not, for the
     * next `requests` of them that its rows appear in, or for `seconds` of the tenant's clock.
     */
    z.strictObject({
      kind: z.literal("lag"),
      requests: z.int().positive().optional(),
      seconds: z.number().positive().optional(),
      seenBy: selector,
    }),
  ])
  .readonly();

/** What happens to a request. */
export type Fault = z.infer<typeof fault>;
/** A fault that hides a write from later requests. */
export type Lag = Extract<Fault, { readonly kind: "lag" }>;

/** A rule and the list of them, as JSON brings them. */
export const rule = z.strictObject({ on: hit, fault }).readonly();
export const rules = z.array(rule).readonly();

/** A fault and the requests that it hits. Without a selector and with `nth: i` it hits the i-th request, whatever it is. */
export type Rule = z.infer<typeof rule>;

/** A fault in a word or two, as the history shows it: `503 done`, `reset none`, `quota`, `lag`. */
export function nameOf(fault: Fault): string {
  if (fault.kind === "status") return `${fault.status} ${fault.effect}`;
  if (fault.kind === "reset") return `reset ${fault.effect}`;
  if (fault.kind === "refused") return fault.refusal;
  return fault.kind;
}
