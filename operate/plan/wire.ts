/**
 * What a confined program and its runner say to each other. The program has no network: its gRPC goes over the channel
 * that Node gives a child, one JSON object a message, and the runner speaks to the engine. Messages are Protobuf in Base64.
 */
import * as z from "zod";

/** Why a call failed, as gRPC says it. */
const failure = z.strictObject({ code: z.number().int(), details: z.string() });

/** A call's answer: its message, or why there is none. */
const outcome = z.union([z.strictObject({ message: z.base64() }), z.strictObject({ failure })]);

/** As {@link outcome}. */
export type Outcome = z.infer<typeof outcome>;

const call = z.strictObject({ call: z.number().int(), path: z.string(), message: z.base64() });

/** `/<service>/<method>` and its message; `call` tells answers apart. */
export type Call = z.infer<typeof call>;

const answer = z.strictObject({ answers: z.number().int(), outcome });

/** The answer to a call. */
export type Answer = z.infer<typeof answer>;

/** What a program says. `serve`: it answers these methods from now on. */
export const saidByProgram = z.union([z.strictObject({ serve: z.array(z.string()) }), call, answer]);

/** What a runner says. `port`: where it listens for the program; left out: it does not. */
export type SaidByRunner = { readonly serves: true; readonly port?: number } | Call | Answer;
