/** Names that begin with the integration's, so that a rename alone is no difference. */
import { orderedBy } from "../../components/order.ts";

/** `mailgates-2026-11-21` → `2026-11-21` for mailgates; a name of another form stays. */
export function relativeName(name: string, integration: string): string {
  return name.startsWith(`${integration}-`) ? name.slice(integration.length + 1) : name;
}

/** Ids that the recorder makes of names (`object:mailgates-principal`), without the integration's name; everything else as it is. */
export function relativeValue(value: unknown, integration: string): unknown {
  if (typeof value === "string") return value.replaceAll(`:${integration}-`, ":~");
  if (Array.isArray(value)) return value.map((item) => relativeValue(item, integration));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(orderedBy(([key]) => key))
      .map(([key, inner]) => [key, relativeValue(inner, integration)]),
  );
}
