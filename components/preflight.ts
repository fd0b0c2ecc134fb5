/**
 * What the tenant and the stack must hold before the first write, asked when the program runs, so that a preview refuses
 * it too, with every fault at once. What follows from the answers is decided in obstacles.ts.
 */
import * as azuread from "@pulumi/azuread";
import type * as pulumi from "@pulumi/pulumi";
import { lookUpApi } from "./api-principal.ts";
import { lastState } from "./last-state.ts";
import { type LookUp, type Obstacles, obstaclesIn, questionsOf } from "./obstacles.ts";
import type { ResolvedIntegration } from "./resolved-integration.ts";
import { isClosed } from "./sign-in.ts";

/** What the provider says, without the SDK's words before it. */
function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return (message.split("returned an error: ").at(-1) ?? "").trim().replaceAll(/\s*\n\s*/g, " ");
}

/** Graph's and the provider's words for an object that is not there; a sign-in's refusal says "not found" of the tenant. */
function isMissing(reason: string): boolean {
  return (
    !/AADSTS\d/.test(reason) && /not found|no service principal found|does not exist|ResourceNotFound/i.test(reason)
  );
}

function answered(asking: Promise<string>): Promise<LookUp> {
  return asking.then(
    (found): LookUp => ({ found }),
    (error: unknown): LookUp => {
      const reason = reasonOf(error);
      return isMissing(reason) ? { missing: true } : { refused: reason };
    },
  );
}

type LookUps = Map<string, Promise<LookUp>>;

const lookUps = new WeakMap<pulumi.ProviderResource, LookUps>();

/** The answers for these ids, each asked once a provider. */
async function answersFor(
  ids: readonly string[],
  provider: pulumi.ProviderResource,
  ask: (id: string) => Promise<string>,
): Promise<ReadonlyMap<string, LookUp>> {
  const known: LookUps = lookUps.get(provider) ?? new Map();
  lookUps.set(provider, known);
  return new Map(
    await Promise.all(
      ids.map(async (id) => {
        const asked = known.get(id) ?? answered(ask(id));
        known.set(id, asked);
        return [id, await asked] as const;
      }),
    ),
  );
}

/** What the tenant and the stack's last state say against applying these integrations. */
export async function preflight(
  integrations: readonly ResolvedIntegration[],
  provider: pulumi.ProviderResource,
): Promise<Obstacles> {
  const asked = questionsOf(integrations);
  const [apis, objects, state] = await Promise.all([
    answersFor(asked.apis, provider, (appId) => lookUpApi(appId, provider)),
    answersFor(asked.objects, provider, async (objectId) => {
      const { type } = await azuread.getDirectoryObject({ objectId }, { provider });
      return type;
    }),
    integrations.some(isClosed) ? lastState(provider) : [],
  ]);
  return obstaclesIn(integrations, { apis, objects, state });
}
