/** Which of an integration's credentials is meant. */
import { addDays } from "../../components/dates.ts";
import type { CredentialOutputs } from "../../components/outputs.ts";
import { OperationError, unknownWord } from "../errors.ts";
import type { Stack } from "../stack.ts";

/** The credential that is meant. @throws UsageError for a name that there is none of, OperationError for one that has ended */
export function credentialMeant(
  stack: Pick<Stack, "file" | "today" | "name">,
  integration: string,
  credentials: readonly CredentialOutputs[],
  named: string | undefined,
): CredentialOutputs {
  const issued = credentials.map((credential) => credential.issued);
  const found = named === undefined ? credentials.at(-1) : credentials.find((one) => one.issued === named);
  if (found === undefined && named !== undefined)
    throw unknownWord(
      `${integration} has no credential ${JSON.stringify(named)} in the stack ${stack.name}`,
      named,
      issued,
    );
  if (found === undefined) throw new OperationError(`${integration} has no credential in the stack ${stack.name}`);
  if (found.expires > stack.today) return found;
  throw new OperationError(
    `${integration}'s credential ${found.issued} ended on ${addDays(found.expires, -1)}: Entra refuses it. ./integrations rotate ${integration} writes the next one.`,
  );
}
