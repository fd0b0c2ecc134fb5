/** The browser of this machine, for what only a browser can try. Nothing is downloaded: without one the tests are skipped. */
import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

const candidates = [
  process.env.CHROME_PATH,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/opt/google/chrome/chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** Where the browser is; undefined: there is none. */
export const browserPath = candidates.find((path) => path !== undefined && existsSync(path));

/** Why a test is skipped, for its title; empty where it is not. */
export const skippedBecause =
  browserPath === undefined ? " [skipped: no Chromium or Chrome here; set CHROME_PATH]" : "";

/** Starts the browser without a window. */
export function launched(): Promise<Browser> {
  // As root, as in a container, its own sandbox cannot start; what it opens is ours alone.
  const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  return chromium.launch({ executablePath: browserPath ?? "", args });
}
