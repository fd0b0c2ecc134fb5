/** The hands for what was deleted in the tenant (missing.ts), on an opened stack. */
import { setTimeout as sleep } from "node:timers/promises";
import { declaredIn, type StackName } from "../recovery/declared.ts";
import type { Graph, Vaults } from "../recovery/graph.ts";
import { readTenant } from "../recovery/tenant.ts";
import type { Pulumi } from "./engine.ts";
import { OperationError } from "./errors.ts";
import { aimedAt, leftOutLines, leftOutOf, without } from "./left-out.ts";
import type { Hands } from "./missing.ts";
import { type Stack, upCommand } from "./stack.ts";

/** Seconds between two questions to Entra, whose copies lag behind each other; the sandbox counts questions instead. */
const pauseMs = { real: 3000, sandbox: 0 } as const;

/** Of a stack, what the hands go by. */
export type Held = Pick<Stack, "name" | "project" | "consentClientId" | "integrations" | "file" | "world" | "today">;

/** A tenant as it is read, and the engine as it is run. */
export interface Reach {
  readonly graph: Graph;
  readonly vaults: Vaults;
  readonly pulumi: Pick<Pulumi, "read" | "give">;
}

/** @param say takes what is found and done, line by line */
export function handsOn(stack: Held, { graph, vaults, pulumi }: Reach, say: (line: string) => void): Hands {
  const { name, project, consentClientId, integrations, file, world, today } = stack;
  const sandbox = world === "sandbox";
  const named: StackName = { project, stack: name, consentClientId };
  const declared = declaredIn(integrations, named);
  return {
    graph,
    declared,
    naming: {
      adopt: sandbox ? "./integrations adopt" : `./integrations --stack ${name} adopt`,
      file,
      up: upCommand(stack),
      today,
    },
    now: () => new Date(`${today}T00:00:00Z`),
    pause: () => sleep(pauseMs[world]),
    exportState: () => pulumi.read(["stack", "export"]),
    importState: (text) => pulumi.give(["stack", "import"], text),
    apply: async (urns) => {
      // Another integration that cannot be applied does not keep this one from it.
      const leftOut = await leftOutOf(integrations, graph, () => pulumi.read(["stack", "export"]));
      const aimed = aimedAt(leftOut, urns, integrations);
      if (aimed !== undefined) throw new OperationError(leftOutLines([aimed]).join("\n"));
      const { variables } = without(leftOut);
      await pulumi.read(["up", "--yes", ...urns.flatMap((urn) => ["--target", urn])], variables);
    },
    reread: async (urns) =>
      void (await pulumi.read(["refresh", "--yes", "--skip-preview", ...urns.flatMap((urn) => ["--target", urn])])),
    readTenant: (state) => readTenant(graph, vaults, declared, state),
    say,
  };
}
