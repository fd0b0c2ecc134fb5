/**
 * What index.ts declares, for programs of the corpus that add to it or change it.
 */
import type * as azuread from "@pulumi/azuread";
import * as pulumi from "@pulumi/pulumi";
import program from "../../../../index.ts";

/** The resources of the one integration that the corpus' program is about. */
export interface Declared {
  readonly integration: pulumi.ComponentResource;
  readonly application: azuread.Application;
  readonly principal: azuread.ServicePrincipal;
  /** Options of a further child: below the integration, by the provider pinned to the tenant. */
  readonly child: pulumi.CustomResourceOptions;
}

/** Runs index.ts and hands its last integration on. Throws if there is none. */
export async function declared(): Promise<Declared> {
  const made = new Map<string, pulumi.Resource>();
  pulumi.runtime.registerStackTransformation(({ type, resource }) => {
    made.set(type.split(":").at(-1) ?? type, resource);
    return undefined;
  });
  await program();
  const [integration, application, principal, provider] = [
    "Integration",
    "Application",
    "ServicePrincipal",
    "azuread",
  ].map((type) => made.get(type));
  if (!integration || !application || !principal || !provider) throw new Error("the program declares no integration");
  return {
    integration: integration as pulumi.ComponentResource,
    application: application as azuread.Application,
    principal: principal as azuread.ServicePrincipal,
    child: { parent: integration, provider: provider as pulumi.ProviderResource },
  };
}

/** Runs index.ts with other inputs or options for the resources of one type, as a hand in the code would have it. */
export async function changed(
  type: string,
  change: (
    props: Record<string, unknown>,
    opts: pulumi.CustomResourceOptions,
  ) => { props?: Record<string, unknown>; opts?: pulumi.CustomResourceOptions },
): Promise<unknown> {
  pulumi.runtime.registerStackTransformation((args) => {
    if (!args.type.endsWith(`:${type}`)) return undefined;
    const { props, opts } = change(args.props, args.opts);
    return { props: { ...args.props, ...props }, opts: { ...args.opts, ...opts } };
  });
  return program();
}
