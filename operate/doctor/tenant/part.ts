/** A part of the doctor that looks at the stack's tenant: what it asks of Graph, and what it makes of the answers. */
import type { ResolvedIntegration } from "../../../components/resolved-integration.ts";
import type { Tenant } from "../../../components/settings.ts";
import type { Graph, GraphObject, Vaults } from "../../../recovery/graph.ts";
import { isAnswer, wordsOf } from "../../verify/reading.ts";
import type { Row } from "../row.ts";

/** What the stack declares, which the tenant has to fit. */
export interface Declared {
  readonly tenant: Tenant;
  readonly integrations: readonly ResolvedIntegration[];
  /** Client id of whoever grants consent and directory roles; undefined: the deployer itself. */
  readonly consentClientId: string | undefined;
  /** The tenant's file, as remedies name it. */
  readonly file: string;
  /** Project and stack, which its applications bear. */
  readonly project: string;
  readonly name: string;
  /** The tenant's present. */
  readonly now: Date;
}

/** What the doctor asks. */
export interface Readers {
  readonly graph: Graph;
  /** One object of Graph's beta; undefined where it answers 404. */
  readonly beta: (path: string) => Promise<GraphObject | undefined>;
  readonly vaults: Pick<Vaults, "entries">;
}

/** What came of one question; `unread` says why nothing did, in Graph's words. */
export type Answer<T> = { readonly read: T } | { readonly unread: string };

/** Reading is at the edge, judging is pure: the answers are values between them. */
export interface Part<Answers> {
  /** As `--only` takes it. */
  readonly name: string;
  /** The rows' names, in their order; `--only` takes them one by one, too. */
  readonly checks: readonly string[];
  read(readers: Readers, declared: Declared): Promise<Answers>;
  judge(answers: Answers, declared: Declared): readonly Row[];
}

/** What Graph refuses is an answer, too; anything else stops everything: nobody is signed in, or nothing is reached. */
export async function answered<T>(asking: Promise<T>): Promise<Answer<T>> {
  try {
    return { read: await asking };
  } catch (error) {
    if (!isAnswer(error)) throw error;
    return { unread: wordsOf(error) };
  }
}

/** The rows of one list. */
export async function listed(graph: Graph, path: string): Promise<Answer<readonly GraphObject[]>> {
  return answered(graph.lists([path]).then(([rows = []]) => rows));
}

/** One object; undefined where the tenant has none. */
export async function object(graph: Graph, path: string): Promise<Answer<GraphObject | undefined>> {
  return answered(graph.objects([path]).then(([one]) => one));
}
