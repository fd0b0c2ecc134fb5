/** What a vendor's page takes as proof, by kind: one, or several of which the customer chooses or has to give all. */
import type {
  CertificateAsked,
  CredentialAsked,
  FederatedAsked,
  Months,
  SecretAsked,
  VendorDefinition,
} from "./definition.ts";

type Asking = Pick<VendorDefinition, "credential">;

/** A credential that a line of `credentials` schedules. */
export type ScheduledKind = "secret" | "certificate";

/** As much of a line of the schedule as tells its kind. */
interface Line {
  readonly kind?: ScheduledKind | undefined;
}

/** Every kind that the page takes, in its order: the first is the one that it advises. */
export function waysOf({ credential }: Asking): readonly CredentialAsked[] {
  if ("oneOf" in credential) return credential.oneOf;
  return "all" in credential ? credential.all : [credential];
}

/** Those that have a life, and so a line in the schedule. */
export function scheduledWays(definition: Asking): readonly (SecretAsked | CertificateAsked)[] {
  return waysOf(definition).filter((asked) => asked.kind === "secret" || asked.kind === "certificate");
}

/** How the page takes a kind; undefined where it does not. */
export function askedAs(definition: Asking, kind: "secret"): SecretAsked | undefined;
export function askedAs(definition: Asking, kind: "certificate"): CertificateAsked | undefined;
export function askedAs(definition: Asking, kind: "federated"): FederatedAsked | undefined;
export function askedAs(definition: Asking, kind: CredentialAsked["kind"]): CredentialAsked | undefined;
export function askedAs(definition: Asking, kind: CredentialAsked["kind"]): CredentialAsked | undefined {
  return waysOf(definition).find((asked) => asked.kind === kind);
}

/** How long the page lets a credential of a kind live; undefined: it leaves that open. */
export function lifetimeOf(definition: Asking, kind: ScheduledKind): Months | undefined {
  return scheduledWays(definition).find((asked) => asked.kind === kind)?.lifetime;
}

/** When the page wants a credential of a kind renewed, before its end. */
export function renewalBefore(definition: Asking, kind: ScheduledKind): Months | undefined {
  return scheduledWays(definition).find((asked) => asked.kind === kind)?.renewBefore;
}

/** The kind that every line of the schedule has; undefined where each line says its own, or the page takes none. */
export function onlyKind(definition: Asking): ScheduledKind | undefined {
  const [first, ...others] = scheduledWays(definition);
  return others.length === 0 ? first?.kind : undefined;
}

/** True where the product needs a credential of every kind at once. */
export function needsAll({ credential }: Asking): boolean {
  return "all" in credential;
}

/** The lines that one line of a schedule follows and is followed by: those of its kind where each kind is renewed by itself. */
export function chainOf<One extends Line>(definition: Asking, lines: readonly One[], of: Line): readonly One[] {
  return needsAll(definition) ? lines.filter(({ kind }) => kind === of.kind) : lines;
}

/** What a line of a schedule is. */
export function kindOf(credential: { readonly kind: CredentialAsked["kind"] }, scheduled: Line): ScheduledKind {
  return scheduled.kind ?? (credential.kind === "certificate" ? "certificate" : "secret");
}

/** Every kind that an integration proves itself by: that of each line, and what stands beside the schedule. */
export function kindsUsed(credential: {
  readonly kind: CredentialAsked["kind"];
  readonly schedule: readonly Line[];
  readonly federated?: readonly unknown[] | undefined;
}): readonly CredentialAsked["kind"][] {
  const { kind, schedule, federated = [] } = credential;
  const lines = schedule.map((line) => kindOf(credential, line));
  return [
    ...new Set([...(lines.length > 0 ? lines : [kind]), ...(federated.length > 0 ? ["federated" as const] : [])]),
  ];
}
