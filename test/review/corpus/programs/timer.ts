/** Registers something once the program has ended. */
import * as pulumi from "@pulumi/pulumi";
import program from "../../../../index.ts";

export default async () => {
  const outputs = await program();
  setTimeout(() => new pulumi.ComponentResource("demo:index:Late", "late"), 60_000).unref();
  return outputs;
};
