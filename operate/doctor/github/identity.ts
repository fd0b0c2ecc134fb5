/**
 * Which workflow a cloud takes for the deployer.
 *
 * @see https://docs.github.com/en/rest/actions/oidc
 * @see https://learn.microsoft.com/en-us/entra/workload-id/workload-identities-github-immutable-subjects
 */
import { z } from "zod";
import { type Answer, ask } from "./ask.ts";
import { type Part, pathIn, rowBy, unread } from "./part.ts";

const subject = z.object({
  use_default: z.boolean(),
  use_immutable_subject: z.boolean().optional(),
  include_claim_keys: z.array(z.string()).optional(),
});

interface Answers {
  readonly subject: Answer<z.infer<typeof subject>>;
}

export const identity: Part<Answers> = {
  name: "identity",
  checks: ["oidc-subject", "federated-credential"],
  read: async (send, repository) => ({
    subject: await ask(send, pathIn(repository, "/actions/oidc/customization/sub"), subject),
  }),
  judge({ subject: told }, { owner, name, ownerId, id }, { applies }) {
    const [environment = "<environment>"] = applies;
    const wanted = `repo:${owner}@${ownerId}/${name}@${id}:environment:${environment}`;
    return [
      rowBy(
        {
          part: "identity",
          check: "oidc-subject",
          subject: "repository",
          expected: "owner and repository by their ids, and the environment",
          remedy: "Settings > Actions > OIDC: the default subject, immutable; then the federated credential's subject",
        },
        told,
        "",
        ({ use_default, use_immutable_subject: immutable, include_claim_keys: keys = [] }) => {
          if (!use_default) return [false, `of its own: ${keys.join(", ")}`];
          return [immutable === true, immutable === true ? wanted : "by names, which somebody else can take one day"];
        },
      ),
      unread(
        {
          part: "identity",
          check: "federated-credential",
          subject: environment,
          expected: "Entra trusts that subject alone",
          remedy: `az ad app federated-credential list --id <client id>: ${wanted}, and no other`,
        },
        "it stands in Entra, not at GitHub",
      ),
    ];
  },
};
