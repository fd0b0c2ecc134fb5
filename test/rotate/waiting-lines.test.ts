/** Which lines of a schedule wait to be seen in use. */
import { expect, test } from "vitest";
import { netwrixAuditor } from "../../components/vendors/netwrix-auditor.ts";
import { wazuhO365 } from "../../components/vendors/wazuh-o365.ts";
import { waitingLines } from "../../operate/rotate/plan.ts";

const line = (issued: string, more: object = {}) => ({ issued, expires: "2027-09-01", ...more });
const secret = (issued: string, more: object = {}) => line(issued, { kind: "secret", ...more });
const certificate = (issued: string, more: object = {}) => line(issued, { kind: "certificate", ...more });

test("of one kind it is the newest, confirmed or not", () => {
  expect(waitingLines(wazuhO365, [line("2026-11-21")])).toEqual([0]);
  expect(waitingLines(wazuhO365, [line("2026-11-21"), line("2027-03-01")])).toEqual([1]);
});

test("of two kinds at once it is the one that was renewed, wherever it stands", () => {
  const both = [secret("2026-11-21"), certificate("2026-11-21b")];
  expect(waitingLines(netwrixAuditor, both)).toEqual([1]);
  expect(waitingLines(netwrixAuditor, [...both, secret("2027-03-01")])).toEqual([2]);
  expect(
    waitingLines(netwrixAuditor, [
      ...both,
      secret("2027-03-01"),
      certificate("2027-03-02", { confirmed: "2027-03-03" }),
    ]),
  ).toEqual([2]);
});

test("where both were renewed, both wait", () => {
  const all = [secret("2026-11-21"), certificate("2026-11-21b"), secret("2027-03-01"), certificate("2027-03-02")];
  expect(waitingLines(netwrixAuditor, all)).toEqual([2, 3]);
});
