import { redirectsAsked, registeredUri, templatesOf } from "../../components/asked.ts";
import type { SingleRule } from "./rule.ts";

/** True for a host of the template's form, the instance's name aside. Where the page prints no host of its own, any is. */
function isOnHost(uri: string, template: string): boolean {
  if (!template.includes("{instance}")) return registeredUri(template) === uri;
  if (!URL.canParse(uri)) return false;
  const [before = "", after = ""] = template
    .replace(/^[a-z]+:\/\//, "")
    .replace(/\/.*$/, "")
    .split("{instance}");
  const { host } = new URL(uri);
  const instance = host.slice(before.length, host.length - after.length);
  if (before === "" && after === "") return true;
  return host === `${before}${instance}${after}` && /^[a-z0-9-]+$/.test(instance);
}

/** Judged only where the vendor's page prints the form of its URIs. */
export const redirectHost: SingleRule = {
  name: "redirect-host",
  level: "warn",
  pack: "integration",
  shape: "single",
  sentence: "{subject} is not on a host of the form that the vendor's page prints ({template}).",
  remedy: "Correct the host; if it is right, ask the vendor for it in writing.",
  source: "Zero Trust Assessment 21885, 21888",
  check({ integration, definition }) {
    return integration.redirectUris.flatMap(({ platform, uri }) => {
      const asked = redirectsAsked(definition?.redirectUris ?? { from: "nowhere" }).filter(
        (one) => one.platform === platform,
      );
      const templates = asked.flatMap((one) => templatesOf(one));
      // What the customer types for the platform has no form.
      if (asked.some(({ from }) => from === "redirectUris") || templates.length === 0) return [];
      if (templates.some((template) => isOnHost(uri, template))) return [];
      const path = asked.some(({ from }) => from === "variants") ? "redirectVariant" : "instances";
      return [{ subject: uri, path, values: { template: templates.join(", ") } }];
    });
  },
};
