/**
 * A program of one component in a tenant without Exchange Online, in a process of its own: every output of the component is
 * rejected, which a test's process would take for its own fault. Prints what went wrong, and the types that were registered.
 */
import * as azuread from "@pulumi/azuread";
import { Integration } from "../components/index.ts";
import { evaluate } from "../review/evaluate/index.ts";
import { knownOutputs } from "../review/evaluate/known-outputs.ts";
import { teamconnect, tenantId } from "./component-args.ts";

const exchange = "00000002-0000-0ff1-ce00-000000000000";

process.on("unhandledRejection", () => {});
const { problems, registrations } = await evaluate(
  async () => new Integration("teamconnect", teamconnect, { provider: new azuread.Provider("entra", { tenantId }) }),
  {
    project: "other-project",
    stack: "prod",
    answers: {
      ...knownOutputs,
      lookup: (token, inputs) => {
        if (inputs.clientId !== exchange) return knownOutputs.lookup(token, inputs);
        // As gRPC gives it: the SDK reads the details.
        throw Object.assign(new Error("2 UNKNOWN"), {
          details: `invoking ${token}: 1 error occurred:\n\t* No service principal found for client ID: "${exchange}"\n\n`,
        });
      },
    },
  },
);
process.stdout.write(JSON.stringify({ problems, registered: registrations.map(({ type }) => type) }));
process.exit(0);
