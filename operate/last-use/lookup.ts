/** Opens the tenant for a look at the last uses. It never fails: what cannot be asked is unknown, with the reason. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { ResolvedIntegration } from "../../components/resolved-integration.ts";
import { sandboxFolder } from "../../sandbox/folder.ts";
import { openPulumi } from "../engine.ts";
import { readRecord } from "../record.ts";
import type { SignedIn } from "../sign-in.ts";
import type { Place, Stack } from "../stack.ts";
import { type LastUses, readLastUses, unknownUses } from "./reading.ts";

/** So long a sign-in and its questions may take before a person is left waiting for mere evidence. */
const patienceMs = 30_000;

/** Runs the work with whoever is signed in. The sandbox's tenant runs for as long. */
async function signedInTo<Result>(place: Place, stack: Stack, work: (signedIn: SignedIn) => Promise<Result>) {
  if (stack.world === "real") return work((await import("../sign-in.ts")).signedInReal(stack.tenant.id, process.env));
  // The engine's state, which stands whoever runs the tenant.
  const state = join(
    sandboxFolder(place.root, stack.name),
    "state",
    ".pulumi",
    "stacks",
    stack.project,
    `${stack.name}.json`,
  );
  if (!existsSync(state)) throw new Error("the sandbox is not up");
  const pulumi = await openPulumi(place, stack, process.env, () => {});
  try {
    return await work(await pulumi.signInToReports());
  } finally {
    await pulumi.close();
  }
}

/** The last uses of integrations' credentials, by integration. */
export async function lookUpLastUses(
  place: Place,
  stack: Stack,
  integrations: readonly ResolvedIntegration[],
): Promise<ReadonlyMap<string, LastUses>> {
  const issuedOf = ({ credential }: ResolvedIntegration) => credential.schedule.map(({ issued }) => issued);
  const { ownSignIns } = readRecord(place.root, stack.name);
  const looked = signedInTo(place, stack, async ({ credential, services }) => {
    const { openGraph, openLastUses } = await import("../graph.ts");
    const asked = { graph: openGraph(credential, services), report: openLastUses(credential, services) };
    return new Map(
      await Promise.all(
        integrations.map(async (one) => [one.name, await readLastUses(asked, one, issuedOf(one), ownSignIns)] as const),
      ),
    );
  });
  const late = sleep(patienceMs, undefined, { ref: false }).then(() => {
    throw new Error(`no answer within ${patienceMs / 1000} s`);
  });
  try {
    return await Promise.race([looked, late]);
  } catch (error) {
    looked.catch(() => {});
    const [why = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
    return new Map(integrations.map((one) => [one.name, unknownUses(issuedOf(one), why)]));
  }
}
