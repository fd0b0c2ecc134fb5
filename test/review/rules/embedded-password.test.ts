import { expect, test } from "vitest";
import { embeddedPassword } from "../../../review/rules/embedded-password.ts";
import { tokens } from "../../../review/tokens.ts";
import { registration } from "../recordings.ts";
import { judged } from "./judged.ts";

function application(inputs: Readonly<Record<string, unknown>>, name = "mailgates-application") {
  return registration(tokens.application, name, { below: "mailgates", inputs });
}

test("an application has no password of its own", () => {
  expect(judged(embeddedPassword, { resources: [application({ displayName: "MAILGATES Σ" })] })).toEqual([]);
  expect(judged(embeddedPassword, { resources: [application({ password: { displayName: "embedded" } })] })).toEqual([
    "block [] The application embeds a client secret: it is in no schedule, and the provider removes it before it makes another.",
  ]);
  expect(judged(embeddedPassword, { resources: [application({ password: "[secret]" })] })).toHaveLength(1);
});

test("a further application is named", () => {
  expect(
    judged(embeddedPassword, { resources: [application({}), application({ password: "[secret]" }, "mailgates-twin")] }),
  ).toEqual([
    "block [mailgates-twin] mailgates-twin embeds a client secret: it is in no schedule, and the provider removes it before it makes another.",
  ]);
});
