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
        expected: "it reaches the services that it needs, and no other",
        remedy: "a runner group in a network of yours, or an egress filter on the runner (docs/ci.md)",
      },
      "no interface tells it",
    ),
  ],
};
