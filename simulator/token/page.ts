/**
 * The pages that a person sees: sign-in, second factor, consent, refusal. Plain HTML that works without a script and with a
 * keyboard, and says on each page that nothing of it is Microsoft's.
 */
import { createHash } from "node:crypto";

/** A text with what HTML gives a meaning made harmless. */
function text(value: string): string {
  const entities: Readonly<Record<string, string>> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#39;",
  };
  return value.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

const style = `
:root{color-scheme:light}
body{margin:0;background:#f3f2f1;color:#1b1a19;font:16px/1.5 system-ui,sans-serif}
.note{margin:0;padding:.75rem 1rem;background:#5c2d91;color:#fff;text-align:center}
main{max-width:28rem;margin:2rem auto;padding:2rem;background:#fff;border:1px solid #c8c6c4}
h1{font-size:1.5rem;line-height:1.25;margin:0 0 1rem;overflow-wrap:anywhere}
label,legend{font-weight:600}label{display:block;margin-top:1rem}
label.tick{display:flex;gap:.5rem;align-items:flex-start;font-weight:400}
input:not([type=checkbox]){box-sizing:border-box;width:100%;padding:.5rem;border:1px solid #605e5c;font:inherit}
button{margin:1.5rem .5rem 0 0;padding:.5rem 1.25rem;border:2px solid #0b5cad;background:#0b5cad;color:#fff;font:inherit;cursor:pointer}
button.other{background:#fff;color:#0b5cad}
:focus-visible{outline:3px solid #1b1a19;outline-offset:2px}
[role=alert]{padding:.5rem .75rem;border-left:4px solid #a4262c;background:#fdf3f4;overflow-wrap:anywhere}
.hint{color:#484644;font-size:.9rem}code{overflow-wrap:anywhere}li{overflow-wrap:anywhere}
`;

/** The script that sends a form on: only where the answer goes by `form_post`. */
const sendOn = "document.forms[0].submit()";

function hashOf(source: string): string {
  return `'sha256-${createHash("sha256").update(source).digest("base64")}'`;
}

/** Headers of every page: nothing is loaded, framed or kept. */
export const pageHeaders: Readonly<Record<string, string>> = {
  "Content-Type": "text/html; charset=utf-8",
  "Cache-Control": "no-store, no-cache",
  "Content-Security-Policy": `default-src 'none'; style-src ${hashOf(style)}; script-src ${hashOf(sendOn)}; base-uri 'none'; frame-ancestors 'none'`,
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
};

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text(title)} – simulated tenant</title>
<style>${style}</style>
</head>
<body>
<p class="note" role="note">Simulated tenant on this machine. This is not Microsoft: type no password that you use anywhere.</p>
<main>
<h1>${text(title)}</h1>
${body}
</main>
</body>
</html>
`;
}

function hidden(fields: Readonly<Record<string, string>>): string {
  return Object.entries(fields)
    .map(([name, value]) => `<input type="hidden" name="${text(name)}" value="${text(value)}">`)
    .join("\n");
}

function alert(fault: string | undefined): string {
  return fault === undefined ? "" : `<p role="alert" id="fault">${text(fault)}</p>`;
}

/** What every form carries: where it goes, and the sealed request that it belongs to. */
export interface FormTarget {
  readonly action: string;
  readonly ticket: string;
}

/** Name and password. */
export function signInPage(
  target: FormTarget,
  shown: {
    readonly application: string;
    readonly name: string;
    readonly fault?: string | undefined;
    readonly hint: string;
  },
): string {
  const described = shown.fault === undefined ? "hint" : "fault hint";
  return page(
    "Sign in",
    `<p>to continue to <strong>${text(shown.application)}</strong></p>
${alert(shown.fault)}
<form method="post" action="${text(target.action)}">
${hidden({ ticket: target.ticket })}
<label for="username">User name</label>
<input id="username" name="username" type="email" autocomplete="username" required value="${text(shown.name)}" aria-describedby="${described}"${shown.name === "" ? " autofocus" : ""}>
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required aria-describedby="${described}"${shown.name === "" ? "" : " autofocus"}>
<p class="hint" id="hint">${text(shown.hint)}</p>
<button type="submit">Sign in</button>
</form>`,
  );
}

/** The second factor. */
export function secondFactorPage(
  target: FormTarget,
  shown: { readonly user: string; readonly fault?: string | undefined; readonly hint: string },
): string {
  return page(
    "Enter the code",
    `<p>${text(shown.user)} signs in with a second factor.</p>
${alert(shown.fault)}
<form method="post" action="${text(target.action)}">
${hidden({ ticket: target.ticket })}
<label for="code">Code</label>
<input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" required autofocus aria-describedby="hint">
<p class="hint" id="hint">${text(shown.hint)}</p>
<button type="submit">Verify</button>
</form>`,
  );
}

/** What is asked, of which API. */
export interface ShownPermission {
  readonly api: string;
  readonly name: string;
  /** True for an application permission: nobody need be signed in. */
  readonly application: boolean;
}

/** What an application asks to be allowed. */
export function consentPage(
  target: FormTarget,
  shown: {
    readonly application: string;
    readonly user: string;
    readonly permissions: readonly ShownPermission[];
    /** Everybody, a person, or a person who may also decide for everybody. */
    readonly for: "everybody" | "person" | "choice";
  },
): string {
  const items = shown.permissions.map(
    ({ api, name, application }) =>
      `<li><strong>${text(name)}</strong>, ${text(api)}${application ? ", with no person signed in" : ""}</li>`,
  );
  const everybody =
    shown.for === "choice"
      ? `<label class="tick"><input type="checkbox" name="everybody" value="on"> Consent on behalf of your organization</label>`
      : "";
  const whom = shown.for === "everybody" ? "Review for your organization" : "This app would like to:";
  return page(
    "Permissions requested",
    `<p><strong>${text(shown.application)}</strong> asks ${text(shown.user)}.</p>
<p id="whom">${whom}</p>
<ul aria-labelledby="whom">
${items.join("\n")}
</ul>
<form method="post" action="${text(target.action)}">
${hidden({ ticket: target.ticket })}
${everybody}
<div><button type="submit" name="decision" value="accept">Accept</button>
<button class="other" type="submit" name="decision" value="cancel">Cancel</button></div>
</form>`,
  );
}

/** What only an administrator can allow. The text is Entra's, with its code. */
export function approvalPage(
  target: FormTarget,
  shown: { readonly application: string; readonly fault: string },
): string {
  return page(
    "Need admin approval",
    `<p><strong>${text(shown.application)}</strong> needs permission to access resources in your organization that only an admin can grant. Please ask an admin to grant permission to this app before you can use it.</p>
${alert(shown.fault)}
<form method="post" action="${text(target.action)}">
${hidden({ ticket: target.ticket })}
<button class="other" type="submit" name="decision" value="cancel">Return to the application without granting consent</button>
</form>`,
  );
}

/** A refusal that goes to the person, since it may not go to the application. */
export function refusalPage(title: string, fault: string): string {
  const lines = fault.split("\r\n").map(text);
  return page(title, `<p role="alert">${lines[0]}</p>\n<p class="hint">${lines.slice(1).join("<br>")}</p>`);
}

/** The end of a sign-out. */
export function signedOutPage(): string {
  return page("You signed out", "<p>You can close this window.</p>");
}

/** An answer to the application by `response_mode=form_post`. */
export function sendOnPage(action: string, fields: Readonly<Record<string, string>>): string {
  return page(
    "Continue",
    `<form method="post" action="${text(action)}">
${hidden(fields)}
<noscript><button type="submit">Continue to the application</button></noscript>
</form>
<script>${sendOn}</script>`,
  );
}
