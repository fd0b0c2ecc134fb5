/** What no interface tells of the machines that jobs run on. */
import { type Part, unread } from "./part.ts";

export const runner: Part<undefined> = {
  name: "runner",
  checks: ["runner-egress"],
  read: async () => undefined,
  judge: () => [
    unread(
      {
        part: "runner",
        check: "runner-egress",
        subject: "applying job",
        expected: "the job reaches Entra, Graph, the vault, the state and GitHub, and nothing else",
        remedy: "a runner group in a network of yours, or an egress filter on the runner (docs/ci.md)",
      },
      "no interface tells it",
    ),
  ],
};
