/** One more owner: what Entra will answer, so nobody knows it before. */
import * as pulumi from "@pulumi/pulumi";
import program from "../../../../index.ts";

export default async () => {
  let domain: unknown;
  pulumi.runtime.registerStackTransformation(({ type, resource, props, opts }) => {
    if (type.endsWith(":Application")) domain = (resource as unknown as { publisherDomain: unknown }).publisherDomain;
    if (!type.endsWith(":ServicePrincipal")) return undefined;
    return { props: { ...props, owners: [...props.owners, domain] }, opts };
  });
  return program();
};
