/** A browser for the sign-in pages: it keeps cookies, fills forms, and stops where the application would take over. */
import { type Answer, origin, type Sandbox } from "./sandbox.ts";

/** The page or the application's address that a step led to. */
export interface Seen {
  readonly status: number;
  readonly html: string;
  /** Where the browser was sent; undefined on a page. */
  readonly location: URL | undefined;
  readonly headers: Headers;
}

/** What a person does. */
export interface Browser {
  open(path: string, params?: Record<string, string>): Promise<Seen>;
  /** Sends the form of the page last seen. */
  submit(fields: Record<string, string>): Promise<Seen>;
  /** Types name and password. */
  signIn(name: string, password?: string): Promise<Seen>;
}

export const passphrase = "simulated-tenant-only";

function attribute(html: string, pattern: RegExp): string {
  const found = pattern.exec(html)?.[1];
  if (found === undefined) throw new Error(`no ${pattern} in ${html}`);
  return found.replaceAll("&quot;", '"').replaceAll("&#39;", "'").replaceAll("&lt;", "<").replaceAll("&amp;", "&");
}

/** The fields of a page's hidden inputs. */
export function hiddenFields(html: string): Record<string, string> {
  const inputs = html.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g);
  return Object.fromEntries([...inputs].map(([, name = "", value = ""]) => [name, value.replaceAll("&amp;", "&")]));
}

export function browser(tenant: Sandbox): Browser {
  let cookie = "";
  let last = "";
  const seen = ({ status, headers, body }: Answer): Seen => {
    const set = headers.get("Set-Cookie");
    if (set) cookie = set.split(";")[0] ?? "";
    last = typeof body === "string" ? body : "";
    const location = headers.get("Location");
    return { status, html: last, location: location ? new URL(location, origin) : undefined, headers };
  };
  const headers = () => (cookie === "" ? {} : { Cookie: cookie });
  const submit: Browser["submit"] = async (fields) => {
    const action = attribute(last, /<form method="post" action="([^"]*)"/);
    return seen(await tenant.post(action, { ...hiddenFields(last), ...fields }, headers()));
  };
  return {
    open: async (path, params = {}) => seen(await tenant.open(`${path}?${new URLSearchParams(params)}`, headers())),
    submit,
    signIn: (name, password = passphrase) => submit({ username: `${name}@contoso.onmicrosoft.com`, password }),
  };
}

/** What went to the application in the address. */
export function sent({ location }: Seen): Record<string, string> {
  if (!location) throw new Error("the browser was not sent on");
  return Object.fromEntries(location.hash ? new URLSearchParams(location.hash.slice(1)) : location.searchParams);
}
