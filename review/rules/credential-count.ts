import type { SingleRule } from "./rule.ts";

/** Two are what a renewal takes: the one in use, and the one that follows. */
const mostAlive = 2;

/** Credentials as registered with Entra, those beside the ledger too. */
export const credentialCount: SingleRule = {
  name: "credential-count",
  level: "block",
  shape: "single",
  sentence: "{integration} would have {count} live credentials at once: {credentials}.",
  remedy: "Two are enough to renew one. Retire the oldest in a change of its own, then add.",
  source: "Microsoft, security best practices for application properties",
  check({ integration, now }) {
    const ends = Object.entries(integration.credentials.registeredEnds);
    const alive = ends.filter(([, end]) => end === "" || end.slice(0, 10) > now).map(([issued]) => issued);
    if (alive.length <= mostAlive) return [];
    return [
      {
        path: "credentials",
        values: { count: String(alive.length), credentials: alive.join(", ") },
        measure: alive.length,
      },
    ];
  },
};
