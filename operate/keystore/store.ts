/** A vendor's key store: which format, and its bytes. */
import { randomBytes } from "node:crypto";
import { extname } from "node:path";
import type { KeyStore } from "../../components/definition.ts";
import { javaKeyStore, type KeyEntry } from "./jks.ts";
import { pkcs12Store } from "./pkcs12.ts";

export type StoreFormat = "jks" | "pkcs12";

const byExtension: Readonly<Record<string, StoreFormat>> = { ".jks": "jks", ".p12": "pkcs12", ".pfx": "pkcs12" };

/** What a format is called. */
export const formatNames: Readonly<Record<StoreFormat, string>> = { jks: "JKS", pkcs12: "PKCS #12" };

/** The format that a file's name says, else the vendor's, else PKCS #12, which most programs take. */
export function formatOf(file: string, wanted: KeyStore | undefined): StoreFormat {
  return byExtension[extname(file).toLowerCase()] ?? wanted?.format ?? "pkcs12";
}

/** The store's bytes; store and key have one password. */
export function storeBytes(format: StoreFormat, entry: KeyEntry, password: string): Buffer {
  return format === "jks"
    ? javaKeyStore(entry, { store: password, key: password }, { salt: randomBytes(20), now: Date.now() })
    : pkcs12Store(entry, password, { salt: randomBytes(16) });
}
