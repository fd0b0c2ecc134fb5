/** What the tenant's file says of one vendor's redirect URIs: the URIs themselves, or instances that give them. */
import { z } from "zod";
import { redirectsAsked, templatesOf, typedOn, variantsOf } from "./asked.ts";
import type { Platform, RedirectUrisOn, VendorDefinition } from "./definition.ts";
import { type EditorHints, hinted } from "./editor-hint.ts";
import { shown } from "./faults.ts";
import { redirectUriFault, redirectUriHints, shownUri, uriWithoutPathHints } from "./redirect-uri.ts";
import { checked, unique, wordOf } from "./settings-values.ts";
import { severalIn, severalWords } from "./several.ts";

/** An instance's name: one part of a host. */
const instanceForm = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
const isInstance = new RegExp(`^${instanceForm}$`);
/** What vendors' pages print where the customer's own name belongs. */
const instancePlaceholder = "^(?:your-?\\w*|instance|tenant|company|x{3,})$";

export const instanceHints: EditorHints = {
  name: "Instance",
  hints: [
    {
      not: instancePlaceholder,
      say: "A placeholder; write the first part of the instance's own host",
    },
    {
      is: instanceForm,
      say: "Not an instance's name; write the first part of its host alone, in small letters (contosodev)",
    },
  ],
};

/** The first part of an instance's host, as a person may write it: from the address bar, in other letters. */
function instanceFault(text: string, templates: readonly string[]): string | undefined {
  if (new RegExp(instancePlaceholder).test(text))
    return `${shown(text)} is a placeholder; write the first part of the instance's own host`;
  if (isInstance.test(text)) return undefined;
  const several = severalIn(text, () => false);
  if (several !== undefined) return `${shown(text)} holds several instances; write ${severalWords(several)}`;
  const [, host = ""] = /^(?:https?:\/\/)?([^/:?#]+)/i.exec(text.normalize("NFKC").trim()) ?? [];
  const [meant = "", ...rest] = host.toLowerCase().replace(/\.$/, "").split(".");
  // `https://{instance}.service-now.com/…`: an address of its own tells no instance.
  const ends = templates.flatMap((template) => /\{instance\}\.([\w.-]+)/.exec(template)?.[1] ?? []);
  if (
    rest.length > 0 &&
    ends.length > 0 &&
    !ends.some((end) => end.split(".").slice(-2)[0]?.replaceAll("-", "") === rest.at(-2)?.replaceAll("-", ""))
  )
    return `${shownUri(text)} is an address of another kind than <instance>.${ends[0]}; write the instance's name, which its own address begins with`;
  const slashed = text.split("/").filter((part) => part !== "");
  if (!host.includes(".") && slashed.length > 1 && slashed.every((part) => /^[a-z0-9-]+$/i.test(part)))
    return `${shown(text)} holds several instances; write ${severalWords(slashed.map((part) => part.toLowerCase()))}`;
  const what =
    host.includes(".") || text.includes("/") ? "an instance's address" : "an instance's name in other letters";
  if (isInstance.test(meant)) return `${shownUri(text)} is ${what}; write its first part alone: ${meant}`;
  return `${shown(text)} is not an instance's name; write the first part of its host (contosodev)`;
}

/** A host with its port. */
const hostForm = "[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\\d{1,5})?";

export const hostHints: EditorHints = {
  name: "Host",
  hints: [
    {
      is: hostForm,
      say: "Not a host alone; write it in small letters, with its port where it has one",
    },
  ],
};

/** A whole host, as a template takes it: in small letters, with its port where it has one. */
function hostFault(text: string): string | undefined {
  if (new RegExp(`^${hostForm}$`).test(text) && URL.canParse(`https://${text}/`)) {
    const fault = redirectUriFault(`https://${text}/`);
    return fault && `${shown(text)} ${fault}`;
  }
  const several = severalIn(text, () => false);
  if (several !== undefined) return `${shown(text)} holds several hosts; write ${severalWords(several)}`;
  const [, meant = ""] = /^(?:https?:\/\/)?([^/?#\s@]+)/i.exec(text.normalize("NFKC").trim()) ?? [];
  return new RegExp(`^${hostForm}$`, "i").test(meant)
    ? `${shownUri(text)} is not a host alone in small letters; write ${meant.toLowerCase()}`
    : `${shown(text)} is not a host; write the product's own (grafana.contoso.example)`;
}

function instancesInput(templates: readonly string[], instance: "host" | undefined) {
  return z
    .array(
      instance === "host"
        ? checked(z.string().meta(hinted(hostHints)), hostFault)
        : checked(z.string().meta(hinted(instanceHints)), (text) => instanceFault(text, templates)),
    )
    .min(1, "names no instance; at least 1 is asked")
    .meta(unique)
    .describe(
      `${instance === "host" ? "The hosts on which the customer reaches the product" : "The customer's instances"}; each gives ${templates.join(" and ")}`,
    );
}

const platformWords: Readonly<Record<Platform, string>> = {
  web: "web",
  spa: "single-page application",
  publicClient: "public client: mobile and desktop",
};

type Typed = Extract<RedirectUrisOn, { readonly from: "redirectUris" }>;

/** A public client takes schemes of its own, of which no pattern tells enough. */
function hintsOfUri({ platform, withoutPath }: { platform: Platform; withoutPath: boolean }) {
  if (platform === "publicClient") return {};
  return hinted(withoutPath ? uriWithoutPathHints : redirectUriHints);
}

/** The URIs that the customer types for one platform. */
function typedUris(product: string, { min, max, platform, withoutPath: may }: Typed) {
  const withoutPath = may === true;
  const count = min === max ? `${min}` : `${min} to ${max}`;
  return checked(
    z.array(
      checked(z.string().meta(hintsOfUri({ platform, withoutPath })), (uri) => {
        const fault = redirectUriFault(uri, { platform, withoutPath });
        return fault && `${shownUri(uri)} ${fault}`;
      }),
    ),
    (list) =>
      list.length < min || list.length > max
        ? `holds ${list.length} redirect ${list.length === 1 ? "URI" : "URIs"}; ${product}'s page asks for ${count}`
        : undefined,
  ).meta({ ...unique, description: `Redirect URIs (${platformWords[platform]}): ${count}` });
}

/** A list where the page has the customer type URIs for one platform, and a list a platform where for several. */
function typedInputs({ product, redirectUris: asked }: VendorDefinition): Record<string, z.ZodType> {
  const typed = typedOn(asked);
  const lists = typed.map((one) => {
    const uris = typedUris(product, one);
    return [one.platform, one.min === 0 ? uris.optional() : uris] as const;
  });
  const [[, only] = [undefined, undefined], ...others] = lists;
  if (only === undefined) return {};
  if (others.length === 0) return { redirectUris: only };
  const all = z.strictObject(Object.fromEntries(lists)).describe("Redirect URIs by the platform that takes them");
  return { redirectUrisOn: typed.every((one) => one.min === 0) ? all.optional() : all };
}

export function redirectInputs(definition: VendorDefinition): Record<string, z.ZodType> {
  const { redirectUris: asked } = definition;
  const all = redirectsAsked(asked);
  const named = templatesOf(asked).filter((template) => template.includes("{instance}"));
  const isHost = all.some((one) => "instance" in one && one.instance === "host");
  const variants = variantsOf(asked);
  const always =
    all.some(({ from }) => from === "instances") ||
    Object.values(variants).every(({ uris }) => uris.some((uri) => uri.includes("{instance}")));
  const instances = instancesInput(named, isHost ? "host" : undefined);
  return {
    ...(Object.keys(variants).length > 0 && { redirectVariant: wordOf(variants, "redirect variant") }),
    ...(named.length > 0 && { instances: always ? instances : instances.optional() }),
    ...typedInputs(definition),
  };
}
