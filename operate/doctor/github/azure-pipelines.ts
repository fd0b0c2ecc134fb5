/** What nobody here reads: the checkout has pipelines for Azure DevOps, whose settings bind as GitHub's do. */
import { type Part, unread } from "./part.ts";

export const azurePipelines: Part<undefined> = {
  name: "azure-devops",
  checks: ["azure-devops"],
  read: async () => undefined,
  judge: (_, __, checkout) =>
    checkout.azurePipelines === true
      ? [
          unread(
            {
              part: "azure-devops",
              check: "azure-devops",
              subject: ".azure-pipelines",
              expected: "branch policies, environments and connections as docs/ci.md has them",
              remedy: "where these pipelines run, go through docs/ci.md, Azure DevOps, by hand; else delete the folder",
            },
            "the doctor asks GitHub alone",
          ),
        ]
      : [],
};
