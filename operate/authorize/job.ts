/** One call of `authorize`: the opened stack, and how the tokens are wanted. */
import type { ResolvedIntegration } from "../../components/resolved-integration.ts";
import type { OpenedStack } from "../opened.ts";
import type { Place, Stack, StackOptions } from "../stack.ts";

/** The words of the call. */
export interface Options extends StackOptions {
  readonly out?: string;
  readonly vault?: true;
  readonly user?: string;
  readonly paste?: true;
  readonly open: boolean;
  /** Seconds. */
  readonly timeout: number;
  readonly json?: true;
}

/** The integration that is authorized. */
export interface Job {
  readonly place: Place;
  readonly stack: Stack;
  readonly opened: OpenedStack;
  readonly resolved: ResolvedIntegration;
  readonly options: Options;
}
