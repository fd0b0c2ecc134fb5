import type { Registration } from "../evaluate/index.ts";
import { foundResource } from "./registered.ts";
import type { StackRule } from "./rule.ts";

/** Packages that make objects of Entra, rights on Azure's own, or copies of a secret. */
const giving = /^(?:azuread|msgraph|microsoft365|azapi|azure):|^azure-native:(?:authorization:|keyvault:Secret$)/;

/** True for what may stand only inside an Integration. */
export function belongsInside({ type, custom }: Pick<Registration, "type" | "custom">): boolean {
  return custom && giving.test(type);
}

/** An application, credential, grant, role or federated credential that no integration answers for. */
export const outsideIntegration: StackRule = {
  name: "outside-integration",
  level: "block",
  pack: "resource",
  onlyType: undefined,
  shape: "stack",
  sentence: "{subject} ({type}) stands outside every integration, so no vendor, owner or end is named for it.",
  remedy: "Write it as an integration of the tenant's file.",
  source: "One reviewed file says who may reach the tenant",
  check({ recording }) {
    return recording.outside
      .filter(belongsInside)
      .map((registration) => ({ integration: "", ...foundResource(registration) }));
  },
};
