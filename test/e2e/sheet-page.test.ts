/** A sheet's page in a real browser. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import axe from "axe-core";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sheetPage } from "../../operate/handover/page.ts";
import { browserPath, launched, skippedBecause } from "../chromium.ts";
import { madeSheet, names } from "../handover/made-sheet.ts";

describe.skipIf(browserPath === undefined)(`the page of a sheet in a browser${skippedBecause}`, () => {
  const folder = mkdtempSync(join(tmpdir(), "page-"));
  let browser: Browser;
  beforeAll(async () => {
    browser = await launched();
    for (const name of names) writeFileSync(join(folder, `${name}.html`), sheetPage(madeSheet(name)));
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const address = (name: string) => pathToFileURL(join(folder, `${name}.html`)).href;

  /** @returns the page, what it asked for beside itself, and what went wrong in it */
  async function opened(name: string, options: BrowserContextOptions = {}) {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    const [asked, wrong]: [string[], string[]] = [[], []];
    page.on("request", (request) => asked.push(request.url()));
    page.on("pageerror", (error) => wrong.push(String(error)));
    page.on("console", (message) => wrong.push(message.text()));
    await page.goto(address(name));
    return { context, page, asked, wrong };
  }
  const width = (page: Page) => page.evaluate<number>("document.documentElement.scrollWidth");

  test.each(names)(
    "%s: no request, no error, nothing beyond 360 pixels, nothing serious to axe, light and dark",
    async (name) => {
      for (const colorScheme of ["light", "dark"] as const) {
        // axe is put into the page, which its policy forbids to everybody else.
        const { context, page, asked, wrong } = await opened(name, {
          colorScheme,
          viewport: { width: 360, height: 800 },
        });
        expect({ asked, wrong }).toEqual({ asked: [address(name)], wrong: [] });
        expect(await width(page)).toBe(360);
        for (const part of await page.locator("details").all())
          await part.evaluate((details) => details.setAttribute("open", ""));
        expect(await width(page)).toBe(360);
        await page.evaluate(axe.source);
        const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run());
        const grave = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
        expect(grave.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
        await context.close();
      }
    },
  );

  test("ticks are there again when the page is opened again, and not on the sheet of the next credential", async () => {
    const { context, page } = await opened("app-connect");
    const box = page.locator("input[data-tick]").first();
    await box.check();
    expect(await page.locator(".progress p").textContent()).toMatch(/^1 of \d+ ticked$/);
    await page.reload();
    expect(await box.isChecked()).toBe(true);
    const next = { ...madeSheet("app-connect"), key: "tenant/app-connect/2027-03-01" };
    writeFileSync(join(folder, "next.html"), sheetPage(next));
    await page.goto(address("next"));
    expect(await page.locator("input[data-tick]:checked").count()).toBe(0);
    await page.goto(address("app-connect"));
    await page.locator(".progress button").click();
    await page.reload();
    expect(await box.isChecked()).toBe(false);
    await context.close();
  });

  test("a button copies a value to the letter, and says so", async () => {
    const { context, page } = await opened("servicenow");
    await page.evaluate("navigator.clipboard.writeText = async (text) => { globalThis.copied = text; }");
    const field = page.getByRole("button", { name: "Copy: Token URL" });
    await field.click();
    expect(await page.evaluate(() => (globalThis as unknown as { copied: string }).copied)).toBe(
      "https://login.microsoftonline.com/11111111-1111-1111-1111-111111111111/oauth2/v2.0/token",
    );
    expect(await field.textContent()).toBe("Copied");
    await context.close();
  });

  test("print is A4, leaves the buttons out and opens what is folded", async () => {
    const { context, page } = await opened("teamconnect");
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
    expect(pdf).toMatch(/\/MediaBox \[0 0 59[45][.\d]* 84[12][.\d]*\]/);
    await page.emulateMedia({ media: "print" });
    expect(await page.locator(".copy:visible").count()).toBe(0);
    expect(await page.locator("details:not([open])").count()).toBe(0);
    await context.close();
  });

  test("without script it is whole: every value and box is there", async () => {
    const { context, page } = await opened("servicenow", { javaScriptEnabled: false });
    expect(await page.locator("input[type=checkbox]").count()).toBeGreaterThan(20);
    expect((await page.locator("text=QyKx9").count()) + (await page.locator(".form code").count())).toBeGreaterThan(10);
    expect(await page.locator(".progress").isVisible()).toBe(false);
    await context.close();
  });
});
