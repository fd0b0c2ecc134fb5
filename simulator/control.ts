/**
 * The tenant's controls over HTTP, for whoever runs it and for checkers: what it was asked, its clock, its faults. They
 * are no part of what is simulated: no fault strikes them, no history tells of them, and only the control secret opens them.
 */
import { createHash, timingSafeEqual } from "node:crypto";
import { Hono } from "hono";
import * as z from "zod";
import type { Clock } from "./clock.ts";
import { answerRejections, Rejection } from "./errors.ts";
import { type Rule, rules } from "./faults/rule.ts";
import type { Entry } from "./history.ts";

/** What the controls reach. */
export interface Controlled {
  /** Tells this tenant from every other. */
  identity(): string;
  /** True where it holds an application beyond its seed. */
  used(): boolean;
  /** What stands in the tenant beyond its seed, one line an object. */
  objects(): readonly string[];
  readonly clock: Clock;
  readonly history: readonly Entry[];
  readonly counts: { readonly requests: number; readonly writes: number };
  setFaults(rules: readonly Rule[]): void;
  /** Makes it another tenant, as empty as a new one, whose clock begins at `now` (ISO time). */
  reset(now: string): Promise<void>;
}

/** What a tenant tells of itself. */
export interface Standing {
  readonly identity: string;
  /** The tenant's time, ISO. */
  readonly now: string;
  /** True where it holds an application beyond its seed. */
  readonly used: boolean;
  /** What stands in the tenant beyond its seed, one line an object. */
  readonly objects: readonly string[];
  /** All requests answered so far, and those of them that could change the tenant. */
  readonly counts: { readonly requests: number; readonly writes: number };
}

/** Where the controls are, below the tenant's origin. */
export const controlPath = /^\/simulator(?:\/|$)/;

const largestBody = 1_000_000;

const forward = z.strictObject({
  /** Milliseconds. */
  fastForward: z.int().nonnegative(),
});
const beginning = z.strictObject({ now: z.iso.datetime() });

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

function isSecret(header: string | undefined, secret: string): boolean {
  return timingSafeEqual(digest(header ?? ""), digest(`Bearer ${secret}`));
}

/** The body as the schema wants it. @throws Rejection in the simulator's own words */
async function bodyOf<T extends z.ZodType>(request: Request, schema: T): Promise<z.output<T>> {
  const text = await request.text();
  const refuse = (why: string) =>
    new Rejection(400, "SimulatorBadRequest", `The body is not what is asked here: ${why}.`);
  if (text.length > largestBody) throw refuse(`it is longer than ${largestBody} characters`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw refuse("it is no JSON");
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw refuse([issue?.path.join("."), issue?.message].filter(Boolean).join(": "));
}

/** The newest requests after a number. */
function after(history: readonly Entry[], seq: string | undefined): readonly Entry[] {
  if (seq === undefined) return history;
  if (!/^\d+$/.test(seq)) throw new Rejection(400, "SimulatorBadRequest", "`after` is the number of a request (seq).");
  return history.filter((entry) => entry.seq > Number(seq));
}

/** The controls' routes. @param secret stands in `Authorization: Bearer …` of every request */
export function controlApp(secret: string, controlled: Controlled): Hono {
  const { clock, counts } = controlled;
  const app = new Hono().basePath("/simulator");
  const standing = (): Standing => ({
    identity: controlled.identity(),
    now: clock.now().toISOString(),
    used: controlled.used(),
    objects: controlled.objects(),
    counts,
  });
  app.use(async (c, next) => {
    if (isSecret(c.req.header("Authorization"), secret)) return next();
    throw new Rejection(
      401,
      "SimulatorUnauthorized",
      "The controls want `Authorization: Bearer <control>`, as running.json has it.",
    );
  });
  app.get("/", (c) => c.json(standing()));
  app.get("/history", (c) => c.json({ requests: after(controlled.history, c.req.query("after")), counts }));
  app.post("/clock", async (c) => {
    clock.fastForward((await bodyOf(c.req.raw, forward)).fastForward);
    return c.json({ now: clock.now().toISOString() });
  });
  app.post("/faults", async (c) => {
    const set = await bodyOf(c.req.raw, rules);
    controlled.setFaults(set);
    return c.json({ rules: set.length });
  });
  app.delete("/faults", (c) => {
    controlled.setFaults([]);
    return c.json({ rules: 0 });
  });
  app.post("/reset", async (c) => {
    await controlled.reset((await bodyOf(c.req.raw, beginning)).now);
    return c.json(standing());
  });
  answerRejections(app);
  return app;
}
