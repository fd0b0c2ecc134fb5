/** Where in the tenant's file a finding stands. */
import { locate, parseYaml } from "../../components/settings-yaml.ts";
import type { Report } from "../report/index.ts";

/** `integrations.mailgates.exceptions[2]` → its keys; a key in between may hold spaces. */
function keysOf(path: string): (string | number)[] {
  return path.split(".").flatMap((part) => {
    const [key = "", ...indexes] = part.split("[");
    return [key, ...indexes.map((index) => Number.parseInt(index, 10))];
  });
}

/** The report with a line at every finding whose place the file has. */
export function withLines(report: Report, text: string): Report {
  const { document, lines } = parseYaml(text);
  const findings = report.findings.map((finding) => {
    const line = finding.path === "" ? undefined : locate(document, lines, keysOf(finding.path));
    return line === undefined ? finding : { ...finding, line };
  });
  return { ...report, findings };
}
