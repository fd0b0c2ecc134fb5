/** Who can use what an application holds by itself, in both languages. */
import type { FederatedTrust } from "../../components/resolved-integration.ts";
import type { Holder } from "../report/reach.ts";
import { listedEn } from "./list-en.ts";

/** Somebody, and not nobody. */
type Somebody = Exclude<Holder, { readonly is: "nobody" }>;

function trustEn({ issuer, subject }: FederatedTrust): string {
  return `gets a token of ${issuer} for ${subject}`;
}

/** What goes before "can". */
export function holderEn(who: Somebody): string {
  switch (who.is) {
    case "federated":
      return who.trusts.length === 0
        ? "whoever the federated credential trusts"
        : `whoever ${listedEn(who.trusts.map(trustEn))}`;
    case "key elsewhere":
      return `whoever holds the private key of the certificate ${who.certificate}${who.holder === undefined ? "" : ` (${who.holder}, says the file)`}`;
    case "vendor":
      return `${who.product}, with its vendor's own application,`;
    case "secret":
    case "private key":
      return `whoever holds the ${who.is} typed into ${who.product}`;
  }
}

/** What goes before は. */
export function holderJa(who: Somebody): string {
  switch (who.is) {
    case "federated":
      return who.trusts.length === 0
        ? "フェデレーション資格情報が信頼する者"
        : `${who.trusts.map(({ issuer, subject }) => `${issuer} から ${subject} のトークン`).join("または ")}を取得できる者`;
    case "key elsewhere":
      return `証明書 ${who.certificate} の秘密鍵を持つ者${who.holder === undefined ? "" : `(設定ファイルによると ${who.holder})`}`;
    case "vendor":
      return `${who.product}(提供元のアプリケーション)`;
    case "secret":
    case "private key":
      return `${who.product} に入力された${who.is === "secret" ? "シークレット" : "秘密鍵"}を持つ者`;
  }
}
