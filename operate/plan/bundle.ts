/**
 * A plan as it travels from the one who made it to the one who applies it: sealed, so that nobody reads or changes it on
 * the way, and dead after a day.
 */
import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from "node:crypto";
import * as z from "zod";
import { OperationError, UsageError } from "../errors.ts";

const shape = z.strictObject({
  version: z.literal(1),
  project: z.string(),
  stack: z.string(),
  /** When the plan was made, by the machine's clock (ISO). */
  made: z.iso.datetime(),
  commit: z.string().nullable(),
  /** SHA-256 of every file of the checkout, by path. */
  files: z.record(z.string(), z.string()),
  /** SHA-256 of the exported state. */
  state: z.string(),
  /** The engine's own plan and its SHA-256. Its secrets are encrypted by the stack's own provider. */
  plan: z.string(),
  planDigest: z.string(),
  /** What the program may send to the engine (between.ts: Expected), as JSON. */
  expected: z.string(),
  /** The harmless variables that the program saw. */
  environment: z.record(z.string(), z.string()),
  /** Integrations that the plan leaves out (operate/left-out.ts). */
  leftOut: z
    .array(
      z.strictObject({
        name: z.string(),
        formerly: z.array(z.string()).readonly(),
        why: z.array(z.string()).readonly(),
        standing: z.array(z.string()).readonly(),
      }),
    )
    .readonly(),
  /** What the engine is going to do, for whoever applies it. */
  summary: z.array(z.string()),
});

/** What is sealed. */
export type Bundle = z.infer<typeof shape>;

/** Whoever is handed the file reads this much of it without the key. */
const header = z.strictObject({ plan: z.literal(1), stack: z.string(), made: z.string() });

const lifetimeHours = 24;

function keyOf(secret: string, salt: Buffer): Buffer {
  return scryptSync(secret, salt, 32);
}

/** Names the variable that holds the secret, the same for whoever makes and whoever applies a plan. */
export const keyVariable = "PLAN_KEY";

/**
 * The secret that seals a real tenant's plans.
 * @throws UsageError where there is none, or one that can be guessed
 */
export function sealingSecret(environment: Readonly<Record<string, string | undefined>>): string {
  const secret = environment[keyVariable] ?? "";
  if (secret.length >= 32) return secret;
  const what = secret === "" ? "is not set" : "has fewer than 32 characters";
  throw new UsageError(
    `${keyVariable} ${what}: the secret that seals the plan, the same for plan and apply. Make one with \`openssl rand -base64 32\` and keep it where both run (docs/deploy.md)`,
  );
}

/** Seals a bundle. @param secret what only makers and appliers of plans have */
export function seal(bundle: Bundle, secret: string): string {
  const salt = randomBytes(16);
  const nonce = randomBytes(12);
  const open = JSON.stringify({ plan: 1, stack: bundle.stack, made: bundle.made });
  const cipher = createCipheriv("aes-256-gcm", keyOf(secret, salt), nonce);
  cipher.setAAD(Buffer.from(open));
  const sealed = Buffer.concat([cipher.update(JSON.stringify(bundle), "utf8"), cipher.final()]);
  return `${open}\n${Buffer.concat([salt, nonce, cipher.getAuthTag(), sealed]).toString("base64")}\n`;
}

/** What stands outside of the seal. @throws UsageError where the text is no bundle */
function headerIn(text: string): z.infer<typeof header> {
  try {
    return header.parse(JSON.parse(text.split("\n", 1)[0] ?? ""));
  } catch {
    throw new UsageError("this is no plan of ./integrations plan");
  }
}

/** The stack that a bundle says it is of; its seal tells whether that is true. @throws UsageError where it is no bundle */
export function stackIn(text: string): string {
  return headerIn(text).stack;
}

/**
 * Opens a bundle.
 * @throws UsageError where it is none, OperationError where it is older than a day, was sealed with another secret, or has
 * been changed
 */
export function unseal(text: string, secret: string, now: Date): Bundle {
  const { stack, made } = headerIn(text);
  const [open = "", body = ""] = text.split("\n");
  const bytes = Buffer.from(body, "base64");
  const [salt, nonce, tag, sealed] = [
    bytes.subarray(0, 16),
    bytes.subarray(16, 28),
    bytes.subarray(28, 44),
    bytes.subarray(44),
  ];
  let bundle: Bundle;
  try {
    const decipher = createDecipheriv("aes-256-gcm", keyOf(secret, salt), nonce, { authTagLength: 16 });
    decipher.setAAD(Buffer.from(open));
    decipher.setAuthTag(tag);
    bundle = shape.parse(JSON.parse(Buffer.concat([decipher.update(sealed), decipher.final()]).toString("utf8")));
  } catch {
    throw new OperationError(
      `the plan of ${stack} does not open: it was sealed with another ${keyVariable}, or has been changed on the way. Make it again: ./integrations plan --stack ${stack}`,
    );
  }
  const hours = (now.getTime() - Date.parse(bundle.made)) / 3_600_000;
  if (hours >= 0 && hours < lifetimeHours) return bundle;
  throw new OperationError(
    `the plan of ${stack} was made at ${made} and holds for ${lifetimeHours} hours. Make it again: ./integrations plan --stack ${stack}`,
  );
}
