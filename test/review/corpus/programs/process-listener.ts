/** Registers something once nothing else is left to do. */
import * as pulumi from "@pulumi/pulumi";
import program from "../../../../index.ts";

export default async () => {
  const outputs = await program();
  process.once("beforeExit", () => new pulumi.ComponentResource("demo:index:Late", "late"));
  return outputs;
};
