import { expect, test } from "vitest";
import { uniqueName } from "../../../review/rules/unique-name.ts";
import { tokens } from "../../../review/tokens.ts";
import { registration } from "../recordings.ts";
import { judged } from "./judged.ts";

function application(inputs: Readonly<Record<string, unknown>>) {
  const resources = [registration(tokens.application, "mailgates-application", { below: "mailgates", inputs })];
  return judged(uniqueName, { resources });
}

test.each(["m365-integrations/m365-integrations/prod/mailgates", "m365-integrations/mailgates"])(
  "preventDuplicateNames and the marker tag, today's or that of an application from before: %s",
  (tag) => {
    expect(application({ preventDuplicateNames: true, tags: [tag] })).toEqual([]);
  },
);

test("either missing or wrong", () => {
  const twice = "block [] The application may be made twice: `preventDuplicateNames` is not set.";
  const unmarked =
    "block [] The application has no tag m365-integrations/<project>/<stack>/<name>, by which an audit finds what no state knows.";
  expect(application({})).toEqual([twice, unmarked]);
  expect(application({ preventDuplicateNames: false, tags: ["m365-integrations/mailgates"] })).toEqual([twice]);
  for (const tag of ["other", "m365-integrations", "m365-integrations/", "m365-integrations/prod/mailgates"])
    expect(application({ preventDuplicateNames: true, tags: [tag] })).toEqual([unmarked]);
});
