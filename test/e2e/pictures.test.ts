/**
 * The status and the end of an authorization in a real browser: light and dark, on a narrow screen, on paper. What a sheet
 * does there is in sheet-page.test.ts. No engine runs here.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseTenant, type Tenant } from "../../components/settings.ts";
import { arrivalPage } from "../../operate/authorize/listener.ts";
import { sheetPage } from "../../operate/handover/page.ts";
import { statusPage } from "../../operate/status/page.ts";
import { credentialStatuses } from "../../operate/status/standing.ts";
import { browserPath, launched, skippedBecause } from "../chromium.ts";
import { madeSheet, names } from "../handover/made-sheet.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const dev = parseTenant(readFileSync("tenants/dev.yaml", "utf8"), "tenants/dev.yaml");

/** A tenant in which every standing is to be seen, with the longest names that the file takes. */
function everyStanding(): Tenant {
  const { teamconnect, mailgates, ...others } = dev.integrations;
  if (!teamconnect || !mailgates) throw new Error("dev.yaml has changed");
  const first = { issued: "2026-11-21", expires: "2027-05-15" };
  const second = { issued: "2027-02-19", expires: "2027-08-13" };
  const long = `integration-with-a-name-of-forty-letters`;
  return {
    ...dev,
    integrations: {
      ...others,
      mailgates,
      teamconnect: { ...teamconnect, credentials: [first, second] },
      [long]: { ...teamconnect, credentials: [first, { ...second, confirmed: "2027-03-01" }] },
      ended: { ...teamconnect, credentials: [{ ...first, expires: "2027-01-01" }] },
      resting: { ...teamconnect, suspended: { since: "2027-01-01", reason: "contract ends" } },
      leaving: { ...teamconnect, leaving: true },
    },
  };
}

function status(tenant: Tenant, today: string): string {
  const verified = [{ integration: "mailgates", issued: "2026-11-21", at: `${today}T07:00:00Z`, fine: false }];
  const place = { stack: "dev", file: "tenants/dev.yaml" };
  const statuses = credentialStatuses(place, tenant, today, verified);
  return statusPage([{ ...place, domain: tenant.domain, today, disposable: true, statuses }]);
}

const pages: Readonly<Record<string, () => string>> = {
  "the status, nothing due": () => status(dev, "2026-11-21"),
  "the status, every standing": () => status(everyStanding(), "2027-03-10"),
  "the end of an authorization": () => arrivalPage(undefined),
};

/** Pixels between the margins of A4: the status lies across. */
const paper = { across: 1046, upright: 680 } as const;

interface Finding {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

/** What axe-core finds that keeps somebody from reading or using the page. */
async function seriousFindings(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const { violations } = (await page.evaluate(
    "axe.run(document, { resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })",
  )) as { readonly violations: readonly Finding[] };
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes[0]?.html} (${nodes.length}): ${nodes[0]?.failureSummary}`);
}

/** Elements that stick out of the page to the right, apart from what scrolls by itself. */
const sticksOut = `(() => {
  const width = document.documentElement.clientWidth;
  const scrolls = (element) => element !== null && (/(auto|scroll)/.test(getComputedStyle(element).overflowX) || scrolls(element.parentElement));
  return [...document.body.querySelectorAll("*")]
    .filter((element) => element.getBoundingClientRect().right > width + 1 && !scrolls(element.parentElement) && !scrolls(element))
    .map((element) => element.outerHTML.slice(0, 120));
})()`;

describe.skipIf(browserPath === undefined)(`the pages, in a browser${skippedBecause}`, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launched();
  });
  afterAll(() => browser?.close());

  async function shown(html: string, colorScheme: "light" | "dark", width = 1200): Promise<[Page, string[]]> {
    const context = await browser.newContext({ colorScheme, viewport: { width, height: 800 } });
    const page = await context.newPage();
    const requests: string[] = [];
    await page.route("**", (route) => {
      const url = route.request().url();
      if (url === "http://sheet.test/") return route.fulfill({ body: html, contentType: "text/html; charset=utf-8" });
      requests.push(url);
      return route.abort();
    });
    page.on("pageerror", (error) => requests.push(`error: ${error.message}`));
    await page.goto("http://sheet.test/");
    return [page, requests];
  }

  describe.each(Object.keys(pages))("%s", (name) => {
    const html = (pages[name] as () => string)();

    test.each(["light", "dark"] as const)(
      "%s: axe-core finds nothing serious, and nothing is asked for",
      async (mode) => {
        const [page, requests] = await shown(html, mode);
        expect(await seriousFindings(page)).toEqual([]);
        expect(requests.filter((url) => !url.endsWith("/favicon.ico"))).toEqual([]);
        await page.context().close();
      },
    );

    test("360 pixels wide, all of it can be read without moving the page sideways", async () => {
      const [page] = await shown(html, "light", 360);
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(360);
      expect(await page.evaluate(sticksOut)).toEqual([]);
      await page.context().close();
    });

    test("on A4 nothing is cut off", () => printed(html, paper.across));
  });

  test.each(names)("the sheet of %s: on A4 nothing is cut off", (name) =>
    printed(sheetPage(madeSheet(name)), paper.upright),
  );

  async function printed(html: string, width: number) {
    const [page] = await shown(html, "light", width);
    await page.emulateMedia({ media: "print" });
    expect(await page.evaluate(sticksOut)).toEqual([]);
    const pdf = await page.pdf({ preferCSSPageSize: true });
    expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
    await page.context().close();
  }
});
