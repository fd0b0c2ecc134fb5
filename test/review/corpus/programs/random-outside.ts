/** A resource of a type that nobody reads, beside the integrations. */
import * as pulumi from "@pulumi/pulumi";
import program from "../../../../index.ts";

class Hook extends pulumi.CustomResource {
  constructor(name: string) {
    super("slack:index/hook:Hook", name, { url: "https://fabrikam.example" });
  }
}

export default async () => {
  const outputs = await program();
  new Hook("tell");
  return outputs;
};
