/** Ids that Graph builds from others: the GUIDs' bytes in .NET order, base64url. */

/** The 16 bytes of a GUID as .NET lays them out: the first three groups little-endian. */
function guidBytes(guid: string): Buffer {
  const hex = Buffer.from(guid.replaceAll("-", ""), "hex");
  const order = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15];
  return Buffer.from(order.map((index) => hex.at(index) ?? 0));
}

/** GUIDs run together as one id: `base64url(bytes of each)`. */
export function joinedId(...guids: readonly string[]): string {
  return Buffer.concat(guids.map(guidBytes)).toString("base64url");
}
