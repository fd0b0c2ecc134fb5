import { expect, test } from "vitest";
import { implicitGrant } from "../../../review/rules/implicit-grant.ts";
import { judged } from "./judged.ts";

test("neither box is ticked", () => {
  expect(judged(implicitGrant)).toEqual([]);
});

test("each box is a finding of its own, so that an exception of one does not cover the other", () => {
  const state = { implicitGrant: { accessToken: true, idToken: true } };
  expect(judged(implicitGrant, state)).toEqual([
    "accept [] The implicit flow puts access tokens into the browser's address, where pages, extensions and logs can read them.",
    "accept [] The implicit flow puts ID tokens into the browser's address, where pages, extensions and logs can read them.",
  ]);
  expect(judged(implicitGrant, { implicitGrant: { accessToken: false, idToken: true } })).toEqual([
    "accept [] The implicit flow puts ID tokens into the browser's address, where pages, extensions and logs can read them.",
  ]);
});
