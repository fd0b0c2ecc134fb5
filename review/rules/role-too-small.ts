import { rolesTooSmall } from "../../components/preconditions.ts";
import { recordedWorks } from "./held.ts";
import type { SingleRule } from "./rule.ts";

/** What the product administers takes other roles than those that the file gives it. */
export const roleTooSmall: SingleRule = {
  name: "role-too-small",
  level: "warn",
  pack: "integration",
  shape: "single",
  sentence: "{integration} is there to administer {service}, and {held}.",
  remedy: "Write {wanted} in directoryRoles, or leave out what the product does not do here.",
  source:
    "Microsoft, application-based authentication in Teams PowerShell; app-only authentication in Exchange Online PowerShell; Microsoft365DSC 3863",
  check({ integration, definition }) {
    return rolesTooSmall(recordedWorks(integration, definition)).map(({ service, held, wanted }) => ({
      path: "directoryRoles",
      values: { service, held, wanted },
      variant: service,
    }));
  },
};
