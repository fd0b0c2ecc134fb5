/**
 * What to do where a vault refuses a name that it still keeps: a deleted secret holds its name until the vault's
 * retention ends (90 days by default) or somebody purges it.
 */
import { vaultEntryName } from "../../components/fixed-names.ts";
import { writtenPlace } from "../../components/parts.ts";
import type { ResolvedIntegration, ScheduledCredential } from "../../components/resolved-integration.ts";

/** Key Vault's own words, which azure-native passes on (https://learn.microsoft.com/azure/key-vault/general/soft-delete-overview). */
const refusal = /Secret (\S+) is currently in a deleted but recoverable state/;

/** `2026-11-21` → `2026-11-21b`, the first letter that the schedule does not have; undefined after `z`. */
function nextOnTheDay({ issued }: ScheduledCredential, schedule: readonly ScheduledCredential[]): string | undefined {
  const taken = new Set(schedule.map((scheduled) => scheduled.issued));
  const day = issued.slice(0, 10);
  const letters = "bcdefghijklmnopqrstuvwxyz";
  const from = letters.indexOf(issued.slice(10)) + 1;
  return [...letters.slice(issued.length === 10 ? 0 : from)]
    .map((letter) => day + letter)
    .find((name) => !taken.has(name));
}

/**
 * The next step after an error of the vault, for a person; undefined where the error is another one, or the name is not
 * of these integrations.
 * @param message the provider's error
 */
export function keptNameAdvice(
  message: string,
  resolvedIntegrations: readonly ResolvedIntegration[],
): string | undefined {
  const name = refusal.exec(message)?.[1]?.toLowerCase();
  if (name === undefined) return undefined;
  for (const resolved of resolvedIntegrations) {
    const { identity, credential, vault } = resolved;
    const { schedule } = credential;
    const index = schedule.findIndex((scheduled) => vaultEntryName(identity, scheduled) === name);
    const scheduled = schedule[index];
    if (scheduled === undefined || vault === undefined) continue;
    const called = `--vault-name ${vault.split("/").at(-1)} --name ${name}`;
    const next = nextOnTheDay(scheduled, schedule);
    return [
      `The vault still keeps the deleted secret ${name}, for 90 days unless it is set otherwise. One of:`,
      "  in the sandbox, where nobody needs it, also after a make destroy that was cut off: make destroy, then make up",
      `  ${writtenPlace(resolved)}.credentials[${index}]: write \`issued: ${next ?? "<another day>"}\`, which is a name of its own`,
      `  in a real vault, free the name, for ever without the old value: az keyvault secret purge ${called}`,
      `  or bring the old value back to read it, dead in Entra as it is: az keyvault secret recover ${called}; the name stays taken (docs/leaving.md)`,
    ].join("\n");
  }
  return undefined;
}
