/** How an integration ends in the tenant's file: the same four changes for every vendor (docs/leaving.md). */
import type { LocalizedText } from "./localized-text.ts";

/** The step of a definition's `undo` that is taken in the file. */
export const leaveTheFile = {
  en: "In the tenant's file set suspended, then delete the credentials, then set leaving, then delete the integration: each in a change of its own.",
  ja: "テナントのファイルで suspended を書き、次に credentials の行を削除し、次に leaving を書き、最後に連携を削除します。1 つずつ別の変更で行います。",
} as const satisfies LocalizedText;
