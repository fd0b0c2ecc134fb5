/** A verb as a person types it, on a checkout of the test's own. */
import { vi } from "vitest";
import { main } from "../operate/cli.ts";
import type { Place } from "../operate/stack.ts";

/** @returns its exit code, and what it printed on both streams */
export async function typed(words: readonly string[], place: Place) {
  const said = { out: "", err: "" };
  const into = (name: "out" | "err") => (text: unknown) => {
    said[name] += String(text);
    return true;
  };
  const spies = [
    vi.spyOn(process.stdout, "write").mockImplementation(into("out")),
    vi.spyOn(process.stderr, "write").mockImplementation(into("err")),
  ];
  try {
    return { code: await main(words, place), ...said };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}
