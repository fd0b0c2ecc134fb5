/** Whether the APIs that integrations ask have a principal in the tenant: one without its licence may have none. */
import { principalAdvice } from "../../../components/obstacles.ts";
import type { GraphObject } from "../../../recovery/graph.ts";
import type { Row } from "../row.ts";
import { type Answer, type Declared, listed, type Part } from "./part.ts";

interface Asked {
  readonly api: string;
  readonly appId: string;
  readonly by: readonly string[];
}

/** The APIs with the integrations that ask them. */
function askedIn({ integrations }: Pick<Declared, "integrations">): readonly Asked[] {
  const asked = integrations.flatMap(({ name, permissions }) =>
    permissions.map(({ api, appId }) => ({ api, appId, name })),
  );
  return [...Map.groupBy(asked, ({ appId }) => appId)].map(([appId, all]) => ({
    appId,
    api: all[0]?.api ?? appId,
    by: all.map(({ name }) => name),
  }));
}

type Answers = ReadonlyMap<string, Answer<readonly GraphObject[]>>;

function judge(answers: Answers, declared: Declared): Row[] {
  return askedIn(declared).map(({ api, appId, by }): Row => {
    const row = {
      part: "apis",
      check: "api-principal",
      subject: api,
      expected: `a principal, for ${by.join(", ")}`,
      at: by.map((name) => `integrations.${name}.permissions`),
    };
    const answer = answers.get(appId);
    if (answer === undefined || "unread" in answer)
      return {
        ...row,
        found: answer?.unread ?? "not asked",
        verdict: "not readable",
        remedy: "whoever is signed in needs Application.Read.All",
      };
    const [principal] = answer.read;
    if (principal?.accountEnabled === true) return { ...row, found: String(principal.id), verdict: "ok" };
    if (principal !== undefined)
      return {
        ...row,
        found: `${principal.id}, sign-in disabled`,
        verdict: "wrong",
        remedy: `Entra gives no token for it: enable its sign-in (az ad sp update --id ${appId} --set accountEnabled=true)`,
      };
    return {
      ...row,
      found: "none",
      verdict: "wrong",
      leavesOut: true,
      remedy: `${principalAdvice(appId)}. Where the tenant stays without, write ${api} under \`tenant.absentApis\` of ${declared.file}: \`check\` then refuses what asks for it`,
    };
  });
}

export const apis: Part<Answers> = {
  name: "apis",
  checks: ["api-principal"],
  read: async ({ graph }, declared) =>
    new Map(
      await Promise.all(
        askedIn(declared).map(
          async ({ appId }) =>
            [
              appId,
              await listed(graph, `/servicePrincipals?$filter=appId eq '${appId}'&$select=id,accountEnabled`),
            ] as const,
        ),
      ),
    ),
  judge,
};
