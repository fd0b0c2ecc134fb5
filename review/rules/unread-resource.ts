import type { ResourceInputs } from "../recording.ts";
import { tokens } from "../tokens.ts";
import { principalCredentials } from "./credential-on-principal.ts";
import { federatedCredentials } from "./federated-subject.ts";
import { belongsInside } from "./outside-integration.ts";
import { foundResource } from "./registered.ts";
import type { FoundInStack, StackRule } from "./rule.ts";

/** Types that the recording, or a rule, reads. */
const read: ReadonlySet<string> = new Set([
  tokens.application,
  tokens.principal,
  tokens.password,
  tokens.certificate,
  tokens.roleAssignment,
  tokens.grant,
  tokens.directoryRole,
  tokens.privateKey,
  tokens.selfSigned,
  tokens.vaultSecret,
  tokens.identifierUri,
  ...principalCredentials,
  ...federatedCredentials,
]);

/** What the recorder itself reports as `unjudgeable`. */
const reported = /^(?:pulumi:|pulumi-nodejs:dynamic:|command:)/;

/** True for a resource that nothing here understands. */
function isUnread({ type, custom }: ResourceInputs): boolean {
  return custom && !read.has(type) && !reported.test(type);
}

/** A group membership, a redirect URI, a policy of the tenant: whatever no rule reads is refused, not passed over. */
export const unreadResource: StackRule = {
  name: "unread-resource",
  level: "block",
  pack: "resource",
  onlyType: undefined,
  shape: "stack",
  sentence: "{subject} is of a type that no rule reads ({type}), so nobody can tell what it gives.",
  remedy: "Leave it out; or teach the recording and the rules that type, in a change of its own.",
  source: "What a review cannot read it must not pass over; CISA SCuBA, Microsoft Entra ID baseline, section 3",
  check({ recording: { integrations, outside } }) {
    const found = (integration: string, resources: readonly ResourceInputs[]) =>
      resources.filter(isUnread).map((registration): FoundInStack => {
        return { integration, ...foundResource(registration, { values: { type: registration.type } }) };
      });
    // What belongs into an integration, outside-integration refuses by itself.
    const others = outside.filter((registration) => !belongsInside(registration));
    return [...integrations.flatMap(({ name, resources }) => found(name, resources)), ...found("", others)];
  },
};
