/**
 * A code that people meet where an integration does not work: what it means and what mends it. Microsoft's codes and short
 * texts are facts (https://learn.microsoft.com/entra/identity-platform/reference-error-codes,
 * https://login.microsoftonline.com/error, Graph's and Exchange Online's own answers); the words are ours.
 */
import type { LocalizedText } from "../../components/localized-text.ts";
import type { Use } from "./uses.ts";

/** Where the code is met: as the application signs in, as a person does, in a call, at a mail server. */
export type Where = "application" | "person" | "call" | "mail";

/** One code. Texts may hold the sheet's placeholders, and `{contact}` for whoever is told. */
export interface ErrorCode {
  /** As the answer shows it, for people who search for it. */
  readonly code: string;
  readonly where: Where;
  /** All of these, for the integration to meet it. */
  readonly meets: readonly Use[];
  /** What is the matter: a clause without a full stop. */
  readonly means: LocalizedText;
  /** What to do; sentences. */
  readonly mends: LocalizedText;
}
