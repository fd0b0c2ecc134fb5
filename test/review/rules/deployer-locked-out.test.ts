import { describe, expect, test } from "vitest";
import { deployerLockedOut } from "../../../review/rules/deployer-locked-out.ts";
import { judgedChange } from "./judged.ts";

const pipeline = "33333333-3333-3333-3333-333333333333";
const spare = "55555555-5555-5555-5555-555555555555";
const third = "77777777-7777-7777-7777-777777777777";

function owned(ids: readonly string[], deployer?: string, principal = ids) {
  const subject = (all: readonly string[]) => all.map((id) => ({ id, kind: "servicePrincipal" as const }));
  return { owners: { application: subject(ids), principal: subject(principal) }, ...(deployer && { deployer }) };
}
const said = (before: ReturnType<typeof owned> | undefined, after: ReturnType<typeof owned> | undefined) =>
  judgedChange(deployerLockedOut, before, after);
const consequence = "From then on mailgates can be neither changed nor renewed nor removed from here.";

describe("deployer-locked-out", () => {
  test("the owner that deploys stays", () => {
    expect(said(owned([pipeline, spare], pipeline), owned([pipeline], pipeline))).toEqual([]);
    expect(said(undefined, owned([pipeline], pipeline))).toEqual([]);
    expect(said(owned([pipeline], pipeline), undefined)).toEqual([]);
  });

  test("taken out with its mark, it is refused", () => {
    expect(said(owned([pipeline, spare], pipeline), owned([spare]))).toEqual([
      `block [${pipeline}] Lock-out: ${pipeline}, which deployed until now, is no owner of the application and the service principal any more. ${consequence}`,
    ]);
  });

  test("named, and not registered as an owner, it is refused, also in a new integration", () => {
    for (const before of [undefined, owned([pipeline, spare], pipeline)])
      expect(said(before, owned([pipeline, spare], pipeline, [spare]))).toEqual([
        `block [${pipeline}] Lock-out: ${pipeline}, which deploys, is no owner of the service principal. ${consequence}`,
      ]);
  });

  test("what was so before is not refused again", () => {
    const locked = owned([spare], pipeline);
    expect(said(locked, locked)).toEqual([]);
  });

  test("the former one may go where the next one was an owner before, and not where it comes with this change", () => {
    expect(said(owned([pipeline, spare], pipeline), owned([spare], spare))).toEqual([]);
    expect(said(owned([pipeline], pipeline), owned([spare], spare))).toEqual([
      `block [${pipeline}] Lock-out: ${pipeline}, which deployed until now, is no owner of the application and the service principal any more, and ${spare}, which deploys from now on, was none before. ${consequence}`,
    ]);
  });

  test("the mark may move while both are owners", () => {
    expect(said(owned([pipeline], pipeline), owned([pipeline, spare], spare))).toEqual([]);
  });

  test("where nobody is named, one former owner at least must stay", () => {
    expect(said(owned([pipeline, spare]), owned([spare, third]))).toEqual([]);
    expect(said(owned([pipeline, spare]), owned([third]))).toEqual([
      `block [] Lock-out: none of the owners of the application and the service principal stays, so whoever deploys goes. ${consequence}`,
    ]);
    expect(said(owned([]), owned([third]))).toEqual([]);
  });
});
