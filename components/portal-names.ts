/** What the portal calls a permission, in English or Japanese, as the name that the file wants. */
import { apis, type Kind, mayBeAsked } from "../catalog/apis.ts";
import { permissionsCalled } from "../catalog/portal-names.ts";

/** The permission of this API and kind that the portal calls so; undefined where it calls none so, or several. */
export function permissionByDisplayName(api: string, kind: Kind, displayName: string): string | undefined {
  const known = apis.find((candidate) => candidate.displayName === api);
  const called = spellings(displayName).flatMap((spelling) => permissionsCalled(spelling));
  const names = [...new Set(called)].filter((name) =>
    known?.[kind].some((permission) => permission.value === name && mayBeAsked(known, permission)),
  );
  return names.length === 1 ? names[0] : undefined;
}

/** The portal's Japanese has changed between `…を読み取る` and `…の読み取り` over the years, and so with other verbs. */
function spellings(displayName: string): readonly string[] {
  const text = displayName.normalize("NFKC").trim();
  return [
    text,
    text.replace(/を読み取る$/, "の読み取り"),
    text.replace(/の読み取り$/, "を読み取る"),
    text.replace(/を送信する$/, "の送信"),
    text.replace(/の送信$/, "を送信する"),
    text.replace(/の読み取りと書き込み$/, "を読み書きする"),
    text.replace(/を読み書きする$/, "の読み取りと書き込み"),
    text.replace(/の管理$/, "を管理する"),
    text.replace(/を管理する$/, "の管理"),
  ];
}
