/** Every rule of the review, in the order of docs/rules.md. */
import type { Rule } from "./rule.ts";

export const rules: readonly Rule[] = [];
