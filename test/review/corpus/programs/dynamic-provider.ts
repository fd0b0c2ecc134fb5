/** Its provider is code that runs at deployment. */
import * as pulumi from "@pulumi/pulumi";
import program from "../../../../index.ts";

class SideEffect extends pulumi.dynamic.Resource {
  constructor() {
    super({ create: async () => ({ id: "1", outs: {} }) }, "side-effect", {});
  }
}

export default async () => {
  const outputs = await program();
  new SideEffect();
  return outputs;
};
