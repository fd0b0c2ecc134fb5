/** What the application's tokens say of people, its own roles, and what others may ask of it. */
import type { Clause } from "../clause.ts";
import { type Inputs, map, maps, text, texts } from "../reading/inputs.ts";
import type { RecordedIntegration } from "../recording.ts";
import { tokens } from "../tokens.ts";
import { listDifference } from "./lists.ts";
import { type Difference, ifDifferent } from "./part.ts";

const lists = ["idTokens", "accessTokens", "saml2Tokens"] as const;

/** One entry, with all that it says, so that an entry that says something else is another one. */
interface Entry {
  readonly subject: Clause;
  readonly said: string;
  /** More of it tells the product, or other applications, more. A role gives nobody anything until somebody is assigned. */
  readonly effect: "broadened" | "changed";
}

function entriesOf(application: Inputs): Entry[] {
  const said = (entry: Inputs) => JSON.stringify(Object.entries(entry).sort());
  return [
    ...lists.flatMap((token) =>
      maps(map(application, "optionalClaims"), token).map((claim): Entry => {
        const subject = { code: "claim", name: text(claim, "name"), token } as const;
        return { subject, said: `${token} ${said(claim)}`, effect: "broadened" };
      }),
    ),
    ...texts(application, "groupMembershipClaims").map((groups): Entry => {
      return { subject: { code: "group-claims", groups }, said: `groups ${groups}`, effect: "broadened" };
    }),
    ...maps(application, "appRoles").map((role): Entry => {
      const subject = { code: "app-role", value: text(role, "value") } as const;
      return { subject, said: `role ${said(role)}`, effect: "changed" };
    }),
    ...maps(map(application, "api"), "oauth2PermissionScopes").map((scope): Entry => {
      const subject = { code: "scope-exposed", value: text(scope, "value") } as const;
      return { subject, said: `scope ${said(scope)}`, effect: "broadened" };
    }),
  ];
}

function applicationOf({ resources }: RecordedIntegration): Inputs {
  return resources.find(({ type }) => type === tokens.application)?.inputs ?? {};
}

function versionOf(application: Inputs): string {
  const { requestedAccessTokenVersion: version } = map(application, "api");
  return typeof version === "number" ? String(version) : "";
}

/** Every difference of what the application hands out and offers. */
export function compareTokens(before: RecordedIntegration, after: RecordedIntegration): Difference[] {
  const [old, current] = [applicationOf(before), applicationOf(after)];
  const { added, removed } = listDifference(entriesOf(old), entriesOf(current), ({ said }) => said);
  return [
    ...added.map(({ subject, effect }): Difference => ({ aspect: "token", how: "added", subject, effect })),
    ...removed.map(
      ({ subject, effect }): Difference => ({
        aspect: "token",
        how: "removed",
        subject,
        effect: effect === "broadened" ? "narrowed" : "changed",
      }),
    ),
    ...ifDifferent(versionOf(old), versionOf(current), {
      aspect: "token",
      subject: { code: "token-version" },
      effect: "changed",
    }),
  ];
}
