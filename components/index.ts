/**
 * The component as other programs take it: `new Integration(name, args, opts)`.
 */
import type * as pulumi from "@pulumi/pulumi";
import { Integration as Component, type IntegrationOptions } from "./integration.ts";
import type { CredentialSecret } from "./outputs.ts";
import type { Vendor, VendorArgs } from "./vendor-args.ts";

export { ArgsError } from "./args-error.ts";
export type { VendorDefinition } from "./definition.ts";
export type { IntegrationOptions } from "./integration.ts";
export type { IntegrationArgs } from "./integration-args.ts";
export type { LocalizedText } from "./localized-text.ts";
export type { CredentialOutputs, CredentialSecret } from "./outputs.ts";
export type { CommonArgs, Vendor, VendorArgs } from "./vendor-args.ts";
export type { VendorName } from "./vendors/index.ts";

/** One vendor's access: application, principal, consent, credentials, directory roles, vault entries. */
export interface Integration extends Component {
  /** The secret of each credential, by its `issued`; secret as a whole. */
  readonly secrets: pulumi.Output<{ [issued: string]: CredentialSecret }>;
}

interface IntegrationConstructor {
  /**
   * @param name the first part of every resource's name, for ever
   * @param args what the vendor's page asks for; `vendor` is a word of the project or a definition of one's own
   * @throws ArgsError with every fault of the args at once
   */
  new <const V extends Vendor>(name: string, args: VendorArgs<V>, opts?: IntegrationOptions): Integration;
}

/** The component, with args typed by the vendor; `./integration.ts` is the same class with the flat args of every language. */
export const Integration = Component as unknown as IntegrationConstructor;
