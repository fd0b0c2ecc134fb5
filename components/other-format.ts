/** Files that hold no YAML at all: what a program saved, downloaded or checked out in the place of one. */

const binary: readonly (readonly [begins: string, is: string])[] = [
  ["PK\u0003\u0004", "is a zip archive (so are .docx and .xlsx), no text; save the text itself, as UTF-8"],
  ["%PDF-", "is a PDF, no text; copy the text into a file of its own"],
  ["\u001f\u008b", "is compressed (gzip), no text; unpack it first"],
  ["\u00d0\u00cf\u0011\u00e0", "is a document of Word or Excel, no text; save the text itself, as UTF-8"],
  ["\u0089PNG", "is a picture, no text; write the text itself"],
  ["\u00ff\u00fe\u0000\u0000", "is UTF-32; save it as UTF-8"],
  ["\u0000\u0000\u00fe\u00ff", "is UTF-32; save it as UTF-8"],
];

/** What the bytes are by their beginning; undefined for what may be text. */
export function otherFormat(bytes: Buffer): string | undefined {
  const head = bytes.subarray(0, 8).toString("latin1");
  return binary.find(([begins]) => head.startsWith(begins))?.[1];
}

const texts: readonly (readonly [begins: RegExp, is: string])[] = [
  [/^\{\\rtf/, "is rich text (RTF) of a word processor; save it as plain text, UTF-8"],
  [
    /^\s*<(?:!doctype|html|head|body)\b/i,
    "is a page of HTML, saved in the place of the file (a sign-in, an error, a viewer); copy the file's own text",
  ],
  [/^\s*<\?xml\b/i, "is XML; a file here is YAML: copy tenants/dev.yaml and change it"],
  [/^version https:\/\/git-lfs\.github\.com\//, "is a pointer of Git LFS; fetch the file itself: git lfs pull"],
  [
    /^\s*\[[\w.-]+\]\s*\r?\n\s*[\w.-]+\s*=/,
    "is TOML or an .ini; a file here is YAML: `key: value`, and two blanks below a key",
  ],
];

/** What a text is in place of YAML; undefined for one that may be some. */
export function otherText(text: string): string | undefined {
  return texts.find(([begins]) => begins.test(text))?.[1];
}
