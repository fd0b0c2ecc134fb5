/** Changes resources inside the engine, where no recorder sees it. */
import * as pulumi from "@pulumi/pulumi";
import program from "../../../../index.ts";

export default async () => {
  pulumi.runtime.registerResourceTransform(({ props, opts }) => ({
    props: { ...props, signInAudience: "AzureADMultipleOrgs" },
    opts,
  }));
  return program();
};
