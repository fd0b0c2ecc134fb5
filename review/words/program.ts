/** What a report says of a change of the code itself, in both languages. */
import type { LocalizedText } from "../../components/localized-text.ts";
import { plural } from "../../components/plural.ts";
import type { ProgramPart } from "../program/change.ts";

/** What a file is, in English. */
export const programPartEn: Readonly<Record<ProgramPart, string>> = {
  judge: "the review",
  workflow: "CI's workflows",
  policy: "the policy pack",
  program: "the program",
  vendor: "vendors' data",
  catalogue: "the catalogue of permissions",
  packages: "the packages",
  npm: "npm's settings",
  settings: "Pulumi's settings",
  git: "git's settings",
  start: "what starts it",
  engine: "the engine's set-up",
  operation: "the verbs",
  recovery: "the recovery",
  simulator: "the simulated tenant",
  configuration: "the configuration of the tools",
  link: "a link in the place of a file",
  repository: "another repository in the place of a folder",
  twin: "two names that some file systems take for one",
  outside: "settings above the project's folder",
  other: "other files",
};

/** What a file is, in Japanese. */
export const programPartJa: Readonly<Record<ProgramPart, string>> = {
  judge: "レビュー",
  workflow: "CI のワークフロー",
  policy: "ポリシー パック",
  program: "プログラム",
  vendor: "提供元のデータ",
  catalogue: "アクセス許可のカタログ",
  packages: "パッケージ",
  npm: "npm の設定",
  settings: "Pulumi の設定",
  git: "git の設定",
  start: "起動するもの",
  engine: "エンジンの準備",
  operation: "操作コマンド",
  recovery: "復旧",
  simulator: "模擬テナント",
  configuration: "ツールの構成",
  link: "ファイルの代わりのリンク",
  repository: "フォルダーの代わりの別リポジトリ",
  twin: "ファイル システムによっては同じになる名前",
  outside: "プロジェクトのフォルダーより上の設定",
  other: "その他のファイル",
};

function counted(count: number): string {
  return plural(count, "file");
}

/** The first line of a report. @param judge files that judge, of all that run or judge */
export function programHeadline({ judge, all }: { readonly judge: number; readonly all: number }): LocalizedText {
  const rest = all - judge;
  const en = [
    ...(judge > 0 ? [`The judge is changed: ${counted(judge)}.`] : []),
    ...(rest > 0 ? [`The program itself changes: ${counted(rest)}.`] : []),
    rest > 0
      ? "What follows is what it did when it was evaluated."
      : "What follows is by the judge as it was before this change.",
  ];
  const ja = [
    ...(judge > 0 ? [`判定プログラムが変わります: ${judge} ファイル。`] : []),
    ...(rest > 0 ? [`プログラム自体が変わります: ${rest} ファイル。`] : []),
    rest > 0 ? "以下は、評価したときの動作です。" : "以下は、この変更より前の判定プログラムによるものです。",
  ];
  return { en: en.join(" "), ja: ja.join("") };
}

/** In place of *Unchanged* where the code itself is another. */
export const sameRegistrations: LocalizedText = {
  en: "What it registered is the same on both sides",
  ja: "登録された内容は前後で同じです",
};
