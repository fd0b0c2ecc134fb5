/** What zod says of data that it refuses, down to the place that is at fault. */
import type { z } from "zod";

/** True where what stands is of another type than the member altogether: a map, and the member is a list. */
function isOfAnotherType(issues: readonly z.core.$ZodIssue[]): boolean {
  return issues.some(
    ({ code, path, ...issue }) =>
      path.length === 0 &&
      (code === "invalid_type" || (code === "invalid_value" && "values" in issue && issue.values[0] === true)),
  );
}

/** True where the map has keys that the member does not take: another one is meant. */
function hasStrangers(issues: readonly z.core.$ZodIssue[]): boolean {
  return issues.some(({ code, path }) => code === "unrecognized_keys" && path.length === 0);
}

/** Of a value that is no member of a union, what is wrong with it as the member that it comes nearest to. */
export function withinUnion(issue: z.core.$ZodIssue): readonly z.core.$ZodIssue[] {
  if (issue.code !== "invalid_union" || issue.message !== "Invalid input") return [issue];
  const [nearestMember] = [...issue.errors].sort(
    (a, b) =>
      Number(isOfAnotherType(a)) - Number(isOfAnotherType(b)) ||
      Number(hasStrangers(a)) - Number(hasStrangers(b)) ||
      a.length - b.length,
  );
  if (nearestMember === undefined || nearestMember.length === 0) return [issue];
  return nearestMember
    .map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }) as z.core.$ZodIssue)
    .flatMap(withinUnion);
}
