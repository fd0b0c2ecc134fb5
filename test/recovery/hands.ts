/** The hands of recovery on a furnished tenant, with the engine's part recorded: no engine. */
import type { Hands } from "../../operate/missing.ts";
import type { Recoverable } from "../../operate/recovery.ts";
import type { DeclaredIntegration } from "../../recovery/declared.ts";
import { noTraces } from "../../recovery/evidence.ts";
import type { Vaults } from "../../recovery/graph.ts";
import { lastPart, readState } from "../../recovery/state.ts";
import { readTenant } from "../../recovery/tenant.ts";
import { exportOf, type Furnished } from "./furnished.ts";

/** What recovery works with, and a record of what it did. */
export interface Held extends Hands {
  readonly said: string[];
  /** What the engine was asked to make, by the last part of the URNs. */
  readonly applied: string[];
  /** What the engine was asked to read again. */
  readonly again: string[];
  readonly writes: () => number;
  known(): string[];
}

function vaultsOf({ entries }: Furnished): Vaults {
  return {
    entries: async () => [...entries].map((id) => ({ id, name: lastPart(id), tags: {} })),
    remove: async () => {},
  };
}

/** What is looked at before the engine writes. @param run what `pulumi stack export` prints */
export function recoverable(stack: Furnished, run: Recoverable["run"]): Recoverable {
  return {
    stack: { project: "m365-integrations", stack: "dev", consentClientId: undefined },
    integrations: stack.declared.map(({ resolved }) => resolved),
    graph: stack.graph,
    vaults: vaultsOf(stack),
    witness: { traces: async () => noTraces, lastUses: async () => undefined },
    versions: { azuread: "6.9.1", "azure-native": "3.0.0" },
    run,
  };
}

/** Hands on a simulated tenant; the engine is recorded. */
export function hands(stack: Furnished, declared: readonly DeclaredIntegration[] = stack.declared): Held {
  let text = exportOf(stack.state);
  const said: string[] = [];
  const applied: string[] = [];
  const reread: string[] = [];
  const vaults = vaultsOf(stack);
  return {
    graph: stack.graph,
    declared,
    naming: { adopt: "./integrations adopt", file: "tenants/dev.yaml", up: "make up", today: "2026-11-21" },
    now: () => stack.tenant.tenant.clock(),
    pause: async () => {},
    exportState: async () => text,
    importState: async (edited) => {
      text = edited;
    },
    apply: async (urns) => void applied.push(...urns.map((urn) => urn.split("::").at(-1) ?? "")),
    reread: async (urns) => void reread.push(...urns.map((urn) => urn.split("::").at(-1) ?? "")),
    readTenant: (state) => readTenant(stack.graph, vaults, declared, state),
    say: (line) => void said.push(line),
    said,
    applied,
    again: reread,
    writes: () => stack.tenant.history.filter(({ write }) => write).length,
    known: () => [...readState(text).resources.keys()].map((urn) => urn.split("::").at(-1) ?? ""),
  };
}
