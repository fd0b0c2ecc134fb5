/** Its provider is code that runs at deployment. */
import * as pulumi from "@pulumi/pulumi";
import program from "../../../../index.ts";

export default async () => {
  const outputs = await program();
  new pulumi.dynamic.Resource({ create: async () => ({ id: "1", outs: {} }) }, "side-effect", {});
  return outputs;
};
