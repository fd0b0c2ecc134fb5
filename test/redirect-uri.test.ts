import { describe, expect, test } from "vitest";
import { redirectUriFault } from "../components/redirect-uri.ts";

describe("what Entra takes as a web redirect URI", () => {
  test.each([
    "https://contoso.example/callback",
    "https://contoso.example/",
    "https://contoso.example/a?b=c",
    "http://localhost/myapps/",
    "http://127.0.0.1:8080/callback",
    "https://login.microsoftonline.com/common/oauth2/nativeclient",
  ])("%s", (uri) => expect(redirectUriFault(uri)).toBeUndefined());

  test.each([
    ["http://contoso.example/", "begins with http://; only https:// is accepted (http:// for localhost alone)"],
    ["https://*.contoso.example/", "has a wildcard; write every URI out in full"],
    ["https://contoso.example/#a", "has a fragment (#); leave it out"],
    // IBM's own sample, decoded once: %2m for %2Fm
    ["http://localhost/%2myapps/", "has a broken escape (% without two hex digits)"],
    ["https://contoso.example", "has no path; end it with / or a path, Entra compares to the letter"],
    ["http://[::1]/callback", "begins with http://; only https:// is accepted (http:// for localhost alone)"],
    ["https://[::1]/callback", "names [::1]; write 127.0.0.1"],
    ["https://contoso.example/(a)", 'holds the character "(", which Entra refuses'],
    ["contoso.example/callback", "has no scheme; write https://contoso.example/callback"],
    ["/callback", "is not an absolute URI; write it as https://host/path"],
    ["urn:ietf:wg:oauth:2.0:oob", "begins with urn:; only https:// is accepted (http:// for localhost alone)"],
    [`https://contoso.example/${"a".repeat(240)}`, "has 264 characters; Entra takes at most 256"],
  ])("%s is refused", (uri, fault) => expect(redirectUriFault(uri)).toBe(fault));
});
