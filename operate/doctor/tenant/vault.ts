/** Whether the vault that keeps the credentials is there. */
import { plural } from "../../../components/plural.ts";
import type { VaultEntry } from "../../../recovery/graph.ts";
import { wordsOf } from "../../verify/reading.ts";
import type { Row } from "../row.ts";
import type { Declared, Part } from "./part.ts";

/** How many entries the vault has, or with what and in which words Resource Manager refuses. */
type Answers =
  | undefined
  | { readonly entries: readonly VaultEntry[] }
  | { readonly status: number | undefined; readonly words: string };

function judge(answer: Answers, { tenant, integrations, file }: Declared): Row[] {
  if (answer === undefined) return [];
  const row = {
    part: "vault",
    check: "vault",
    subject: tenant.vault?.split("/").at(-1) ?? "",
    expected: `a Key Vault, for ${integrations.map(({ name }) => name).join(", ")}`,
    at: ["vault"],
  };
  if ("entries" in answer)
    return [
      {
        ...row,
        found: `there, ${plural(answer.entries.length, "entry", "entries")}`,
        verdict: "ok",
      },
    ];
  if (answer.status === 404)
    return [
      {
        ...row,
        found: answer.words,
        verdict: "wrong",
        stops: true,
        remedy: `make it, or set \`vault\` of ${file} to the resource id of one that is there (az keyvault show --name <name> --query id)`,
      },
    ];
  return [
    {
      ...row,
      found: answer.words,
      verdict: "not readable",
      remedy: "whoever is signed in needs the role Key Vault Reader on it, which reads no value",
    },
  ];
}

export const vault: Part<Answers> = {
  name: "vault",
  checks: ["vault"],
  read: async ({ vaults }, { tenant }) => {
    if (tenant.vault === undefined) return undefined;
    try {
      return { entries: await vaults.entries(tenant.vault) };
    } catch (error) {
      const { statusCode: status } = error as { readonly statusCode?: number };
      return { status, words: wordsOf(error) };
    }
  },
  judge,
};
