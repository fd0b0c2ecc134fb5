/** Verbs in both languages. */

interface Word {
  readonly en: string;
  /** Before another verb: 読み取り、… */
  readonly stem: string;
  /** At the end: 読み取る */
  readonly plain: string;
}

function suru(en: string, noun: string): Word {
  return { en, stem: noun, plain: `${noun}する` };
}

const words = {
  read: { en: "read", stem: "読み取り", plain: "読み取る" },
  create: suru("create", "作成"),
  change: suru("change", "変更"),
  delete: suru("delete", "削除"),
  add: suru("add", "追加"),
  remove: suru("remove", "削除"),
  cancel: { en: "cancel", stem: "取り消し", plain: "取り消す" },
  install: suru("install", "インストール"),
  update: suru("update", "更新"),
} as const satisfies Readonly<Record<string, Word>>;

/** What can be done with a resource. */
export type Verb = keyof typeof words;

/** The sets of verbs by which `ReadWrite` of resources differs; named by first letters. */
export const verbs = {
  cud: ["create", "change", "delete"],
  cu: ["create", "change"],
  cd: ["create", "delete"],
  ud: ["change", "delete"],
  c: ["create"],
  cancel: ["create", "cancel"],
  u: ["change"],
  d: ["delete"],
  members: ["add", "remove"],
  apps: ["install", "update", "remove"],
  tabs: ["add", "change", "remove"],
} as const satisfies Readonly<Record<string, readonly Verb[]>>;

/** `read, change and delete`. */
function listedEn(items: readonly string[]): string {
  return items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}

const japanese = "[\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}ー]";
const gaps = [
  new RegExp(`(?<=${japanese})(?=[A-Za-z0-9])`, "gu"),
  new RegExp(`(?<=[A-Za-z0-9])(?=${japanese})`, "gu"),
  new RegExp(`(?<= \\([A-Z]+\\))(?=${japanese})`, "gu"),
];

/** A space between Japanese and Latin letters, as Microsoft's Japanese pages have it: すべての Teams アプリ. */
function spaced(text: string): string {
  return gaps.reduce((done, gap) => done.replace(gap, " "), text);
}

/** What is done to an object: `read and change all groups`, すべてのグループを読み取り、変更する. */
export function clause(does: readonly Verb[], [en, ja]: readonly [en: string, ja: string]): readonly [string, string] {
  const found = does.map((verb) => words[verb]);
  const chain = found.map(({ stem, plain }, index) => (index === found.length - 1 ? plain : stem));
  return [`${listedEn(found.map((word) => word.en))} ${en}`, spaced(`${ja}を${chain.join("、")}`)];
}

/** Verbs whose last る falls away (一段): after a kana of the e-row, and those two. Every other verb in る changes it. */
const ichidan = /[えけげせてねべめれへ見得]る$/;

/** The last kana of a verb and what it becomes before ます when something can be done. */
const godan: Readonly<Record<string, string>> = {
  う: "え",
  く: "け",
  ぐ: "げ",
  す: "せ",
  つ: "て",
  ぶ: "べ",
  む: "め",
  る: "れ",
};

/**
 * The polite "can" of a Japanese clause: 削除する → 削除できます, 読み取る → 読み取れます, 与える → 与えられます.
 * @param clause ends with a verb in its plain form
 */
export function canJa(clause: string): string {
  if (clause.endsWith("する")) return clause.replace(/する$/, "できます");
  if (ichidan.test(clause)) return clause.replace(/る$/, "られます");
  const last = godan[clause.slice(-1)];
  if (last === undefined) throw new Error(`${clause} does not end with a verb`);
  return `${clause.slice(0, -1)}${last}ます`;
}
