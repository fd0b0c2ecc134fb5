import * as pulumi from "@pulumi/pulumi";
import program from "../../../../index.ts";

export default async () => {
  const outputs = await program();
  new pulumi.StackReference("organization/other/prod");
  return outputs;
};
