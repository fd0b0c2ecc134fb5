/** The stack's state as a plan needs it: what exists, and whether it is still the same. */
import * as z from "zod";
import { digestOf } from "./checkout.ts";
import type { StateResource } from "./compare.ts";

const exported = z.object({
  deployment: z.looseObject({
    resources: z
      .array(
        z.object({
          urn: z.string(),
          id: z.string().default(""),
          outputs: z.record(z.string(), z.unknown()).nullish(),
          delete: z.boolean().default(false),
        }),
      )
      .nullish(),
    pending_operations: z.array(z.unknown()).nullish(),
  }),
});

/** What `pulumi stack export` says, secrets encrypted. */
export interface ExportedState {
  /** SHA-256 of it. The manifest is left out: an empty stack's says when it was asked for. */
  readonly digest: string;
  readonly resources: ReadonlyMap<string, StateResource>;
  /** How many operations were begun and never seen to end. */
  readonly pending: number;
}

/** Reads an export. @throws where the text is none */
export function readExported(text: string): ExportedState {
  const { deployment } = exported.parse(JSON.parse(text));
  const { manifest: _, ...lasting } = (JSON.parse(text) as { deployment: Record<string, unknown> }).deployment;
  return {
    digest: digestOf(JSON.stringify(lasting)),
    resources: new Map(
      // What waits for its deletion stands beside what replaced it.
      (deployment.resources ?? [])
        .filter((resource) => !resource.delete)
        .map(({ urn, id, outputs }) => [urn, { id, outputs: outputs ?? {} }]),
    ),
    pending: (deployment.pending_operations ?? []).length,
  };
}
