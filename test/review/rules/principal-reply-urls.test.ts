import { expect, test } from "vitest";
import { principalReplyUrls } from "../../../review/rules/principal-reply-urls.ts";
import { tokens } from "../../../review/tokens.ts";
import { registration } from "../recordings.ts";
import { judged } from "./judged.ts";

function principal(inputs: Readonly<Record<string, unknown>>) {
  const resources = [registration(tokens.principal, "mailgates-principal", { below: "mailgates", inputs })];
  return judged(principalReplyUrls, { resources });
}

test("redirect URIs stand on the application alone", () => {
  expect(principal({})).toEqual([]);
  expect(principal({ replyUrls: [] })).toEqual([]);
  const said = [
    "block [https://evil.example/] https://evil.example/ is a redirect URI of the service principal, where the application's list does not show it.",
  ];
  expect(principal({ replyUrls: ["https://evil.example/"] })).toEqual(said);
  expect(principal({ redirectUris: ["https://evil.example/"] })).toEqual(said);
});
