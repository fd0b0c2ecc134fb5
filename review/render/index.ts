/** Every way of printing a report. */
import type { Report } from "../report.ts";

/** How a report is printed. */
export type Format = "text" | "markdown" | "json" | "sarif";

/** What a renderer may be asked for. */
export interface RenderOptions {
  readonly lang: "en" | "ja";
  /** True on a terminal. */
  readonly colour: boolean;
}

/** Prints a report. Ends in a line feed. */
export function render(report: Report, _format: Format, _options: RenderOptions): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}
