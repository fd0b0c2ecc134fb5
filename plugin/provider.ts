/**
 * The component provider: makes an Integration for a program in another language.
 */
import * as pulumi from "@pulumi/pulumi";
import type { Provider } from "@pulumi/pulumi/provider/index.js";
import { ArgsError } from "../components/args-error.ts";
import { placeOf } from "../components/faults.ts";
import { Integration, integrationType } from "../components/integration.ts";
import type { IntegrationArgs } from "../components/integration-args.ts";

/** The engine shows each fault beside its input, and no stack trace. */
function inputFaults(error: ArgsError): pulumi.InputPropertiesError {
  return new pulumi.InputPropertiesError({
    message: error.message,
    errors: error.faults.map((fault) => ({ propertyPath: placeOf(fault), reason: fault.message })),
  });
}

function made(name: string, inputs: pulumi.Inputs, options: pulumi.ComponentResourceOptions): Integration {
  try {
    return new Integration(name, inputs as IntegrationArgs, options);
  } catch (error) {
    throw error instanceof ArgsError ? inputFaults(error) : error;
  }
}

/**
 * The provider.
 * @param schema the package's schema as JSON (schema.ts)
 */
export function integrationProvider(schema: string): Provider {
  const { version } = JSON.parse(schema) as { version: string };
  return {
    version,
    schema,
    async construct(name, type, inputs, options) {
      if (type !== integrationType)
        throw new Error(`unknown resource type ${type}; the package has ${integrationType}`);
      const { urn, clientId, applicationObjectId, servicePrincipalObjectId, tenantId, credentials, secrets } = made(
        name,
        inputs,
        options,
      );
      return {
        urn,
        state: { clientId, applicationObjectId, servicePrincipalObjectId, tenantId, credentials, secrets },
      };
    },
  };
}
