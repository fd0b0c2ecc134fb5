import { expect, it } from "vitest";
import { wrap } from "../../review/render/wrap.ts";

const plain = { columns: 20, first: "", rest: "" };

it("breaks at spaces, further lines under the text", () => {
  expect(wrap("every mailbox of the tenant is read", { columns: 20, first: "  · ", rest: "    " })).toEqual([
    "  · every mailbox of",
    "    the tenant is",
    "    read",
  ]);
});
it("counts a wide character as two columns, and breaks between two of them", () => {
  expect(wrap("すべてのメールボックスを読み取り", plain)).toEqual(["すべてのメールボック", "スを読み取り"]);
});
it("begins no line with a mark that ends a sentence or a bracket (UAX #14)", () => {
  expect(wrap("すべてのメールを読む。次", plain)).toEqual(["すべてのメールを読", "む。次"]);
  expect(wrap("これはすべて「メール」だ", plain)).toEqual(["これはすべて「メー", "ル」だ"]);
});
it("breaks between a wide character and a narrow word", () => {
  expect(wrap("アプリがMail.ReadWriteを持つ", plain)).toEqual(["アプリが", "Mail.ReadWriteを持つ"]);
});
it("leaves a name and an address whole, however long they are", () => {
  const address = "https://contoso.service-now.com/a/b?c=d-e";
  expect(wrap(`at ${address} of live-platform-notifications`, plain)).toEqual([
    "at",
    address,
    "of",
    "live-platform-notifications",
  ]);
});
it("is one line where there is no text", () => {
  expect(wrap("", { columns: 20, first: "! ", rest: "  " })).toEqual(["! "]);
});
it("does not count an escape sequence", () => {
  expect(wrap("\u001b[31mred\u001b[39m and eleven more", { ...plain, columns: 19 })).toEqual([
    "\u001b[31mred\u001b[39m and eleven more",
  ]);
});
