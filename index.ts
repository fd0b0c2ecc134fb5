/**
 * What `pulumi up` runs, and what the tests and the review evaluate: the tenant's file in, its integrations out.
 */
import { relative, resolve } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { SettingsError } from "./components/faults.ts";
import { leftOutIn } from "./components/left-out.ts";
import { readTenant, type Tenant } from "./components/settings.ts";
import { tenantFileOf } from "./components/stack-file.ts";
import { declareTenant, type StackOutputs } from "./components/tenant.ts";

/** The stack's file, shown relative to where the person stands. */
function tenantFile(config: pulumi.Config): string {
  const file = tenantFileOf(pulumi.getStack(), config.get("tenant"));
  return relative(process.cwd(), resolve(import.meta.dirname, file));
}

function settings(file: string): Tenant {
  try {
    return readTenant(file);
  } catch (error) {
    // The engine shows a RunError's message alone, without a stack trace.
    if (error instanceof SettingsError) throw new pulumi.RunError(error.message);
    throw error;
  }
}

export default async function program(): Promise<StackOutputs> {
  const config = new pulumi.Config();
  const consentClientId = config.get("consentClientId") || undefined;
  return declareTenant(settings(tenantFile(config)), consentClientId, leftOutIn(process.env.INTEGRATIONS_LEFT_OUT));
}
