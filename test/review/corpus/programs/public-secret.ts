/** Hands the secrets out in plain. */
import * as pulumi from "@pulumi/pulumi";
import program from "../../../../index.ts";

export default async () => {
  const { integrations, secrets } = (await program()) as { integrations: unknown; secrets: pulumi.Output<unknown> };
  return { integrations, secrets, copies: pulumi.unsecret(secrets) };
};
