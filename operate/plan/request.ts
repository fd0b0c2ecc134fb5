/** What a registration says beside what the review reads of it: inputs with their secrets, and what each is made of. */
import rpc from "@pulumi/pulumi/runtime/rpc.js";
import type { RegisterRequest } from "../../review/evaluate/registration.ts";
import type { Sent } from "./sent.ts";

// Not in the SDK's types; the SDK is pinned exactly.
const { deserializeProperties } = rpc as typeof rpc & {
  deserializeProperties(value: unknown): Record<string, unknown>;
};

interface Depending {
  getPropertydependenciesMap(): { forEach(each: (value: { getUrnsList(): string[] }, key: string) => void): void };
}

/** Properties as plain data, with the SDK's marks of secrets. */
export function propertiesOf(value: unknown): Record<string, unknown> {
  return deserializeProperties(value);
}

/** Reads a request. */
export function sentIn(request: RegisterRequest): Pick<Sent, "sentInputs" | "propertyDependencies"> {
  const propertyDependencies: Record<string, string[]> = {};
  // A protobuf map: its entries have no `map`.
  (request as RegisterRequest & Depending).getPropertydependenciesMap().forEach((value, key) => {
    propertyDependencies[key] = value.getUrnsList();
  });
  return { sentInputs: propertiesOf(request.getObject()), propertyDependencies };
}
