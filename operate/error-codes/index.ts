/** All codes: for the sheet those that its integration can meet, and what one means for a verb that names it. */
import type { VendorDefinition } from "../../components/definition.ts";
import type { LocalizedText } from "../../components/localized-text.ts";
import type { ResolvedIntegration } from "../../components/resolved-integration.ts";
import { applicationCodes } from "./application.ts";
import { callCodes } from "./call.ts";
import type { ErrorCode, Where } from "./code.ts";
import { mailCodes } from "./mail.ts";
import { personCodes } from "./person.ts";
import { usesOf } from "./uses.ts";

/** In the order in which a sheet lists them. */
export const errorCodes = [...applicationCodes, ...personCodes, ...callCodes, ...mailCodes] as const;

/**
 * What an AADSTS code means, as a clause; undefined for one that the table does not know.
 * @param where whose sign-in it ends: some mean one thing of an application and another of a person
 */
export function meaningOf(aadsts: number | string, where: Where): LocalizedText | undefined {
  const code = `AADSTS${aadsts}`;
  const rows: readonly ErrorCode[] = errorCodes.filter((entry) => entry.code === code);
  return (rows.find((row) => row.where === where) ?? rows[0])?.means;
}

/** The codes that this integration's people meet, in that order. */
export function codesFor(resolved: ResolvedIntegration, definition: VendorDefinition): readonly ErrorCode[] {
  const uses = usesOf(resolved, definition);
  return errorCodes.filter(({ meets }) => meets.every((use) => uses.has(use)));
}
