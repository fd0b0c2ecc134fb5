/** The one text that was meant where a map or a list stands: `{ type: Web, uri: https://… }`. */
export function textWithin(value: unknown): string | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const entries = Object.entries(value);
  const texts = entries.filter(([, one]) => typeof one === "string" && one !== "");
  const [named] = texts.filter(([key]) =>
    /^(?:ur[il]|value|name|id|address|e?mail|user|servicePrincipal|date)$/i.test(key),
  );
  const found = named ?? (texts.length === 1 && entries.length === 1 ? texts[0] : undefined);
  return found?.[1] as string | undefined;
}
