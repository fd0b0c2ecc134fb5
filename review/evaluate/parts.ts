/** What of a tenant's file has to be evaluated again once it has changed. */
import { isDeepStrictEqual } from "node:util";

/** A tenant's file before and after with the integrations that changed and one that did not, as text. */
export interface Parts {
  readonly before: string;
  readonly after: string;
}

type Data = Readonly<Record<string, unknown>>;

function isData(value: unknown): value is Data {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A file's integrations apart; undefined where it is not in that form. */
function read(data: unknown): { readonly shared: Data; readonly integrations: Data } | undefined {
  if (!isData(data)) return undefined;
  const { integrations, ...shared } = data;
  return isData(integrations) ? { shared, integrations } : undefined;
}

function vendorOf(integration: unknown): unknown {
  return isData(integration) ? integration.vendor : undefined;
}

/**
 * The parts of a change; undefined where the whole has to be evaluated: more than the integrations differs, or as much of
 * them that a part saves nothing.
 * @param before the file as data, likewise `after`; undefined where it could not be read
 */
export function partsOf(before: unknown, after: unknown): Parts | undefined {
  const [former, now] = [read(before), read(after)];
  if (!former || !now || !isDeepStrictEqual(former.shared, now.shared)) return undefined;
  const names = [...new Set([...Object.keys(former.integrations), ...Object.keys(now.integrations)])];
  const differs = (name: string) => !isDeepStrictEqual(former.integrations[name], now.integrations[name]);
  const [changed, same] = [names.filter(differs), names.filter((name) => !differs(name))];
  if (same.length < changed.length) return undefined;
  // Of a vendor that changes: it asks the tenant for what that one asks for.
  const vendors = changed.map((name) => vendorOf(now.integrations[name] ?? former.integrations[name]));
  const beside = same.find((name) => vendors.includes(vendorOf(now.integrations[name]))) ?? same[0];
  if (beside === undefined) return undefined;
  const taken = new Set([...changed, beside]);
  // JSON is YAML.
  const part = ({ shared, integrations }: NonNullable<typeof now>) =>
    JSON.stringify({
      ...shared,
      integrations: Object.fromEntries(Object.entries(integrations).filter(([name]) => taken.has(name))),
    });
  return { before: part(former), after: part(now) };
}
