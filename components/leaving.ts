/**
 * How an integration ends in the tenant's file, the same four changes for every vendor (docs/leaving.md); and who takes the
 * steps of leaving that are not the vendor's.
 */
import type { UndoStep } from "./definition.ts";
import type { LocalizedText } from "./localized-text.ts";

/** Changes the tenant's file. */
export const fileEditor: LocalizedText = { en: "Whoever changes the tenant's file", ja: "テナントのファイルの担当者" };

/** Ends a person's sessions, or removes what was made in Entra beside the stack. */
export const m365Administrator: LocalizedText = { en: "Microsoft 365 administrator", ja: "Microsoft 365 管理者" };

/** Says where the organization's mail goes. */
export const mailAdministrator: LocalizedText = {
  en: "Whoever runs the mail route (DNS)",
  ja: "メールの配送経路(DNS)の管理者",
};

/** Everybody of whom no vendor's page speaks. */
export const ownActors: readonly LocalizedText[] = [fileEditor, m365Administrator, mailAdministrator];

/** Somebody of a definition's `actsAs`, by the name that the page's language gives. */
export function actor(who: string): LocalizedText {
  return { en: who, ja: who };
}

/** The step of a definition's `undo` that is taken in the file. */
export const leaveTheFile: UndoStep = {
  by: fileEditor,
  en: "In the tenant's file set suspended, then delete the credentials, then set leaving, then delete the integration: each in a change of its own.",
  ja: "テナントのファイルで suspended を書き、次に credentials の行を削除し、次に leaving を書き、最後に連携を削除します。1 つずつ別の変更で行います。",
};

/** The same of the vendor's own application, of which this side has no credential and whose principal stays. */
export const leaveTheVendors: UndoStep = {
  by: fileEditor,
  en: "In the tenant's file set suspended, then set leaving, then delete the integration: each in a change of its own. Consents and assignments go; the enterprise application stays in the tenant and may not sign in, so that nobody's consent brings it back by accident.",
  ja: "テナントのファイルで suspended を書き、次に leaving を書き、最後に連携を削除します。1 つずつ別の変更で行います。同意と割り当ては消え、エンタープライズ アプリケーションはサインインできない状態でテナントに残ります。誰かの同意で誤って復活することはありません。",
};
