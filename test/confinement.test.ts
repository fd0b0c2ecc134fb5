import { describe, expect, test } from "vitest";
import { confinedEnvironment, confinedFlags, confinementIn } from "../engine/confinement.ts";
import { confiningVariables } from "../operate/engine.ts";

const confinement = { flags: ["--permission", "--allow-fs-read=/checkout"], passes: ["PULUMI_CONFIG", "ARM_USE_MSI"] };

describe("a confined program", () => {
  test("is started with the confinement's flags, and the project's sizes after them", () => {
    expect(confinedFlags(confinement, ["--stack-trace-limit=0", "--max-semi-space-size=8"])).toEqual([
      "--permission",
      "--allow-fs-read=/checkout",
      "--stack-trace-limit=0",
      "--max-semi-space-size=8",
    ]);
  });

  test.each([
    "--import=./deploy.mjs",
    "--allow-fs-read=*",
    "--allow-child-process",
    "--no-permission",
    "--stack-trace-limit=0 --require=./x.cjs",
    "--env-file=.env",
  ])("is not started where the project asks for %s", (flag) => {
    expect(() => confinedFlags(confinement, ["--stack-trace-limit=0", flag])).toThrow(
      `runtime.options.nodeargs asks for ${flag};`,
    );
  });

  test("sees the variables that pass, and no other", () => {
    const env = { PULUMI_CONFIG: "{}", ARM_CLIENT_SECRET: "s", ACTIONS_ID_TOKEN_REQUEST_TOKEN: "t", NPM_TOKEN: "n" };
    expect(confinedEnvironment(confinement, env)).toEqual({ PULUMI_CONFIG: "{}" });
  });
});

describe("PROGRAM_CONFINEMENT", () => {
  test("is not asked for: the program runs as it always did", () => {
    expect(confinementIn({})).toBeUndefined();
  });

  test.each(["", "{}", '{"flags":[],"passes":[],"also":1}', "--permission"])(
    "that cannot be read (%j) ends the host: it is never taken for nothing",
    (text) => {
      expect(() => confinementIn({ PROGRAM_CONFINEMENT: text })).toThrow();
    },
  );

  test("is read as it was written", () => {
    expect(confinementIn({ PROGRAM_CONFINEMENT: JSON.stringify(confinement) })).toEqual(confinement);
  });
});

test("an engine with an official language host starts ours, which alone confines, and fetches no plugin", () => {
  expect(confiningVariables("/usr/bin", "/checkout", { confinement, more: { ONE: "1" } })).toEqual({
    ONE: "1",
    PATH: "/checkout/node_modules/.bin:/checkout/engine/bin:/usr/bin",
    PROGRAM_CONFINEMENT:
      '{"flags":["--permission","--allow-fs-read=/checkout"],"passes":["PULUMI_CONFIG","ARM_USE_MSI"]}',
    PULUMI_IGNORE_AMBIENT_PLUGINS: "false",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
  });
});
