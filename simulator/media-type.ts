/** What a request says of its body: a service reads only what is declared as what it takes. */

const mediaType = (contentType: string | undefined): string => contentType?.split(";")[0]?.trim().toLowerCase() ?? "";

/** True for JSON, with or without parameters. */
export const isJson = (contentType: string | undefined): boolean => mediaType(contentType) === "application/json";

/** True for an HTML form, which is how a token is asked for (RFC 6749 section 4.4.2). */
export const isForm = (contentType: string | undefined): boolean =>
  mediaType(contentType) === "application/x-www-form-urlencoded";
