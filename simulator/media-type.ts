/** What a request says of its body: a service reads only what is declared as what it takes. */

function mediaType(contentType: string | undefined): string {
  return contentType?.split(";")[0]?.trim().toLowerCase() ?? "";
}

/** True for JSON, with or without parameters. */
export function isJson(contentType: string | undefined): boolean {
  return mediaType(contentType) === "application/json";
}

/** True for an HTML form, which is how a token is asked for (RFC 6749 section 4.4.2). */
export function isForm(contentType: string | undefined): boolean {
  return mediaType(contentType) === "application/x-www-form-urlencoded";
}
