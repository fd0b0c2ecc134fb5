/** What must hold of runs without a fault (security.md 5.3, I11 and I12). */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { isMap, isSeq, parseDocument, visit } from "yaml";
import { factsOf } from "../../battery/facts.ts";
import { faultyWire } from "../../battery/fault.ts";
import { type Program, programOf } from "../../battery/program.ts";
import { fileWith } from "../../battery/story.ts";
import { update } from "../../battery/update.ts";
import { freshWorld, pluginsOver, routesOf, seeded, type World } from "../../battery/world.ts";

const folder = mkdtempSync(join(tmpdir(), "invariants-"));
afterAll(() => rmSync(folder, { recursive: true }));

async function programWith(text: string): Promise<Program> {
  const file = join(folder, "tenant.yaml");
  writeFileSync(file, text);
  return programOf(file);
}

/** Every mapping and list in the reverse order, but credentials, whose order is that of their days. */
function shuffled(text: string): string {
  const document = parseDocument(text);
  visit(document, {
    Pair: (_, pair) => {
      if (String(pair.key) === "credentials") return visit.SKIP;
      if (isMap(pair.value) || isSeq(pair.value)) pair.value.items.reverse();
      return undefined;
    },
  });
  return document.toString();
}

/** Applies a program. @returns every request, with its body where that holds nothing made by chance */
async function applied(program: Program, world: World): Promise<string[]> {
  const log: string[] = [];
  const deliver = await routesOf(world);
  const { wire, answered } = faultyWire(
    (url, init) => {
      const body = typeof init.body === "string" && !/keyCredentials|"value"|client_/.test(init.body) ? init.body : "";
      const { pathname, search } = new URL(url);
      // The provider tries with a name made by chance whether an application can be renamed.
      log.push(
        `${init.method} ${pathname}${search} ${body.replace(/TERRAFORM_UPDATE_[0-9a-f-]{36}/, "TERRAFORM_UPDATE_")}`,
      );
      return deliver(url, init);
    },
    () => undefined,
    { reached: () => {} },
  );
  const { fault } = await update(program, world.state, { start: pluginsOver(wire), answered });
  if (fault !== undefined) throw new Error(fault);
  return log;
}

let program: Program;
beforeAll(async () => {
  program = await programWith(fileWith("whole"));
}, 60_000);

test("a file with its maps and lists in another order sends the same requests with the same bodies", async () => {
  const other = shuffled(fileWith("whole"));
  expect(other).not.toBe(parseDocument(fileWith("whole")).toString());
  const [one, two] = [await applied(program, freshWorld()), await applied(await programWith(other), freshWorld())];
  expect(one.length).toBeGreaterThan(200);
  expect(two).toEqual(one);
}, 60_000);

test("what destroys the stack takes all that is its own, and leaves every principal that was there before as it was", async () => {
  const world = freshWorld();
  await applied(program, world);
  expect(factsOf(world.directory).length).toBeGreaterThan(40);
  // Keys and certificates are no things of the tenant.
  const nothing = {
    ...program,
    lookups: [],
    resources: program.resources.filter(({ type }) => /^(pulumi|tls):/.test(type)),
  };
  const log = await applied(nothing, world);
  expect(log.some((line) => line.startsWith("DELETE "))).toBe(true);
  expect(factsOf(world.directory)).toEqual([]);
  const [was, is] = [[...seeded().servicePrincipals], [...world.directory.servicePrincipals]];
  expect(is.filter(([id]) => seeded().servicePrincipals.has(id))).toEqual(was);
  const written = log.filter((line) => !line.startsWith("GET "));
  expect(
    was.filter(([id]) => written.some((line) => line.startsWith(`DELETE /graph/v1.0/servicePrincipals/${id} `))),
  ).toEqual([]);
  expect(
    was.filter(([id]) => written.some((line) => line.startsWith(`PATCH /graph/v1.0/servicePrincipals/${id} `))),
  ).toEqual([]);
}, 60_000);
