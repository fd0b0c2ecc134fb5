/** Whether the tenant that answers is the one that the file means. */
import { clientIdHere, takesAnyName, verifiableDomain } from "../../../components/identifier-uri.ts";
import type { GraphObject } from "../../../recovery/graph.ts";
import type { Row } from "../row.ts";
import { type Answer, type Declared, listed, type Part } from "./part.ts";

/** The ID URIs of the file that rest on a domain: Entra refuses one that the tenant has not verified, halfway through a run. */
function domainRows(domains: readonly string[] | undefined, unread: string, { integrations }: Declared): Row[] {
  return integrations.flatMap(({ name, exposes, audience }): Row[] => {
    const domain = exposes?.identifierUri === undefined ? undefined : verifiableDomain(exposes.identifierUri);
    if (domain === undefined || takesAnyName(exposes?.accessTokenVersion, audience)) return [];
    const row = {
      part: "tenant",
      check: "identifier-uri-domain",
      subject: name,
      expected: `${domain}, or a domain above it, verified by the tenant`,
      at: [`integrations.${name}.identifierUri`],
    };
    if (domains === undefined)
      return [
        { ...row, found: unread, verdict: "not readable", remedy: "whoever is signed in needs Organization.Read.All" },
      ];
    const isVerified = domains.some((one) => domain === one || domain.endsWith(`.${one}`));
    return [
      {
        ...row,
        found: domains.join(", "),
        ...(isVerified
          ? { verdict: "ok" }
          : {
              verdict: "wrong",
              stops: true,
              remedy: `Entra would refuse ${exposes?.identifierUri}: verify the domain first (Entra › Domain names), or write api://${clientIdHere}`,
            }),
      },
    ];
  });
}

function judge(answer: Answer<readonly GraphObject[]>, declared: Declared): Row[] {
  const { tenant, file } = declared;
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
      ...domainRows(undefined, answer.unread, declared),
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
    ...domainRows(domains, "", declared),
  ];
}

export const organization: Part<Answer<readonly GraphObject[]>> = {
  name: "tenant",
  checks: ["tenant", "identifier-uri-domain"],
  read: ({ graph }) => listed(graph, "/organization?$select=id,verifiedDomains"),
  judge,
};
