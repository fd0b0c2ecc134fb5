import { faultOfRedirectUri, isLoopback } from "../../components/redirect-uri.ts";
import type { Clause } from "../clause.ts";
import type { PlannedIntegration } from "../recording.ts";
import type { Found, SingleRule } from "./rule.ts";

interface Fault {
  readonly subject: string;
  readonly fault: Clause;
  readonly measure?: number;
}

/** The fault beside the scheme, which `redirect-https` judges. A public client may have a scheme of its own. */
function formFault({ platform, uri }: PlannedIntegration["redirectUris"][number]): Clause | undefined {
  return faultOfRedirectUri(uri.replace(/^http:/i, "https:"), { platform });
}

/** What Entra takes for one and the same: it ignores the port of localhost, and letters differ only in a path. */
function sameForEntra(uri: string): string {
  if (!isLoopback(uri)) return uri.toLowerCase();
  const url = new URL(uri);
  url.port = "";
  return url.href.toLowerCase();
}

function duplicateFaults(uris: readonly string[]): Fault[] {
  return uris.flatMap((uri, index) => {
    const twin = uris.slice(index + 1).find((other) => sameForEntra(other) === sameForEntra(uri));
    if (twin === undefined) return [];
    return [
      { subject: uri, fault: twin === uri ? { code: "two-platforms" } : { code: "alike-for-entra", other: twin } },
    ];
  });
}

/** Applications that take personal accounts have stricter limits. */
function listFaults(uris: readonly string[], personal: boolean): Fault[] {
  const most = personal ? 100 : 256;
  return [
    ...(uris.length > most
      ? [
          {
            subject: "redirectUris",
            fault: { code: "too-many-uris", count: uris.length, most } as const,
            measure: uris.length,
          },
        ]
      : []),
    ...(personal
      ? uris
          .filter((uri) => uri.includes("?"))
          .map((uri) => ({ subject: uri, fault: { code: "query-beside-personal" } as const }))
      : []),
  ];
}

/** URIs that Entra refuses, or that it accepts but that no request will ever match. */
export const redirectForm: SingleRule = {
  name: "redirect-form",
  level: "block",
  pack: "integration",
  shape: "single",
  sentence: "{subject} {fault}.",
  remedy: "Write the URI as the vendor sends it, to the letter.",
  source: "Microsoft, redirect URI restrictions",
  check({ integration: { redirectUris, audience } }) {
    const uris = redirectUris.map(({ uri }) => uri);
    const single = redirectUris.flatMap((entry): Fault[] => {
      const fault = formFault(entry);
      return fault === undefined ? [] : [{ subject: entry.uri, fault }];
    });
    const faults = [...single, ...duplicateFaults(uris), ...listFaults(uris, audience.includes("Personal"))];
    return faults.map(({ fault, ...found }): Found => ({ ...found, path: "redirectUris", values: { fault } }));
  },
};
