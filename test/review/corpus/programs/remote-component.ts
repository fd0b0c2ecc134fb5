/** A component whose resources another package makes. */
import * as pulumi from "@pulumi/pulumi";
import program from "../../../../index.ts";

class Landing extends pulumi.ComponentResource {
  constructor(name: string) {
    super("landingzone:index:Identity", name, { note: undefined }, {}, true);
  }
}

export default async () => {
  const outputs = await program();
  new Landing("identity");
  return outputs;
};
