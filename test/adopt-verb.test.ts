/** How `./integrations adopt` is called: every mistake is said before the engine or the tenant is asked, with exit code 2. */
import { afterEach, expect, test, vi } from "vitest";
import { main } from "../operate/cli.ts";

const place = { root: process.cwd(), cwd: process.cwd(), day: "2026-11-21" };

afterEach(() => {
  vi.restoreAllMocks();
});

test.each([
  ["an integration that the file does not have", ["mailgate"], 'no integration "mailgate"; did you mean mailgates?'],
  ["both choices at once", ["mailgates", "--restore", "--recreate"], "--restore and --recreate: which of the two?"],
  ["sign-in off without a restore", ["mailgates", "--suspended"], "--suspended goes with --restore"],
  ["a document with a choice", ["mailgates", "--json", "--restore"], "leave --restore and --recreate out"],
  ["two integrations", ["mailgates", "servicenow"], "too many arguments"],
  ["an option that is none", ["--force"], "unknown option '--force'"],
  ["a stack that is none", ["--stack", "prod"], 'there is no stack "prod" here'],
])("%s", async (_, args, said) => {
  let text = "";
  const take = (chunk: string | Uint8Array) => {
    text += String(chunk);
    return true;
  };
  vi.spyOn(process.stderr, "write").mockImplementation(take);
  expect(await main(["adopt", ...args], place)).toBe(2);
  expect(text).toContain(said);
});
