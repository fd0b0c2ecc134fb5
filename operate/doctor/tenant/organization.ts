/** Whether the tenant that answers is the one that the file means. */
import type { GraphObject } from "../../../recovery/graph.ts";
import type { Row } from "../row.ts";
import { type Answer, type Declared, listed, type Part } from "./part.ts";

function judge(answer: Answer<readonly GraphObject[]>, { tenant, file }: Declared): Row[] {
  const row = {
    part: "tenant",
    check: "tenant",
    subject: tenant.domain,
    expected: `${tenant.id}, ${tenant.domain}`,
    at: ["tenant.id", "tenant.domain"],
  };
  if ("unread" in answer)
    return [
      {
        ...row,
        found: answer.unread,
        verdict: "not readable",
        remedy: "whoever is signed in needs Organization.Read.All",
      },
    ];
  const [organization] = answer.read;
  const domains = ((organization?.verifiedDomains ?? []) as readonly { name: string }[]).map(({ name }) => name);
  const isMeant = organization?.id === tenant.id && domains.includes(tenant.domain);
  return [
    {
      ...row,
      found: `${organization?.id}, ${domains.join(", ")}`,
      ...(isMeant
        ? { verdict: "ok" }
        : {
            verdict: "wrong",
            stops: true,
            remedy: `set \`tenant.id\` and \`tenant.domain\` of ${file} right, or sign in elsewhere`,
          }),
    },
  ];
}

export const organization: Part<Answer<readonly GraphObject[]>> = {
  name: "tenant",
  checks: ["tenant"],
  read: ({ graph }) => listed(graph, "/organization?$select=id,verifiedDomains"),
  judge,
};
