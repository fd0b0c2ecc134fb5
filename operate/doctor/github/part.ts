/** A part of the doctor: what it asks of GitHub, and what it makes of the answers. */
import type { Row, Verdict } from "../row.ts";
import type { Answer, Send } from "./ask.ts";

/** The repository that is looked at. */
export interface Repository {
  readonly owner: string;
  readonly name: string;
  readonly ownerId: number;
  readonly id: number;
  readonly ownedByOrganization: boolean;
  readonly private: boolean;
  readonly defaultBranch: string;
}

/** What the checkout's own files say that GitHub has to fit. */
export interface Checkout {
  /** The environment whose identity writes to the tenant. */
  readonly applies: readonly string[];
  /** Environments whose identity reads the tenant. */
  readonly reads: readonly string[];
  /** The text of CODEOWNERS; undefined: there is none. */
  readonly codeOwners: string | undefined;
  /** There are pipelines for Azure DevOps, too. */
  readonly azurePipelines?: true;
}

/** Reading is at the edge, judging is pure: the answers are values between them. */
export interface Part<Answers> {
  /** As `--only` takes it. */
  readonly name: string;
  /** The settings that it looks at, in their order; `--only` takes them one by one, too. */
  readonly checks: readonly string[];
  read(send: Send, repository: Repository, checkout: Checkout): Promise<Answers>;
  judge(answers: Answers, repository: Repository, checkout: Checkout): readonly Row[];
}

/** The path of something of the repository. */
export function pathIn({ owner, name }: Pick<Repository, "owner" | "name">, rest = ""): string {
  return `/repos/${encodeURIComponent(owner)}/${encodeURIComponent(name)}${rest}`;
}

/** What a setting is, before it is known how it stands. */
export type Setting = Pick<Row, "part" | "check" | "subject" | "expected" | "remedy">;

/** A setting that nobody told. */
export function unread({ remedy, ...setting }: Setting, why: string): Row {
  return { ...setting, found: why, verdict: "not readable", ...(remedy !== undefined && { remedy }) };
}

/** A setting by one answer. @param absent what is found where there is none of it */
export function rowBy<T>(
  setting: Setting,
  answer: Answer<T>,
  absent: string,
  decide: (value: T) => readonly [well: boolean, found: string],
): Row {
  if (answer.kind === "unreadable") return unread(setting, answer.why);
  const [well, found] = answer.kind === "absent" ? [false, absent] : decide(answer.value);
  const verdict: Verdict = well ? "ok" : "wrong";
  const { remedy, ...rest } = setting;
  return { ...rest, found, verdict, ...(!well && remedy !== undefined && { remedy }) };
}
