import type { Registration } from "../evaluate.ts";
import { resourceSubject } from "./registered.ts";
import type { StackRule } from "./rule.ts";

/** Gives nobody access by itself: components, names and numbers, a vault's own resources, keys that no certificate takes. */
const harmless = /^(?:pulumi:|random:|tls:|azure-native:(?!authorization:))/;

/** What the recorder itself reports as `unjudgeable`. */
const reported = /^(?:pulumi-nodejs:dynamic:|command:)/;

/** True for what may stand only inside an Integration. */
export function belongsInside({ type, custom }: Pick<Registration, "type" | "custom">): boolean {
  return custom && !harmless.test(type) && !reported.test(type);
}

/** An application, credential, grant, role or federated credential that no integration answers for. */
export const outsideIntegration: StackRule = {
  name: "outside-integration",
  level: "block",
  shape: "stack",
  sentence: "{subject} stands outside every integration, so no vendor, owner or end is named for it.",
  remedy: "Write it as an integration of the tenant's file.",
  source: "One reviewed file says who may reach the tenant",
  check({ recording }) {
    return recording.outside.filter(belongsInside).map((registration) => ({
      integration: "",
      subject: resourceSubject(registration),
    }));
  },
};
