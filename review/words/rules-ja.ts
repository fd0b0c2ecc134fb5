/** The rules' sentences in Japanese, by rule name; braces as in the rule's own sentence. */

/** Sentence and remedy of one rule. */
export interface RuleWords {
  readonly sentence: string;
  readonly remedy: string;
}

/** Clauses that findings bring along as values, and theirs in Japanese; `$1` is data. */
export const clausesJa: readonly (readonly [form: RegExp, ja: string])[] = [
  [/^a client secret$/, "クライアント シークレット"],
  [/^a self-signed certificate$/, "自己署名証明書"],
  [/^the whole tenant$/, "テナント全体"],
  [/^access tokens$/, "アクセス トークン"],
  [/^ID tokens$/, "ID トークン"],
  [/^access tokens and ID tokens$/, "アクセス トークンと ID トークン"],
  [/^delegated$/, "委任"],
  [/^application$/, "アプリケーション"],
  [/^working tree$/, "作業ツリー"],
  [/^base$/, "比較元"],
  // Faults of acceptances and their remedies (review/judge/acceptance.ts).
  [/^covers nothing: no such finding is there$/, "は何も対象にしていません(該当する指摘がありません)"],
  [/^ended on (\S+)$/, "は $1 に終了しました"],
  [/^ends on (\S+)$/, "は $1 に終了します"],
  [/^names a rule that does not exist$/, "は存在しない規則を指しています"],
  [
    /^has no reason, and the vendor's page demands nothing of the kind$/,
    "には理由がなく、連携先のページもそれを求めていません",
  ],
  [/^does not count: this rule accepts no exception$/, "は無効です(この規則に例外はありません)"],
  [/^does not count: the vendor's page does not demand it$/, "は無効です(連携先のページがそれを求めていません)"],
  [/^Remove the line, or correct `rule` and `of`\.$/, "その行を削除するか、`rule` と `of` を直してください。"],
  [/^Remove what it accepted, or let it be accepted anew\.$/, "承認の対象をなくすか、改めて承認を受けてください。"],
  [/^Decide before then whether it may stay\.$/, "それまでに継続の可否を決めてください。"],
  [/^Write a rule of docs\/rules\.md\.$/, "docs/rules.md にある規則を書いてください。"],
  [/^Write `reason`\.$/, "`reason` を書いてください。"],
  [/^Remove the line and what it was to accept\.$/, "その行と、承認しようとしたものを取り除いてください。"],
];

/** Every rule by its name. */
export const rulesJa: Readonly<Record<string, RuleWords>> = {};
