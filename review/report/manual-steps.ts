/** What a person must still do outside Pulumi, once the change has been applied. */
import type { VendorDefinition } from "../../components/definition.ts";
import type { Change } from "../change.ts";
import type { LocalizedText } from "../localized-text.ts";
import type { RecordedIntegration } from "../recording.ts";

function any(changes: readonly Change[], ...[aspect, ...hows]: [Change["aspect"], ...Change["how"][]]): boolean {
  return changes.some((change) => change.aspect === aspect && hows.includes(change.how));
}

/** Every place where the credential is typed; one that names `{instance}` once for each. */
function placesOf(integration: RecordedIntegration | undefined, definition: VendorDefinition | undefined): string[] {
  const places = definition?.places ?? [integration?.product ?? "the vendor's form"];
  return places.flatMap((place) =>
    place.includes("{instance}")
      ? (integration?.instances ?? []).map((name) => place.replaceAll("{instance}", name))
      : [place],
  );
}

function mailboxSteps(changes: readonly Change[]): LocalizedText[] {
  const opens = any(changes, "mailbox", "added") || any(changes, "mailbox-right", "added");
  const closes = any(changes, "mailbox", "removed") || any(changes, "mailbox-right", "removed");
  return [
    ...(opens
      ? [
          {
            en: "Run the Exchange script of the hand-over sheet: it opens the mailboxes.",
            ja: "引き継ぎシートの Exchange スクリプトを実行し、メールボックスを開放する。",
          },
        ]
      : []),
    ...(closes
      ? [
          {
            en: "Run the removal commands of the Exchange script; until then the rights on the mailbox stay.",
            ja: "Exchange スクリプトの削除コマンドを実行する。それまでメールボックスの権利は残る。",
          },
        ]
      : []),
  ];
}

function credentialSteps(changes: readonly Change[], places: readonly string[]): LocalizedText[] {
  const anew = changes.some(({ newIdentity }) => newIdentity);
  const where = places.join("; ");
  if (anew)
    return [
      {
        en: `Type the new ids and the new credential everywhere: ${where}.`,
        ja: `新しい ID と資格情報をすべての場所に入力し直す: ${where}。`,
      },
    ];
  if (any(changes, "credential", "added") && !any(changes, "integration", "removed"))
    return [
      {
        en: `Hand the new credential over and type it everywhere: ${where}. Then write \`confirmed\`.`,
        ja: `新しい世代の資格情報を引き渡し、すべての場所に入力する: ${where}。その後 \`confirmed\` を書く。`,
      },
    ];
  return [];
}

/** Steps outside Pulumi that the changes of one integration ask for. */
export function manualStepsOf(
  changes: readonly Change[],
  integration: RecordedIntegration | undefined,
  definition: VendorDefinition | undefined,
): LocalizedText[] {
  const places = placesOf(integration, definition);
  const undo = any(changes, "integration", "removed")
    ? (definition?.undo ?? []).map((step) => ({ en: step, ja: step }))
    : [];
  const added = any(changes, "integration", "added")
    ? [
        {
          en: "Follow the hand-over sheet: the vendor's forms are typed by a person.",
          ja: "引き継ぎシートに従い、連携先の画面へ入力する。",
        },
      ]
    : [];
  return [...added, ...mailboxSteps(changes), ...credentialSteps(changes, places), ...undo];
}
