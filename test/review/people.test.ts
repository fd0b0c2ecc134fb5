/** Names beside object ids: what the reviewer reads, and what no name may hide. */
import { describe, expect, test } from "vitest";
import { type Format, render } from "../../review/render/index.ts";
import { documentOf, type StackReport } from "../../review/report/document.ts";
import { reviewed } from "./reviewed.ts";

const adele = "88888888-8888-8888-8888-888888888888";
const alex = "77777777-7777-7777-7777-777777777777";

function file(signsIn: readonly string[], names: string, more = ""): string {
  return `tenant:
  id: 12121212-1212-1212-1212-121212121212
  domain: fabrikam.onmicrosoft.com
  owners:
    - { servicePrincipal: 33333333-3333-3333-3333-333333333333, deploys: true }
    - servicePrincipal: 55555555-5555-5555-5555-555555555555
${names}integrations:
  app-connect:
    vendor: app-connect
    purpose: Calendar flows
    contact: a@fabrikam.example
    ticket: T1
    audience: single
    redirectUris: [https://fabrikam.example/cb]
${signsIn.length === 0 ? "" : `    signsIn: [${signsIn.join(", ")}]\n`}${more}    credentials: [{ issued: 2026-11-21, expires: 2027-05-15 }]
`;
}

async function review(before: string, after: string): Promise<StackReport> {
  const pair = { name: "people", title: "", now: "2026-11-27", expect: { exit: 0 as const }, before, after };
  const answer = await reviewed(pair);
  if ("faults" in answer) throw new Error(answer.faults.join("\n"));
  return answer.report;
}

function printed(report: StackReport, format: Format, lang: "en" | "ja" = "en"): string {
  return render(documentOf("main", { stacks: [report], failed: [], unchanged: [] }), format, { lang, colour: false });
}

const changes = (report: StackReport) =>
  report.integrations.flatMap((one) =>
    one.changes.map(({ aspect, how, subject, called, before, after }) =>
      [aspect, how, subject.en, called?.en, before?.en, after?.en].filter((text) => text !== undefined).join(" | "),
    ),
  );

const known = `  names: { ${adele}: Adele Vance, ${alex}: Alex Wilber }\n`;
const onlyAdele = `  names: { ${adele}: Adele Vance }\n`;

describe("somebody who may sign in from now on", () => {
  test("stands by id and by a name that the file had, and no integration was reviewed with", async () => {
    const report = await review(file([adele], known), file([adele, alex], known));
    expect(changes(report)).toContain(`signs-in | added | ${alex} | "Alex Wilber", a name that is new in the review`);
  });

  test("by a name that the change brings stands by id, and the name is told as new", async () => {
    const report = await review(file([adele], onlyAdele), file([adele, alex], known));
    for (const format of ["text", "markdown", "json"] as const) {
      const text = printed(report, format).replaceAll('\\"', '"');
      expect(text).toContain(alex);
      expect(text).toMatch(/"Alex Wilber", a name that is new in the review/);
    }
    expect(printed(report, "text", "ja")).toContain('"Alex Wilber"、レビューに初めて出る名前');
  });

  test("under the name of somebody else is told with that one's id", async () => {
    const twin = `  names: { ${adele}: Adele Vance, ${alex}: Adele Vance }\n`;
    const report = await review(file([adele], onlyAdele), file([adele, alex], twin));
    expect(changes(report)).toContain(
      `signs-in | added | ${alex} | "Adele Vance", a name that is new in the review; ${adele} is called the same`,
    );
  });
});

describe("somebody who stays", () => {
  test("and is called otherwise: a change by itself, with both names, that widens nothing", async () => {
    const renamed = `  names: { ${adele}: Security Team }\n`;
    const report = await review(file([adele], onlyAdele), file([adele], renamed));
    expect(report.verdict).toBe("changed");
    expect(changes(report)).toEqual([`name | changed | that the file gives to ${adele} | Adele Vance | Security Team`]);
  });

  test("and two of whom change names are two changes", async () => {
    const swapped = `  names: { ${adele}: Alex Wilber, ${alex}: Adele Vance }\n`;
    const report = await review(file([adele, alex], known), file([adele, alex], swapped));
    expect(changes(report)).toEqual([
      `name | changed | that the file gives to ${alex} | Alex Wilber | Adele Vance`,
      `name | changed | that the file gives to ${adele} | Adele Vance | Alex Wilber`,
    ]);
  });

  test("and goes is told by the name that they had", async () => {
    const report = await review(file([adele, alex], known), file([adele], onlyAdele));
    expect(changes(report)).toContain(`signs-in | removed | ${alex} | "Alex Wilber"`);
  });
});

test("an owner that has a name beside it and one under `names` alone are told as the file does; a name nobody changed leaves all as it was", async () => {
  const report = await review(file([adele], onlyAdele), file([adele], onlyAdele));
  expect(report.verdict).toBe("unchanged");
  expect(changes(report)).toEqual([]);
});

test("without names everything reads as before", async () => {
  const report = await review(file([adele], ""), file([adele, alex], ""));
  expect(changes(report)).toContain(`signs-in | added | ${alex}`);
});

test("who signs in where an integration is closed at once: ids with names, in the refusal's sentence too", async () => {
  const report = await review(file([], onlyAdele), file([adele], onlyAdele));
  const [finding] = report.findings.filter(({ rule }) => rule === "sign-in-closed-at-once");
  expect(finding?.message.en).toContain(`${adele} ("Adele Vance", a name that is new in the review)`);
  expect(printed(report, "sarif").replaceAll('\\"', '"')).toContain(`${adele} ("Adele Vance", a name`);
});
