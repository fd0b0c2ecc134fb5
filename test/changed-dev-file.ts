/** tenants/dev.yaml with one thing changed, as somebody changes it. */
import { readFileSync } from "node:fs";
import { expect } from "vitest";

export const dev = readFileSync("tenants/dev.yaml", "utf8");

/** In the shape of a client secret, and none. */
export const sec = `abc8Q~${"d".repeat(10)}E1f2G3h4I5j6K7l8M9n0O1p2`;

/** dev.yaml with one text in another's place, which has to be there. */
export function rep(text: string, by: string): string {
  expect(dev).toContain(text);
  return dev.replace(text, () => by);
}
