/** Wrong files, each a small change of tenants/dev.yaml as somebody makes it, and every word that is said of it. */
import { vendors } from "../components/vendors/index.ts";
import { dev, rep, sec } from "./changed-dev-file.ts";
import { wrongValues } from "./wrong-values.ts";

const gu = "33333333-3333-3333-3333-333333333333";
const U = "https://contoso-mgf.cybermail.jp/oauth/callback";

/** Every vendor's word. */
const known = Object.keys(vendors).join(", ");

export const wrong: readonly (readonly [what: string, text: string, faults: readonly string[]])[] = [
  [
    "an owner: twice",
    rep("servicePrincipal: 55555555-5555-5555-5555-555555555555", `user: ${gu}`),
    ['tenant.owners[1] (line 8): "33333333-3333-3333-3333-333333333333" stands twice; remove one of them'],
  ],
  [
    "an owner: twice case",
    rep(
      "    - servicePrincipal: 55555555-5555-5555-5555-555555555555",
      `    - abcdef55-5555-5555-5555-555555555555\n    - ABCDEF55-5555-5555-5555-555555555555`,
    ),
    [
      'tenant.owners[2] (line 9): "ABCDEF55-5555-5555-5555-555555555555" stands twice, there as "abcdef55-5555-5555-5555-555555555555"; remove one of them',
    ],
  ],
  [
    "instances twice",
    rep("[contosodev]", "[contosodev, contosodev]"),
    ['servicenow · instances[1] (line 19): "contosodev" stands twice; remove one of them'],
  ],
  [
    "an instance: upper",
    rep("[contosodev]", "[ContosoDev]"),
    [
      'servicenow · instances[0] (line 19): "ContosoDev" is an instance\'s name in other letters; write its first part alone: contosodev',
    ],
  ],
  [
    "an instance: url",
    rep("[contosodev]", "[https://contosodev.service-now.com/]"),
    [
      'servicenow · instances[0] (line 19): "https://contosodev.service-now.com/" is an instance\'s address; write its first part alone: contosodev',
    ],
  ],
  [
    "an instance: host",
    rep("[contosodev]", "[contosodev.service-now.com]"),
    [
      'servicenow · instances[0] (line 19): "contosodev.service-now.com" is an instance\'s address; write its first part alone: contosodev',
    ],
  ],
  [
    "an instance: 1e3",
    rep("[contosodev]", "[1e3]"),
    ['servicenow · instances[0] (line 19): 1e3 is read as a number by YAML; quote it: "1e3"'],
  ],
  [
    "an instance: 'A, B'",
    rep("[contosodev]", "['contosodev, contosotest']"),
    [
      'servicenow · instances[0] (line 19): "contosodev, contosotest" holds several instances; write one list item each: [contosodev, contosotest]',
    ],
  ],
  [
    "a mailbox: twice",
    rep("legal-noreply@contoso.example", "TeamConnect@contoso.example"),
    [
      'teamconnect · mailboxes[1] (line 62): "TeamConnect@contoso.example" stands twice, there as "teamconnect@contoso.example"; remove one of them',
    ],
  ],
  [
    "a mailbox: SMTP:",
    rep("address: teamconnect@", "address: SMTP:teamconnect@"),
    [
      'teamconnect · mailboxes[0].address (line 61): "SMTP:teamconnect@contoso.example" is not an address alone; write teamconnect@contoso.example',
    ],
  ],
  [
    "a mailbox: mailto",
    rep("address: teamconnect@contoso.example", "address: 'mailto:teamconnect@contoso.example'"),
    [
      'teamconnect · mailboxes[0].address (line 61): "mailto:teamconnect@contoso.example" is not an address alone; write teamconnect@contoso.example',
    ],
  ],
  [
    "a mailbox: <>",
    rep("address: teamconnect@contoso.example", "address: 'TeamConnect <teamconnect@contoso.example>'"),
    [
      'teamconnect · mailboxes[0].address (line 61): "TeamConnect <teamconnect@contoso.example>" is not an address alone; write teamconnect@contoso.example',
    ],
  ],
  [
    "a mailbox: two in one",
    rep("address: teamconnect@contoso.example", "address: 'teamconnect@contoso.example; b@contoso.example'"),
    [
      'teamconnect · mailboxes[0].address (line 61): "teamconnect@contoso.example; b@contoso.example" holds several addresses; one entry each: teamconnect@contoso.example, b@contoso.example',
    ],
  ],
  [
    "cyrillic host",
    rep(U, "https://contoso-mgf.cybermаil.jp/oauth/callback"),
    [
      'mailgates · redirectUris[0] (line 41): "https://contoso-mgf.cybermаil.jp/oauth/callback" has letters in its host that are not what they look like (а is U+0430), to a browser contoso-mgf.xn--cybermil-66g.jp; type the host again in plain letters, or write its xn-- form if it is meant',
    ],
  ],
  [
    "zero width host",
    rep(U, "https://contoso-mgf\u200b.cybermail.jp/oauth/callback"),
    ["mailgates (line 41): holds invisible characters (U+200B) in line 41; delete them, or write the text again"],
  ],
  [
    "fullwidth host",
    rep(U, "https://contoso-mgf．cybermail．jp/oauth/callback"),
    [
      'mailgates · redirectUris[0] (line 41): "https://contoso-mgf．cybermail．jp/oauth/callback" has letters in its host that are not what they look like (． is U+FF0E), to a browser contoso-mgf.cybermail.jp; type the host again in plain letters, or write its xn-- form if it is meant',
    ],
  ],
  [
    "japanese host",
    rep(U, "https://日本語.jp/oauth/callback"),
    [
      'mailgates · redirectUris[0] (line 41): "https://日本語.jp/oauth/callback" has letters in its host that are not what they look like (日 is U+65E5, 本 is U+672C, 語 is U+8A9E), to a browser xn--wgv71a119e.jp; type the host again in plain letters, or write its xn-- form if it is meant',
    ],
  ],
  [
    "nonascii path",
    rep(U, "https://contoso-mgf.cybermail.jp/認証/callback"),
    [
      'mailgates · redirectUris[0] (line 41): "https://contoso-mgf.cybermail.jp/認証/callback" has letters that no URI has (認 is U+8A8D, 証 is U+8A3C); write them as a browser sends them: https://contoso-mgf.cybermail.jp/%E8%AA%8D%E8%A8%BC/callback',
    ],
  ],
  [
    "userinfo",
    rep(U, "https://admin:Passw0rd99@contoso-mgf.cybermail.jp/oauth/callback"),
    [
      'mailgates · redirectUris[0] (line 41): "https://…@contoso-mgf.cybermail.jp/oauth/callback" names a user before the host, who is no part of a redirect URI; write https://contoso-mgf.cybermail.jp/oauth/callback, and change that password if it is one',
    ],
  ],
  [
    "userinfo only user",
    rep(U, "https://admin@contoso-mgf.cybermail.jp/oauth/callback"),
    [
      'mailgates · redirectUris[0] (line 41): "https://…@contoso-mgf.cybermail.jp/oauth/callback" names a user before the host, who is no part of a redirect URI; write https://contoso-mgf.cybermail.jp/oauth/callback, and change that password if it is one',
    ],
  ],
  [
    "trailing dot",
    rep(U, "https://contoso-mgf.cybermail.jp./oauth/callback"),
    [
      'mailgates · redirectUris[0] (line 41): "https://contoso-mgf.cybermail.jp./oauth/callback" has a dot at the end of its host; leave it out, Entra compares to the letter',
    ],
  ],
  [
    "an IP literal: 4",
    rep(U, "https://10.0.0.5/oauth/callback"),
    [
      'mailgates · redirectUris[0] (line 41): "https://10.0.0.5/oauth/callback" names the address 10.0.0.5 in place of a host; write the host\'s name, for which it has a certificate',
    ],
  ],
  [
    "an IP literal: 4 dec",
    rep(U, "https://167772165/oauth/callback"),
    [
      'mailgates · redirectUris[0] (line 41): "https://167772165/oauth/callback" names the address 10.0.0.5 in place of a host; write the host\'s name, for which it has a certificate',
    ],
  ],
  [
    "an IP literal: 6",
    rep(U, "https://[2001:db8::1]/oauth/callback"),
    [
      'mailgates · redirectUris[0] (line 41): "https://[2001:db8::1]/oauth/callback" names the address [2001:db8::1] in place of a host; write the host\'s name, for which it has a certificate',
    ],
  ],
  [
    "safelink",
    rep(
      U,
      "https://apc01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fcontoso-mgf.cybermail.jp%2Foauth%2Fcallback&data=05%7C01&reserved=0",
    ),
    [
      "mailgates · redirectUris[0] (line 41): \"https://apc01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fcontoso-mgf.… is Outlook's Safe Link, not the vendor's address; write https://contoso-mgf.cybermail.jp/oauth/callback",
    ],
  ],
  [
    "proofpoint",
    rep(U, "https://urldefense.com/v3/__https://contoso-mgf.cybermail.jp/oauth/callback__;!!abc"),
    [
      "mailgates · redirectUris[0] (line 41): \"https://urldefense.com/v3/__https://contoso-mgf.cybermail.jp/oauth/callback__;… is Proofpoint's rewritten link, not the vendor's address; write https://contoso-mgf.cybermail.jp/oauth/callback",
    ],
  ],
  [
    "token query",
    rep(U, `${U}?code=0.AXoAabcdefgh12345&state=xyz`),
    [
      'mailgates · redirectUris[0] (line 41): "https://contoso-mgf.cybermail.jp/oauth/callback?code=…&state=xyz" carries code in its query, copied from somebody\'s sign-in; write https://contoso-mgf.cybermail.jp/oauth/callback, and revoke what it was',
    ],
  ],
  [
    "sig query",
    rep(U, `${U}?access_token=abcdefgh12345678901234567890`),
    [
      'mailgates · redirectUris[0] (line 41): "https://contoso-mgf.cybermail.jp/oauth/callback?access_token=…" carries access_token in its query, copied from somebody\'s sign-in; write https://contoso-mgf.cybermail.jp/oauth/callback, and revoke what it was',
    ],
  ],
  [
    "fragment token",
    rep(U, `${U}#access_token=abcdefgh`),
    [
      'mailgates · redirectUris[0] (line 41): "https://contoso-mgf.cybermail.jp/oauth/callback#access_token=…" carries access_token in its query, copied from somebody\'s sign-in; write https://contoso-mgf.cybermail.jp/oauth/callback, and revoke what it was',
    ],
  ],
  [
    "a redirect URI: twice",
    rep("https://contoso-mgf.cybermail.jp/admin/oauth/callback", U),
    [
      'mailgates · redirectUris[1] (line 42): "https://contoso-mgf.cybermail.jp/oauth/callback" stands twice; remove one of them',
    ],
  ],
  [
    "a redirect URI: twin case",
    rep("https://contoso-mgf.cybermail.jp/admin/oauth/callback", "https://contoso-mgf.cybermail.jp/OAuth/callback"),
    [
      'mailgates · redirectUris[1] (line 42): "https://contoso-mgf.cybermail.jp/OAuth/callback" differs from "https://contoso-mgf.cybermail.jp/oauth/callback" in letter case or a last slash alone; keep the one that the vendor sends, to the letter',
    ],
  ],
  [
    "a redirect URI: angle",
    rep(`      - ${U}`, `      - <${U}>`),
    [
      'mailgates · redirectUris[0] (line 41): "<https://contoso-mgf.cybermail.jp/oauth/callback>" stands in brackets or quotation marks that came with it; write https://contoso-mgf.cybermail.jp/oauth/callback',
    ],
  ],
  [
    "a redirect URI: markdown",
    rep(`      - ${U}`, `      - '[link](${U})'`),
    [
      'mailgates · redirectUris[0] (line 41): "[link](https://contoso-mgf.cybermail.jp/oauth/callback)" stands in brackets or quotation marks that came with it; write https://contoso-mgf.cybermail.jp/oauth/callback',
    ],
  ],
  [
    "a redirect URI: two",
    rep(`      - ${U}`, `      - '${U}, https://contoso-mgf.cybermail.jp/x'`),
    [
      'mailgates · redirectUris[0] (line 41): "https://contoso-mgf.cybermail.jp/oauth/callback, https://contoso-mgf.cybermail… holds 2 URIs; write one list item each',
    ],
  ],
  [
    "a redirect URI: quoted smart",
    rep(`      - ${U}`, `      - “${U}”`),
    [
      'mailgates · redirectUris[0] (line 41): "“https://contoso-mgf.cybermail.jp/oauth/callback”" stands in brackets or quotation marks that came with it; write https://contoso-mgf.cybermail.jp/oauth/callback',
    ],
  ],
  [
    "a redirect URI: no scheme",
    rep(U, "contoso-mgf.cybermail.jp/oauth/callback"),
    [
      'mailgates · redirectUris[0] (line 41): "contoso-mgf.cybermail.jp/oauth/callback" has no scheme; write https://contoso-mgf.cybermail.jp/oauth/callback',
    ],
  ],
  [
    "a redirect URI: blank end",
    rep(U, `"${U} "`),
    [
      'mailgates · redirectUris[0] (line 41): "https://contoso-mgf.cybermail.jp/oauth/callback " stands in brackets or quotation marks that came with it; write https://contoso-mgf.cybermail.jp/oauth/callback',
    ],
  ],
  [
    "a redirect URI: backslash",
    rep(U, "https:\\\\contoso-mgf.cybermail.jp\\oauth"),
    [
      'mailgates · redirectUris[0] (line 41): "https:\\\\contoso-mgf.cybermail.jp\\oauth" has other signs than two slashes after its scheme; write https://contoso-mgf.cybermail.jp/oauth',
    ],
  ],
  [
    "a redirect URI: one slash",
    rep(U, "https:/contoso-mgf.cybermail.jp/oauth/callback"),
    [
      'mailgates · redirectUris[0] (line 41): "https:/contoso-mgf.cybermail.jp/oauth/callback" has other signs than two slashes after its scheme; write https://contoso-mgf.cybermail.jp/oauth/callback',
    ],
  ],
  [
    "a redirect URI: dotdot",
    rep(U, "https://contoso-mgf.cybermail.jp/a/../oauth/callback"),
    [
      'mailgates · redirectUris[0] (line 41): "https://contoso-mgf.cybermail.jp/a/../oauth/callback" has . or .. as a part of its path, which no browser sends; write the path that they lead to',
    ],
  ],
  [
    "a redirect URI: placeholder",
    rep(U, "https://<your-host>.cybermail.jp/oauth/callback"),
    [
      'mailgates · redirectUris[0] (line 41): "https://<your-host>.cybermail.jp/oauth/callback" still has the placeholder <your-host>; write your own value in its place',
    ],
  ],
  [
    "a redirect URI: http",
    rep(U, "http://contoso-mgf.cybermail.jp/oauth/callback"),
    [
      'mailgates · redirectUris[0] (line 41): "http://contoso-mgf.cybermail.jp/oauth/callback" begins with http://; only https:// is accepted (http:// for localhost alone)',
    ],
  ],
  [
    "a secret: comment",
    rep("ticket: CHG0030002", `ticket: CHG0030002 # secret: ${sec}`),
    [
      "mailgates (line 38): holds what looks like a client secret of Entra (abc…); secrets never stand in this file, comments included. Remove it and revoke it: git keeps what was committed",
    ],
  ],
  [
    "a secret: comment line",
    rep("  mailgates:\n", `  # ${sec}\n  mailgates:\n`),
    [
      "servicenow (line 34): holds what looks like a client secret of Entra (abc…); secrets never stand in this file, comments included. Remove it and revoke it: git keeps what was committed",
    ],
  ],
  [
    "a secret: ticket",
    rep("ticket: CHG0030002", `ticket: ${sec}`),
    [
      "mailgates (line 38): holds what looks like a client secret of Entra (abc…); secrets never stand in this file, comments included. Remove it and revoke it: git keeps what was committed",
    ],
  ],
  [
    "a secret: key",
    rep("    ticket: CHG0030002", `    clientSecret: ${sec}`),
    [
      "mailgates (line 38): holds what looks like a client secret of Entra (abc…); secrets never stand in this file, comments included. Remove it and revoke it: git keeps what was committed",
    ],
  ],
  [
    "password key",
    rep("    ticket: CHG0030002", `    password: Sommer2026!`),
    [
      "mailgates (line 38): holds what looks like a secret (password:…); secrets never stand in this file, comments included. Remove it and revoke it: git keeps what was committed",
    ],
  ],
  [
    "password comment",
    rep("ticket: CHG0030002", `ticket: CHG0030002 # password=Sommer2026!`),
    [
      "mailgates (line 38): holds what looks like a secret (password=…); secrets never stand in this file, comments included. Remove it and revoke it: git keeps what was committed",
    ],
  ],
  [
    "ghp",
    rep("ticket: CHG0030002", `ticket: CHG0030002 # ghp_${"aB3".repeat(12)}`),
    [
      "mailgates (line 38): holds what looks like a token of GitHub (ghp…); secrets never stand in this file, comments included. Remove it and revoke it: git keeps what was committed",
    ],
  ],
  [
    "AKIA",
    rep("ticket: CHG0030002", `ticket: AKIAIOSFODNN7EXAMPLE`),
    [
      "mailgates (line 38): holds what looks like a key of AWS (AKI…); secrets never stand in this file, comments included. Remove it and revoke it: git keeps what was committed",
    ],
  ],
  [
    "jwt",
    rep("ticket: CHG0030002", `ticket: CHG # eyJ0eXAiOiJKV1QiLCJhbGciOiJ.eyJhdWQiOiIwMDAwMDAwMy0wMDAw.abc`),
    [
      "mailgates (line 38): holds what looks like a token (JWT) (eyJ…); secrets never stand in this file, comments included. Remove it and revoke it: git keeps what was committed",
    ],
  ],
  [
    "pem",
    rep(
      "    ticket: CHG0030002",
      `    purpose2: |\n      -----BEGIN PRIVATE KEY-----\n      MIIEvQIBADANBgkqhkiG9w0BAQEFAASC\n      -----END PRIVATE KEY-----`,
    ),
    [
      "mailgates · purpose2 (line 38): is not a key here; did you mean purpose? Allowed: vendor, displayName, purpose, contact, ticket, serviceManagementReference, secretReader, signsIn, signsInGroups, stillOpen, suspended, leaving, formerly, emergency, credentials, exceptions, redirectUris",
      "mailgates (line 39): holds what looks like a private key (-----BEGIN…); secrets never stand in this file, comments included. Remove it and revoke it: git keeps what was committed",
    ],
  ],
  [
    "a secret: in name",
    rep("  mailgates:\n", `  ${sec}:\n`),
    [
      "servicenow (line 34): holds what looks like a client secret of Entra (abc…); secrets never stand in this file, comments included. Remove it and revoke it: git keeps what was committed",
    ],
  ],
  [
    "a YAML tag: js",
    rep("purpose: Inbound mail filtering", `purpose: !!js/function "function(){}"`),
    ["mailgates (line 36): uses a YAML tag (!!js/function); write the value alone (or quote the text)"],
  ],
  [
    "a YAML tag: str",
    rep("purpose: Inbound mail filtering", `purpose: !!str abc`),
    ["mailgates (line 36): uses a YAML tag (!!str); write the value alone (or quote the text)"],
  ],
  [
    "a YAML tag: custom",
    rep("purpose: Inbound mail filtering", `purpose: !important`),
    ["mailgates (line 36): uses a YAML tag (!important); write the value alone (or quote the text)"],
  ],
  [
    "anchor",
    rep("purpose: Inbound mail filtering", `purpose: &p abc`),
    ["mailgates (line 36): uses a YAML anchor (&name); write every value out where it applies (or quote the text)"],
  ],
  [
    "alias",
    rep("purpose: Inbound mail filtering", `purpose: *p`),
    [
      "mailgates (line 36): uses a YAML alias (*name); write the value out, so that a change of it shows where it applies (or quote the text)",
    ],
  ],
  [
    "merge key",
    rep("    vendor: mailgates-sigma", `    <<: { a: b }\n    vendor: mailgates-sigma`),
    [
      'mailgates · "<<" (line 35): merges another map into this one; write every key out, so that a change of it shows where it applies',
    ],
  ],
  [
    "directive",
    `%YAML 1.1\n---\n${dev}`,
    ["the file (line 1): begins with a YAML directive (%…), which changes how the file is read; remove the line"],
  ],
  [
    "confirmed after end",
    rep("expires: 2028-11-20 }", "expires: 2028-11-20, confirmed: 2028-12-01 }"),
    [
      "mailgates · credentials[0] (line 44): confirmed 2028-12-01 is not before expires 2028-11-20: nobody sees an ended credential in use",
    ],
  ],
  [
    "confirmation after end",
    rep("expires: 2028-11-20 }", "expires: 2028-11-20, confirmations: [{ place: x, on: 2028-12-01, by: me }] }"),
    [
      'mailgates · credentials[0] (line 44): confirmed at "x" on 2028-12-01, which is not between issued 2026-11-21 and expires 2028-11-20',
    ],
  ],
  [
    "confirmation before issue",
    rep("expires: 2028-11-20 }", "expires: 2028-11-20, confirmations: [{ place: x, on: 2026-11-01, by: me }] }"),
    [
      'mailgates · credentials[0] (line 44): confirmed at "x" on 2026-11-01, which is not between issued 2026-11-21 and expires 2028-11-20',
    ],
  ],
  [
    "tenant id as owner",
    rep(
      "servicePrincipal: 55555555-5555-5555-5555-555555555555",
      "servicePrincipal: 11111111-1111-1111-1111-111111111111",
    ),
    [
      "tenant.owners[1] (line 8): 11111111-1111-1111-1111-111111111111 is the tenant's id; write the object id of who is meant",
    ],
  ],
  [
    "zero id owner",
    rep(
      "servicePrincipal: 55555555-5555-5555-5555-555555555555",
      "servicePrincipal: 00000000-0000-0000-0000-000000000000",
    ),
    [
      "tenant.owners[1].servicePrincipal (line 8): 00000000-0000-0000-0000-000000000000 is the empty id, all zeros; it stands for nobody. Write the object id of a user (Users › … › Object ID) or of an enterprise application (Enterprise applications › … › Object ID)",
    ],
  ],
  [
    "braces owner",
    rep(
      "servicePrincipal: 55555555-5555-5555-5555-555555555555",
      "servicePrincipal: '{55555555-5555-5555-5555-555555555555}'",
    ),
    [
      'tenant.owners[1].servicePrincipal (line 8): "{55555555-5555-5555-5555-555555555555}" is not an id as Entra writes it; write 55555555-5555-5555-5555-555555555555',
    ],
  ],
  [
    "braces owner unquoted",
    rep(
      "servicePrincipal: 55555555-5555-5555-5555-555555555555",
      "servicePrincipal: {55555555-5555-5555-5555-555555555555}",
    ),
    ["tenant.owners[1] (line 8): has an id in braces; write 55555555-5555-5555-5555-555555555555"],
  ],
  [
    "no hyphens owner",
    rep(
      "servicePrincipal: 55555555-5555-5555-5555-555555555555",
      "servicePrincipal: 55555555a555555555555555555555555",
    ),
    [
      'tenant.owners[1].servicePrincipal (line 8): "55555555a555555555555555555555555" is not an id; write it as 8-4-4-4-12 hex digits (it has 33 hex digits, an id has 32)',
    ],
  ],
  [
    "graph app id owner",
    rep(
      "servicePrincipal: 55555555-5555-5555-5555-555555555555",
      "servicePrincipal: 00000003-0000-0000-c000-000000000000",
    ),
    [
      "tenant.owners[1].servicePrincipal (line 8): 00000003-0000-0000-c000-000000000000 is the client id of Microsoft Graph, the same in every tenant; it is no object of this one. Write the object id of a user (Users › … › Object ID) or of an enterprise application (Enterprise applications › … › Object ID)",
    ],
  ],
  [
    "a directory role: template as owner",
    rep(
      "servicePrincipal: 55555555-5555-5555-5555-555555555555",
      "servicePrincipal: 69091246-20e8-4a56-aa4d-066075b2a7a8",
    ),
    [
      "tenant.owners[1].servicePrincipal (line 8): 69091246-20e8-4a56-aa4d-066075b2a7a8 is the directory role Teams Administrator; roles stand under `directoryRoles`, by name. Write the object id of a user (Users › … › Object ID) or of an enterprise application (Enterprise applications › … › Object ID)",
    ],
  ],
  [
    "user name as owner",
    rep("servicePrincipal: 55555555-5555-5555-5555-555555555555", "user: adele@contoso.example"),
    [
      'tenant.owners[1].user (line 8): "adele@contoso.example" is a name; an id does not change when somebody is renamed. Write the object id of a user (Users › … › Object ID) or of an enterprise application (Enterprise applications › … › Object ID)',
    ],
  ],
  [
    "fullwidth digits id",
    rep("55555555-5555-5555-5555-555555555555", "５5555555-5555-5555-5555-555555555555"),
    [
      'tenant.owners[1].servicePrincipal (line 8): "５5555555-5555-5555-5555-555555555555" is not an id as Entra writes it; write 55555555-5555-5555-5555-555555555555',
    ],
  ],
  [
    "English display name of a dash id",
    rep("55555555-5555-5555-5555-555555555555", "55555555–5555–5555–5555–555555555555"),
    [
      'tenant.owners[1].servicePrincipal (line 8): "55555555–5555–5555–5555–555555555555" is not an id as Entra writes it; write 55555555-5555-5555-5555-555555555555',
    ],
  ],
  [
    "urn: uuid",
    rep("55555555-5555-5555-5555-555555555555", "urn:uuid:55555555-5555-5555-5555-555555555555"),
    [
      'tenant.owners[1].servicePrincipal (line 8): "urn:uuid:55555555-5555-5555-5555-555555555555" is not an id as Entra writes it; write 55555555-5555-5555-5555-555555555555',
    ],
  ],
  [
    "tenant id zeros",
    rep("id: 11111111-1111-1111-1111-111111111111", "id: 00000000-0000-0000-0000-000000000000"),
    [
      "tenant.id (line 4): 00000000-0000-0000-0000-000000000000 is the empty id, all zeros; it stands for nobody. Write the tenant's id (Entra › Overview › Tenant ID)",
    ],
  ],
  [
    "tenant id is domain",
    rep("id: 11111111-1111-1111-1111-111111111111", "id: contoso.onmicrosoft.com"),
    [
      'tenant.id (line 4): "contoso.onmicrosoft.com" is a domain; write the tenant\'s id (Entra › Overview › Tenant ID)',
    ],
  ],
  [
    "domain url",
    rep("domain: contoso.onmicrosoft.com", "domain: https://contoso.onmicrosoft.com/"),
    ['tenant.domain (line 5): "https://contoso.onmicrosoft.com/" is not a domain alone; write contoso.onmicrosoft.com'],
  ],
  [
    "domain at",
    rep("domain: contoso.onmicrosoft.com", "domain: '@contoso.onmicrosoft.com'"),
    ['tenant.domain (line 5): "@contoso.onmicrosoft.com" is not a domain alone; write contoso.onmicrosoft.com'],
  ],
  [
    "domain id",
    rep("domain: contoso.onmicrosoft.com", "domain: 11111111-1111-1111-1111-111111111111"),
    [
      "tenant.domain (line 5): 11111111-1111-1111-1111-111111111111 is an id; write the domain, contoso.onmicrosoft.com",
    ],
  ],
  [
    "signsIn tenant id",
    rep("    ticket: CHG0030002", "    signsIn: [11111111-1111-1111-1111-111111111111]"),
    [
      "mailgates · signsIn[0] (line 38): 11111111-1111-1111-1111-111111111111 is the tenant's id; write the object id of who is meant",
    ],
  ],
  [
    "signsIn owner sp",
    rep("    ticket: CHG0030002", "    signsIn: [33333333-3333-3333-3333-333333333333]"),
    [
      "mailgates · signsIn[0] (line 38): 33333333-3333-3333-3333-333333333333 is a service principal (tenant.owners names it so), and only people sign in; write a user's object id",
    ],
  ],
  [
    "signsIn twice",
    rep(
      "    ticket: CHG0030002",
      "    signsIn: [abcdef55-5555-5555-5555-555555555555, ABCDEF55-5555-5555-5555-555555555555]",
    ),
    [
      'mailgates · signsIn[1] (line 38): "ABCDEF55-5555-5555-5555-555555555555" stands twice, there as "abcdef55-5555-5555-5555-555555555555"; remove one of them',
    ],
  ],
  [
    "colon in text",
    rep("purpose: Inbound mail filtering", "purpose: Mail: inbound"),
    ['mailgates (line 36): has a colon in the text; quote the text: purpose: "Mail: inbound"'],
  ],
  [
    "colon in flow",
    rep("{ address: teamconnect@contoso.example,", "{ address: SMTP: teamconnect@contoso.example,"),
    [
      'teamconnect · mailboxes[0].address (line 61): "SMTP: teamconnect@contoso.example" is not an address alone; write teamconnect@contoso.example',
    ],
  ],
  [
    "full-width colon",
    rep("vendor: teamconnect", "vendor： teamconnect"),
    [
      "teamconnect (line 53): has a full-width colon (：) after a key; write a plain colon and a blank: vendor: teamconnect",
    ],
  ],
  [
    "full-width colon no blank",
    rep("vendor: teamconnect", "vendor：teamconnect"),
    [
      "teamconnect (line 53): has a full-width colon (：) after a key; write a plain colon and a blank: vendor: teamconnect",
    ],
  ],
  [
    "full-width colon flow",
    rep("{ issued: 2026-11-21, expires: 2028-11-20 }", "{ issued： 2026-11-21, expires: 2028-11-20 }"),
    [
      "mailgates (line 44): has a full-width colon (：) after a key; write a plain colon and a blank: - { issued: 2026-11-21, expires: 2028-11-20 }",
    ],
  ],
  [
    "full-width colon parent",
    rep("  teamconnect:\n", "  teamconnect：\n"),
    ["teamconnect (line 52): has a full-width colon (：) after a key; write a plain colon and a blank: teamconnect:"],
  ],
  [
    "full-width comma",
    rep("issued: 2026-11-21, expires: 2028-11-20", "issued: 2026-11-21， expires: 2028-11-20"),
    [
      "mailgates (line 44): has a full-width comma between two keys; write a plain comma: - { issued: 2026-11-21, expires: 2028-11-20 }",
    ],
  ],
  [
    "ideographic comma",
    rep("issued: 2026-11-21, expires: 2028-11-20", "issued: 2026-11-21、expires: 2028-11-20"),
    [
      "mailgates (line 44): has a full-width comma between two keys; write a plain comma: - { issued: 2026-11-21, expires: 2028-11-20 }",
    ],
  ],
  [
    "full-width braces",
    rep("{ issued: 2026-11-21, expires: 2028-11-20 }", "｛ issued: 2026-11-21, expires: 2028-11-20 ｝"),
    ["mailgates (line 44): has full-width brackets; write { } or [ ]: - { issued: 2026-11-21, expires: 2028-11-20 }"],
  ],
  [
    "full-width dash",
    rep("- { issued: 2026-11-21, expires: 2028-11-20 }", "－ { issued: 2026-11-21, expires: 2028-11-20 }"),
    [
      'mailgates (line 44): begins with "－"; an entry of a list begins with a plain dash and a blank: - { issued: 2026-11-21, expires: 2028-11-20 }',
    ],
  ],
  [
    "English display name of a dash item",
    rep("- { issued: 2026-11-21, expires: 2028-11-20 }", "– { issued: 2026-11-21, expires: 2028-11-20 }"),
    [
      'mailgates (line 44): begins with "–"; an entry of a list begins with a plain dash and a blank: - { issued: 2026-11-21, expires: 2028-11-20 }',
    ],
  ],
  [
    "bullet item",
    rep(`      - ${U}`, `      • ${U}`),
    [
      'mailgates (line 41): begins with "•"; an entry of a list begins with a plain dash and a blank: - https://contoso-mgf.cybermail.jp/oauth/callback',
    ],
  ],
  [
    "full-width hash",
    rep(" # the page asks for 24 months", " ＃ the page asks for 24 months"),
    [
      "mailgates (line 44): has a full-width ＃; a comment begins with a plain #: - { issued: 2026-11-21, expires: 2028-11-20 }",
    ],
  ],
  [
    "hash no blank",
    rep(" # the page asks for 24 months", "# the page asks for 24 months"),
    [
      "mailgates (line 44): has a comment without a blank before it; write a blank before #: - { issued: 2026-11-21, expires: 2028-11-20 }",
    ],
  ],
  [
    "no-break space indent",
    dev.replace(/^ {4}(?=purpose: Inbound|contact: mail-team|ticket: CHG0030002)/gm, "\u00a0\u00a0\u00a0\u00a0"),
    [
      "mailgates (line 36): holds no-break spaces (U+00A0) in lines 36, 37 and 38 where YAML takes plain blanks alone; type them again",
    ],
  ],
  [
    "no-break space after colon",
    rep("vendor: teamconnect", "vendor:\u00a0teamconnect"),
    [
      "teamconnect (line 53): holds no-break spaces (U+00A0) in line 53 where YAML takes plain blanks alone; type them again",
    ],
  ],
  [
    "no-break space after dash",
    rep("- { issued: 2026-11-21, expires: 2028-11-20 }", "-\u00a0{ issued: 2026-11-21, expires: 2028-11-20 }"),
    [
      "mailgates (line 44): holds no-break spaces (U+00A0) in line 44 where YAML takes plain blanks alone; type them again",
    ],
  ],
  [
    "no-break space in value",
    rep("vendor: teamconnect", "vendor: teamconnect\u00a0"),
    [
      "teamconnect (line 53): holds no-break spaces (U+00A0) in line 53 where YAML takes plain blanks alone; type them again",
    ],
  ],
  [
    "no-break space in list",
    rep("[contosodev]", "[\u00a0contosodev ]"),
    [
      "servicenow (line 19): holds no-break spaces (U+00A0) in line 19 where YAML takes plain blanks alone; type them again",
    ],
  ],
  [
    "ideographic space indent",
    dev.replace("    purpose: Inbound", "　　purpose: Inbound"),
    [
      "mailgates (line 36): holds full-width blanks (U+3000) in line 36 where YAML takes plain blanks alone; type them again",
    ],
  ],
  [
    "tab indent",
    dev.replace("    purpose: Inbound", "\tpurpose: Inbound"),
    ["mailgates (line 36): is indented with tabs in line 36; YAML takes blanks alone: set the editor to two blanks"],
  ],
  [
    "tab all",
    dev.replace(/^( {2})+/gm, (m) => "\t".repeat(m.length / 2)),
    [
      "the file (line 4): is indented with tabs in lines 4, 5, 6, 7, 8 and 89 more; YAML takes blanks alone: set the editor to two blanks",
    ],
  ],
  [
    "zero-width space in a key",
    rep("vendor: teamconnect", "vendor\u200b: teamconnect"),
    ["teamconnect (line 53): holds invisible characters (U+200B) in line 53; delete them, or write the text again"],
  ],
  [
    "bidi",
    rep("purpose: Inbound mail filtering", "purpose: Inbound \u202email\u202c filtering"),
    [
      "mailgates (line 36): holds invisible characters (U+202E, U+202C) in line 36; delete them, or write the text again",
    ],
  ],
  [
    "bidi comment",
    rep("# the page asks for 24 months", "# the page \u202easks for 24 months"),
    ["mailgates (line 44): holds invisible characters (U+202E) in line 44; delete them, or write the text again"],
  ],
  [
    "merge marks",
    rep(
      "    ticket: CHG0030002\n",
      "<<<<<<< HEAD\n    ticket: CHG0030002\n=======\n    ticket: CHG0030009\n>>>>>>> feature\n",
    ),
    [
      "mailgates (line 38): holds the marks of a merge conflict (lines 38, 40 and 42); keep one of the two sides and remove the marks",
    ],
  ],
  [
    "merge marks diff3",
    rep(
      "    ticket: CHG0030002\n",
      "<<<<<<< HEAD\n    ticket: CHG0030002\n||||||| base\n    ticket: CHG0030001\n=======\n    ticket: CHG0030009\n>>>>>>> feature\n",
    ),
    [
      "mailgates (line 38): holds the marks of a merge conflict (lines 38, 40, 42 and 44); keep one of the two sides and remove the marks",
    ],
  ],
  [
    "merge marks top only",
    rep("    ticket: CHG0030002\n", "<<<<<<< HEAD\n    ticket: CHG0030002\n"),
    [
      "mailgates (line 38): holds the marks of a merge conflict (line 38); keep one of the two sides and remove the marks",
    ],
  ],
  [
    "diff marks",
    dev.replace("    ticket: CHG0030002\n", "-    ticket: CHG0030002\n+    ticket: CHG0030009\n"),
    [
      "mailgates (line 38): holds the signs of a patch (+ and - at the beginning of lines 38 and 39); remove the lines with - and the sign of those with +",
    ],
  ],
  [
    "unclosed quote",
    rep("purpose: Incident channels in Teams", `purpose: "Incident channels in Teams`),
    [
      'servicenow (line 15): opens a quotation mark (") that does not close; close it at the end of the text: purpose: "Incident channels in Teams"',
    ],
  ],
  [
    "unclosed single",
    rep("purpose: Incident channels in Teams", `purpose: 'Incident channels in Teams`),
    [
      'servicenow (line 15): opens a quotation mark (\') that does not close; close it at the end of the text: purpose: "Incident channels in Teams"',
    ],
  ],
  [
    "apostrophe",
    rep("purpose: Incident channels in Teams", `purpose: 'Ann's channels in Teams'`),
    [
      "servicenow (line 15): has an apostrophe inside of single quotation marks; write it twice ('') or use double ones: purpose: \"Ann's channels in Teams\"",
    ],
  ],
  [
    "quote then text",
    rep("purpose: Incident channels in Teams", `purpose: "Incident" channels`),
    [
      'servicenow (line 15): has text after the closing quotation mark; quote the whole text, or none of it: purpose: "Incident channels"',
    ],
  ],
  [
    "smart quotes vendor",
    rep("vendor: mailgates-sigma", `vendor: “mailgates-sigma”`),
    [
      `mailgates · vendor (line 35): "“mailgates-sigma”" is not a vendor; did you mean mailgates-sigma? Known: ${known}`,
    ],
  ],
  [
    "bad escape",
    rep("purpose: Incident channels in Teams", `purpose: "C:\\Program"`),
    [
      'servicenow · purpose (line 15): "C:\\u2029rogram" holds a character that nobody sees; write plain text on one line (in double quotation marks, \\ begins an escape)',
    ],
  ],
  [
    "unclosed [",
    rep("[contosodev]", "[contosodev"),
    ["servicenow (line 19): opens [ without closing it; write ] at the end: instances: [contosodev]"],
  ],
  [
    "unclosed {",
    rep("expires: 2028-11-20 }", "expires: 2028-11-20"),
    [
      "mailgates (line 44): opens { without closing it; write } at the end: - { issued: 2026-11-21, expires: 2028-11-20}",
    ],
  ],
  [
    "extra ]",
    rep("[contosodev]", "[contosodev]]"),
    ["servicenow (line 19): closes ] where nothing is open; remove it: instances: [contosodev]"],
  ],
  [
    "wrong bracket",
    rep("[contosodev]", "[contosodev}"),
    ["servicenow (line 19): closes } where ] is due; write ]: instances: [contosodev]"],
  ],
  [
    "two documents",
    `${dev}\n---\n${dev}`,
    [
      "the file (line 107): begins a second document (---); one tenant a file: put the second tenant into a file of its own",
    ],
  ],
  [
    "two docs 2",
    `${dev}---\ntenant: 1\n`,
    [
      "the file (line 106): begins a second document (---); one tenant a file: put the second tenant into a file of its own",
    ],
  ],
  [
    "nul bytes",
    rep("Inbound mail", "Inbound\0mail"),
    ["mailgates (line 36): holds invisible characters (U+0000) in line 36; delete them, or write the text again"],
  ],
  [
    "suspended true",
    rep("    ticket: CHG0030002", "    suspended: true"),
    [
      "mailgates · suspended (line 38): true stands where a map is expected; write { since, reason }, each with its value",
    ],
  ],
  [
    "suspended date",
    rep("    ticket: CHG0030002", "    suspended: 2026-11-22"),
    [
      'mailgates · suspended (line 38): "2026-11-22" stands where a map is expected; write { since, reason }, each with its value',
    ],
  ],
  [
    "suspended {}",
    rep("    ticket: CHG0030002", "    suspended: {}"),
    ["mailgates · suspended.since (line 38): is missing", "mailgates · suspended.reason (line 38): is missing"],
  ],
  [
    "emergency text",
    rep("    ticket: CHG0030002", "    emergency: leaked"),
    ['mailgates · emergency (line 38): "leaked" stands where a map is expected; write { reason }, each with its value'],
  ],
  [
    "mailboxes plain",
    rep("{ address: teamconnect@contoso.example, receive: true, sendAs: false }", "teamconnect@contoso.example"),
    [
      'teamconnect · mailboxes[0] (line 61): "teamconnect@contoso.example" stands where a map is expected; write { address, receive, sendAs }, each with its value',
    ],
  ],
  [
    "credentials map",
    dev.replace(
      "    credentials:\n      - { issued: 2026-11-21, expires: 2028-11-20 }",
      "    credentials: { issued: 2026-11-21, expires: 2028-11-20 }",
    ),
    [
      "mailgates · credentials (line 43): a map stands where a list is expected; begin each entry with a dash: - { issued: …, expires: … }",
    ],
  ],
  [
    "credentials map block",
    dev.replace(
      "    credentials:\n      - { issued: 2026-11-21, expires: 2028-11-20 }",
      "    credentials:\n      issued: 2026-11-21\n      expires: 2028-11-20",
    ),
    [
      "mailgates · credentials (line 43): a map stands where a list is expected; begin each entry with a dash: - { issued: …, expires: … }",
    ],
  ],
  [
    "exceptions map",
    dev.replace(
      "    exceptions:\n      - { rule: multi-tenant, until: 2027-05-21 }",
      "    exceptions: { rule: multi-tenant, until: 2027-05-21 }",
    ),
    [
      "app-connect · exceptions (line 104): a map stands where a list is expected; begin each entry with a dash: - { rule: …, until: … }",
    ],
  ],
  [
    "uris text",
    dev.replace(
      "redirectUris: [https://contoso.example/app-connect/callback]",
      "redirectUris: https://contoso.example/app-connect/callback",
    ),
    [
      'app-connect · redirectUris (line 101): "https://contoso.example/app-connect/callback" stands where a list is expected; write [https://contoso.example/app-connect/callback]',
    ],
  ],
  [
    "instances text",
    rep("[contosodev]", "contosodev"),
    ['servicenow · instances (line 19): "contosodev" stands where a list is expected; write [contosodev]'],
  ],
  [
    "roles text",
    rep("[Teams Administrator]", "Teams Administrator"),
    [
      'live-platform · directoryRoles (line 75): "Teams Administrator" stands where a list is expected; write [Teams Administrator]',
    ],
  ],
  [
    "a permission: list direct",
    dev.replace("Microsoft Graph: { application: [CallRecords.Read.All] }", "Microsoft Graph: [CallRecords.Read.All]"),
    [
      "live-platform-notifications · permissions.Microsoft Graph (line 90): a list stands where the kind is named; write { delegated: […] } or { application: […] }",
    ],
  ],
  [
    "a permission: list no api",
    dev.replace(
      "permissions: # the page names none; call-record subscriptions take this one\n      Microsoft Graph: { application: [CallRecords.Read.All] }",
      "permissions: [CallRecords.Read.All]",
    ),
    [
      "live-platform-notifications · permissions (line 89): a list stands where the API is named; write { Microsoft Graph: { application: […] } }",
    ],
  ],
  [
    "a permission: no api",
    dev.replace("Microsoft Graph: { application: [CallRecords.Read.All] }", "application: [CallRecords.Read.All]"),
    [
      "live-platform-notifications · permissions.application (line 90): stands without its API; write `Microsoft Graph: { application: […] }` below `permissions`",
    ],
  ],
  [
    "a permission: text",
    dev.replace("application: [CallRecords.Read.All]", "application: CallRecords.Read.All"),
    [
      'live-platform-notifications · permissions.Microsoft Graph.application (line 90): "CallRecords.Read.All" stands where a list is expected; write [CallRecords.Read.All]',
    ],
  ],
  [
    "a permission: kind Application",
    dev.replace("application: [CallRecords.Read.All]", "Application: [CallRecords.Read.All]"),
    ["live-platform-notifications · permissions.Microsoft Graph.Application (line 90): is written `application` here"],
  ],
  [
    "a permission: kind Delegated ja",
    dev.replace("application: [CallRecords.Read.All]", "アプリケーション: [CallRecords.Read.All]"),
    [
      'live-platform-notifications · permissions.Microsoft Graph."アプリケーション" (line 90): is written `application` here',
    ],
  ],
  [
    "two dashes",
    dev.replace(
      "      - { issued: 2026-11-21, expires: 2028-11-20 } # the page asks for 24 months",
      "      - issued: 2026-11-21\n      - expires: 2028-11-20",
    ),
    [
      "mailgates · credentials[1] (line 45): begins a second entry with a dash of its own; one dash for both: - { issued: …, expires: … }",
    ],
  ],
  [
    "two dashes mailbox",
    dev.replace(
      "      - { address: teamconnect@contoso.example, receive: true, sendAs: false }",
      "      - address: teamconnect@contoso.example\n      - receive: true\n      - sendAs: false",
    ),
    [
      "teamconnect · mailboxes[1] (line 62): begins a second entry with a dash of its own; one dash for both: - { address: …, receive: …, sendAs: … }",
      "teamconnect · mailboxes[2] (line 63): begins a second entry with a dash of its own; one dash for both: - { address: …, receive: …, sendAs: … }",
    ],
  ],
  [
    "two dashes exception",
    dev.replace(
      "      - { rule: implicit-grant, until: 2027-11-21 }",
      "      - rule: implicit-grant\n      - until: 2027-11-21",
    ),
    [
      "mailgates · exceptions[1] (line 47): begins a second entry with a dash of its own; one dash for both: - { rule: …, until: … }",
    ],
  ],
  [
    "two dashes owner",
    dev.replace(
      "    - { servicePrincipal: 33333333-3333-3333-3333-333333333333, deploys: true }",
      "    - servicePrincipal: 33333333-3333-3333-3333-333333333333\n    - deploys: true\n   ",
    ),
    [
      "tenant.owners[1] (line 8): begins a second entry with a dash of its own; one dash for both: - { servicePrincipal: …, deploys: true }",
    ],
  ],
  [
    "integration list",
    dev.replace("  servicenow:\n    vendor", "  - servicenow:\n    vendor"),
    [
      "servicenow (line 13): writes integrations as a list (line 13); each stands as a key, without a dash: `mailgates:` and below it `vendor: …`",
    ],
  ],
  [
    "integrations as list",
    "tenant:\n  id: 11111111-1111-1111-1111-111111111111\n  domain: a.onmicrosoft.com\n  owners: [33333333-3333-3333-3333-333333333333]\nintegrations:\n  - vendor: app-connect\n    credentials: [{ issued: 2026-11-21, expires: 2027-05-15 }]\n",
    [
      "integrations (line 5): a list stands where the integrations stand by name; write each as a key without a dash: `mailgates:` and below it `vendor: …`",
    ],
  ],
  [
    "one blank too many",
    rep("    ticket: CHG0030002", "     ticket: CHG0030002"),
    ["mailgates (line 38): is indented by 5 blanks, one too many; write 4, as beside it"],
  ],
  [
    "one blank too few",
    rep("    ticket: CHG0030002", "   ticket: CHG0030002"),
    ["mailgates (line 38): is indented by 3 blanks, one too few; write 4, as beside it"],
  ],
  [
    "one blank too many first key",
    rep("    vendor: mailgates-sigma", "     vendor: mailgates-sigma"),
    ["mailgates (line 35): is indented by 5 blanks, one too many; write 4, as beside it"],
  ],
  [
    "blank before item",
    rep("      - https://contoso-mgf.cybermail.jp/admin", "       - https://contoso-mgf.cybermail.jp/admin"),
    ["mailgates (line 42): is indented by 7 blanks, one too many; write 6, as beside it"],
  ],
  [
    "blank fewer item",
    rep("      - https://contoso-mgf.cybermail.jp/admin", "     - https://contoso-mgf.cybermail.jp/admin"),
    ["mailgates (line 42): is indented by 5 blanks, one too few; write 6, as beside it"],
  ],
  [
    "blank integration",
    rep("  mailgates:\n", "   mailgates:\n"),
    ["mailgates (line 34): is indented by 3 blanks, one too many; write 2, as beside it"],
  ],
  [
    "integration unindented",
    rep("  mailgates:\n", "mailgates:\n"),
    [
      "mailgates (line 34): stands at the beginning of the line; an integration is indented by two blanks, below `integrations:`",
    ],
  ],
  [
    "no blank after colon",
    rep("vendor: teamconnect", "vendor:teamconnect"),
    ["teamconnect (line 53): has no blank after the colon; write `key: value`: vendor: teamconnect"],
  ],
  [
    "no blank after colon flow",
    rep("expires: 2028-11-20 }", "expires:2028-11-20 }"),
    [
      "mailgates (line 44): has no blank after the colon; write `key: value`: - { issued: 2026-11-21, expires: 2028-11-20 }",
    ],
  ],
  [
    "no blank after dash",
    rep("      - { rule: multi-tenant", "      -{ rule: multi-tenant"),
    [
      "app-connect (line 105): has no blank after the dash; write `- ` before an entry: - { rule: multi-tenant, until: 2027-05-21 }",
    ],
  ],
  [
    "no blank after dash uri",
    rep(`      - ${U}`, `      -${U}`),
    [
      "mailgates (line 41): has no blank after the dash; write `- ` before an entry: - https://contoso-mgf.cybermail.jp/oauth/callback",
    ],
  ],
  [
    "equals",
    rep("vendor: teamconnect", "vendor = teamconnect"),
    ['teamconnect (line 53): has "=" after a key; write a colon and a blank: vendor: teamconnect'],
  ],
  [
    "twice: key",
    rep("    ticket: CHG0030002", "    ticket: CHG0030002\n    ticket: CHG0030003"),
    ["mailgates · ticket (line 39): stands here a second time (first in line 38); keep one of the two"],
  ],
  [
    "twice: integration",
    `${dev}\n  mailgates:\n    vendor: mailgates-sigma\n`,
    ["mailgates (line 107): stands here a second time (first in line 34); keep one of the two"],
  ],
  [
    "twice: tenant",
    `${dev}tenant:\n  id: x\n`,
    ["tenant (line 106): stands here a second time (first in line 3); keep one of the two"],
  ],
  [
    "semicolon",
    rep("vendor: teamconnect", "vendor: teamconnect;"),
    [`teamconnect · vendor (line 53): "teamconnect;" is not a vendor; did you mean teamconnect? Known: ${known}`],
  ],
  [
    "comma end",
    rep("vendor: teamconnect", "vendor: teamconnect,"),
    [`teamconnect · vendor (line 53): "teamconnect," is not a vendor; did you mean teamconnect? Known: ${known}`],
  ],
  [
    "at start",
    rep("purpose: Inbound mail filtering", "purpose: @contoso mail"),
    ['mailgates (line 36): has a text that begins with @, a sign of YAML; quote it: purpose: "@contoso mail"'],
  ],
  [
    "percent start",
    rep("purpose: Inbound mail filtering", "purpose: %mail"),
    ['mailgates (line 36): has a text that begins with %, a sign of YAML; quote it: purpose: "%mail"'],
  ],
  [
    "backtick",
    rep("purpose: Inbound mail filtering", "purpose: `mail`"),
    ['mailgates (line 36): has a text that begins with `, a sign of YAML; quote it: purpose: "`mail`"'],
  ],
  [
    "question",
    rep("purpose: Inbound mail filtering", "? purpose"),
    ["mailgates · purpose (line 36): nothing stands where text is expected; write it or leave the key out"],
  ],
  [
    "pipe",
    rep("purpose: Inbound mail filtering", "purpose: |\n      Inbound\n      mail"),
    ["mailgates · purpose (line 36): stands on several lines; write it on one"],
  ],
  [
    "key without value",
    rep("purpose: Inbound mail filtering", "purpose:"),
    ["mailgates · purpose (line 36): nothing stands where text is expected; write it or leave the key out"],
  ],
  [
    "ticket number",
    rep("ticket: CHG0030002", "ticket: 30002"),
    ['mailgates · ticket (line 38): 30002 is read as a number by YAML; quote it: "30002"'],
  ],
  [
    "ticket octal",
    rep("ticket: CHG0030002", "ticket: 0030002"),
    ['mailgates · ticket (line 38): 0030002 is read as a number by YAML; quote it: "0030002"'],
  ],
  [
    "displayName true",
    rep("    ticket: CHG0030002", "    displayName: true"),
    ['mailgates · displayName (line 38): true is read as true or false by YAML; quote it: "true"'],
  ],
  [
    "displayName null",
    rep("    ticket: CHG0030002", "    displayName: ~"),
    ["mailgates · displayName (line 38): nothing stands where text is expected; write it or leave the key out"],
  ],
  [
    "leaving yes",
    rep("    ticket: CHG0030002", "    leaving: yes"),
    ['mailgates · leaving (line 38): "yes" is not allowed; write true'],
  ],
  [
    "receive yes",
    rep("receive: true", "receive: yes"),
    ['teamconnect · mailboxes[0].receive (line 61): "yes" stands where true or false is expected; write true'],
  ],
  [
    "receive 'true'",
    rep("receive: true", "receive: 'true'"),
    ['teamconnect · mailboxes[0].receive (line 61): "true" stands where true or false is expected; write true'],
  ],
  [
    "receive ja",
    rep("receive: true", "receive: はい"),
    ['teamconnect · mailboxes[0].receive (line 61): "はい" stands where true or false is expected; write true'],
  ],
  [
    "a day: slash",
    rep("expires: 2028-11-20", "expires: 2028/11/20"),
    ['mailgates · credentials[0].expires (line 44): "2028/11/20" is not written as YYYY-MM-DD; write 2028-11-20'],
  ],
  [
    "a day: us",
    rep("expires: 2028-11-20", "expires: 11/20/2028"),
    ['mailgates · credentials[0].expires (line 44): "11/20/2028" is not written as YYYY-MM-DD; write 2028-11-20'],
  ],
  [
    "a day: us ambiguous",
    rep("expires: 2028-11-20", "expires: 11/10/2028"),
    [
      'mailgates · credentials[0].expires (line 44): "11/10/2028" may be 2028-11-10 or 2028-10-11; write the one that is meant, as YYYY-MM-DD',
    ],
  ],
  [
    "a day: de",
    rep("expires: 2028-11-20", "expires: 20.11.2028"),
    ['mailgates · credentials[0].expires (line 44): "20.11.2028" is not written as YYYY-MM-DD; write 2028-11-20'],
  ],
  [
    "a day: ja",
    rep("expires: 2028-11-20", "expires: 2028年11月20日"),
    ['mailgates · credentials[0].expires (line 44): "2028年11月20日" is not written as YYYY-MM-DD; write 2028-11-20'],
  ],
  [
    "a day: words",
    rep("expires: 2028-11-20", "expires: 20 November 2028"),
    ['mailgates · credentials[0].expires (line 44): "20 November 2028" is not written as YYYY-MM-DD; write 2028-11-20'],
  ],
  [
    "a day: words2",
    rep("expires: 2028-11-20", "expires: 'Nov 20, 2028'"),
    ['mailgates · credentials[0].expires (line 44): "Nov 20, 2028" is not written as YYYY-MM-DD; write 2028-11-20'],
  ],
  [
    "a day: iso time",
    rep("expires: 2028-11-20", "expires: 2028-11-20T00:00:00Z"),
    [
      'mailgates · credentials[0].expires (line 44): "2028-11-20T00:00:00Z" is not written as YYYY-MM-DD; write 2028-11-20',
    ],
  ],
  [
    "a day: us time",
    rep("expires: 2028-11-20", "expires: '11/20/2028, 10:00:00 AM'"),
    [
      'mailgates · credentials[0].expires (line 44): "11/20/2028, 10:00:00 AM" is not written as YYYY-MM-DD; write 2028-11-20',
    ],
  ],
  [
    "a day: short",
    rep("expires: 2028-11-20", "expires: 2028-11-2"),
    ['mailgates · credentials[0].expires (line 44): "2028-11-2" is not written as YYYY-MM-DD; write 2028-11-02'],
  ],
  [
    "a day: compact",
    rep("expires: 2028-11-20", "expires: 20281120"),
    ["mailgates · credentials[0].expires (line 44): 20281120 is not written as YYYY-MM-DD; write 2028-11-20"],
  ],
  [
    "a day: fullwidth",
    rep("expires: 2028-11-20", "expires: ２０２８－１１－２０"),
    [
      'mailgates · credentials[0].expires (line 44): "２０２８－１１－２０" is not written as YYYY-MM-DD; write 2028-11-20',
    ],
  ],
  [
    "a day: en dash",
    rep("expires: 2028-11-20", "expires: 2028–11–20"),
    ['mailgates · credentials[0].expires (line 44): "2028–11–20" is not written as YYYY-MM-DD; write 2028-11-20'],
  ],
  [
    "a day: excel",
    rep("expires: 2028-11-20", "expires: 47077"),
    ["mailgates · credentials[0].expires (line 44): 47077 is not written as YYYY-MM-DD; write 2028-11-20"],
  ],
  [
    "a day: yesterday",
    rep("expires: 2028-11-20", "expires: yesterday"),
    ['mailgates · credentials[0].expires (line 44): "yesterday" is not a day; write YYYY-MM-DD'],
  ],
  [
    "a day: reiwa",
    rep("expires: 2028-11-20", "expires: 令和10年11月20日"),
    ['mailgates · credentials[0].expires (line 44): "令和10年11月20日" is not written as YYYY-MM-DD; write 2028-11-20'],
  ],
  [
    "a day: 30 feb",
    rep("expires: 2028-11-20", "expires: 2028-02-30"),
    ['mailgates · credentials[0].expires (line 44): "2028-02-30" is not a day that exists; write YYYY-MM-DD'],
  ],
  [
    "a day: dmy month",
    rep("expires: 2028-11-20", "expires: 20-Nov-2028"),
    ['mailgates · credentials[0].expires (line 44): "20-Nov-2028" is not written as YYYY-MM-DD; write 2028-11-20'],
  ],
  [
    "full-width permission",
    rep("[CallRecords.Read.All]", "[Ｍａｉｌ．Ｒｅａｄ]"),
    [
      'live-platform-notifications · permissions.Microsoft Graph.application[0] (line 90): "Ｍａｉｌ．Ｒｅａｄ" is not the name alone in plain letters: write Mail.Read',
    ],
  ],
  [
    "Japanese display name of a permission",
    rep("[CallRecords.Read.All]", "[すべてのユーザーの完全なプロファイルの読み取り]"),
    [
      'live-platform-notifications · permissions.Microsoft Graph.application[0] (line 90): "すべてのユーザーの完全なプロファイルの読み取り" is what the portal calls User.Read.All: write User.Read.All',
    ],
  ],
  [
    "English display name of a permission",
    rep("[CallRecords.Read.All]", "[Read all users' full profiles]"),
    [
      'live-platform-notifications · permissions.Microsoft Graph.application[0] (line 90): "Read all users\' full profiles" is what the portal calls User.Read.All: write User.Read.All',
    ],
  ],
  [
    "English display name of a permission smart",
    rep("[CallRecords.Read.All]", "[Read all users’ full profiles]"),
    [
      'live-platform-notifications · permissions.Microsoft Graph.application[0] (line 90): "Read all users’ full profiles" is what the portal calls User.Read.All: write User.Read.All',
    ],
  ],
  [
    "English display name of a permission deleg",
    rep("- Channel.Create\n", "- Create channels\n"),
    [
      'servicenow · permissions.Microsoft Graph.delegated[0] (line 23): "Create channels" is what the portal calls Channel.Create: write Channel.Create',
    ],
  ],
  [
    "Japanese display name of a permission mail",
    rep("[CallRecords.Read.All]", "[すべてのメールボックスでのメールの読み取り]"),
    [
      'live-platform-notifications · permissions.Microsoft Graph.application[0] (line 90): "すべてのメールボックスでのメールの読み取り" is not an application permission of Microsoft Graph: write the name that the portal\'s first column shows (API / Permissions name), the names that exist stand in catalog/permissions.json',
    ],
  ],
  [
    "English display name of a exch",
    dev.replace(
      "Microsoft Graph: { application: [CallRecords.Read.All] }",
      "Office 365 Exchange Online: { application: [Manage Exchange As Application] }",
    ),
    [
      'live-platform-notifications · permissions.Office 365 Exchange Online (line 90): is not asked by this vendor; the page of "live-platform-notifications" asks on Microsoft Graph and Skype and Teams Tenant Admin API alone. Remove it',
    ],
  ],
  [
    "a permission: A, B",
    rep("[CallRecords.Read.All]", "'Mail.Read, Mail.Send'"),
    [
      'live-platform-notifications · permissions.Microsoft Graph.application (line 90): "Mail.Read, Mail.Send" stands where a list is expected; write one list item each: [Mail.Read, Mail.Send]',
    ],
  ],
  [
    "a permission: A, B in list",
    rep("[CallRecords.Read.All]", "['Mail.Read, Mail.Send']"),
    [
      'live-platform-notifications · permissions.Microsoft Graph.application[0] (line 90): "Mail.Read, Mail.Send" holds several names; write one list item each: [Mail.Read, Mail.Send]',
    ],
  ],
  [
    "a permission: A B blank",
    rep("[CallRecords.Read.All]", "[Mail.Read Mail.Send]"),
    [
      'live-platform-notifications · permissions.Microsoft Graph.application[0] (line 90): "Mail.Read Mail.Send" holds several names; write one list item each: [Mail.Read, Mail.Send]',
    ],
  ],
  [
    "a permission: A;B",
    rep("[CallRecords.Read.All]", "[Mail.Read;Mail.Send]"),
    [
      'live-platform-notifications · permissions.Microsoft Graph.application[0] (line 90): "Mail.Read;Mail.Send" holds several names; write one list item each: [Mail.Read, Mail.Send]',
    ],
  ],
  [
    "a permission: A、B",
    rep("[CallRecords.Read.All]", "[Mail.Read、Mail.Send]"),
    [
      'live-platform-notifications · permissions.Microsoft Graph.application[0] (line 90): "Mail.Read、Mail.Send" holds several names; write one list item each: [Mail.Read, Mail.Send]',
    ],
  ],
  [
    "a permission: slash",
    rep("[CallRecords.Read.All]", "[Microsoft Graph/Mail.Read]"),
    [
      'live-platform-notifications · permissions.Microsoft Graph.application[0] (line 90): "Microsoft Graph/Mail.Read" is not the name alone in plain letters: write Mail.Read',
    ],
  ],
  [
    "a permission: twice",
    rep("[CallRecords.Read.All]", "[CallRecords.Read.All, CallRecords.Read.All]"),
    [
      'live-platform-notifications · permissions.Microsoft Graph.application[1] (line 90): "CallRecords.Read.All" stands twice; remove one of them',
    ],
  ],
  [
    "a permission: case",
    rep("[CallRecords.Read.All]", "[callrecords.read.all]"),
    [
      'live-platform-notifications · permissions.Microsoft Graph.application[0] (line 90): "callrecords.read.all" is not written as Microsoft writes it: write CallRecords.Read.All',
    ],
  ],
  [
    "a permission: wildcard",
    rep("[CallRecords.Read.All]", "[Mail.*]"),
    [
      'live-platform-notifications · permissions.Microsoft Graph.application[0] (line 90): "Mail.*" has a wildcard: name each permission',
    ],
  ],
  [
    "a permission: paren",
    rep("[CallRecords.Read.All]", "[CallRecords.Read.All (Application)]"),
    [
      'live-platform-notifications · permissions.Microsoft Graph.application[0] (line 90): "CallRecords.Read.All (Application)" is not the name alone in plain letters: write CallRecords.Read.All',
    ],
  ],
  [
    "a directory role: ja",
    rep("[Teams Administrator]", "[Teams 管理者]"),
    [
      'live-platform · directoryRoles[0] (line 75): "Teams 管理者" is another name of the directory role Teams Administrator: write Teams Administrator',
    ],
  ],
  [
    "a directory role: ja2",
    rep("[Teams Administrator]", "[グローバル閲覧者]"),
    [
      'live-platform · directoryRoles[0] (line 75): "グローバル閲覧者" is another name of the directory role Global Reader: write Global Reader',
    ],
  ],
  [
    "a directory role: A, B",
    rep("[Teams Administrator]", "['Teams Administrator, Global Reader']"),
    [
      'live-platform · directoryRoles[0] (line 75): "Teams Administrator, Global Reader" holds several roles; write one list item each: [Teams Administrator, Global Reader]',
    ],
  ],
  [
    "a directory role: twice",
    rep("[Teams Administrator]", "[Teams Administrator, Teams Administrator]"),
    ['live-platform · directoryRoles[1] (line 75): "Teams Administrator" stands twice; remove one of them'],
  ],
  [
    "a directory role: case",
    rep("[Teams Administrator]", "[teams administrator]"),
    [
      'live-platform · directoryRoles[0] (line 75): "teams administrator" is not a directory role of Entra: did you mean Teams Administrator?',
    ],
  ],
  [
    "a directory role: exch old",
    rep("[Teams Administrator]", "[Exchange Service Administrator]"),
    [
      'live-platform · directoryRoles[0] (line 75): "Exchange Service Administrator" is another name of the directory role Exchange Administrator: write Exchange Administrator',
    ],
  ],
  [
    "a directory role: company admin",
    rep("[Teams Administrator]", "[Company Administrator]"),
    [
      'live-platform · directoryRoles[0] (line 75): "Company Administrator" is another name of the directory role Global Administrator: write Global Administrator',
    ],
  ],
  [
    "a directory role: short",
    rep("[Teams Administrator]", "[Teams Admin]"),
    [
      'live-platform · directoryRoles[0] (line 75): "Teams Admin" is not a directory role of Entra: did you mean Teams Administrator?',
    ],
  ],
  [
    "a directory role: exo group",
    rep("[Teams Administrator]", "[Organization Management]"),
    [
      "live-platform · directoryRoles[0] (line 75): Organization Management is a role group of Exchange Online, not a directory role of Entra: it is given there, to the service principal (New-ServicePrincipal, Add-RoleGroupMember). Leave it out here",
    ],
  ],
  [
    "a directory role: azure",
    rep("[Teams Administrator]", "[Owner]"),
    [
      "live-platform · directoryRoles[0] (line 75): Owner is a role of Azure's resources, not a directory role of Entra: it is given on the resource. Leave it out here",
    ],
  ],
  [
    "an API: ja",
    dev.replace(
      "Microsoft Graph: { application: [CallRecords.Read.All] }",
      "マイクロソフト グラフ: { application: [CallRecords.Read.All] }",
    ),
    [
      'live-platform-notifications · permissions."マイクロソフト グラフ" (line 90): "マイクロソフト グラフ" is not an API that this vendor is asked for; the page of "live-platform-notifications" asks on Microsoft Graph and Skype and Teams Tenant Admin API alone',
    ],
  ],
  [
    "an API: full-width",
    dev.replace(
      "Microsoft Graph: { application: [CallRecords.Read.All] }",
      "Ｍｉｃｒｏｓｏｆｔ　Ｇｒａｐｈ: { application: [CallRecords.Read.All] }",
    ),
    [
      'live-platform-notifications · permissions."Ｍｉｃｒｏｓｏｆｔ　Ｇｒａｐｈ" (line 90): "Ｍｉｃｒｏｓｏｆｔ　Ｇｒａｐｈ" is not an API that this vendor is asked for; did you mean Microsoft Graph? the page of "live-platform-notifications" asks on Microsoft Graph and Skype and Teams Tenant Admin API alone',
    ],
  ],
  [
    "vendor full-width",
    rep("vendor: teamconnect", "vendor: ｔｅａｍｃｏｎｎｅｃｔ"),
    [
      `teamconnect · vendor (line 53): "ｔｅａｍｃｏｎｎｅｃｔ" is not a vendor; did you mean teamconnect? Known: ${known}`,
    ],
  ],
  [
    "vendor product",
    rep("vendor: mailgates-sigma", "vendor: MAILGATES Σ"),
    [`mailgates · vendor (line 35): "MAILGATES Σ" is not a vendor; did you mean mailgates-sigma? Known: ${known}`],
  ],
  [
    "vendor case",
    rep("vendor: teamconnect", "vendor: TeamConnect"),
    [`teamconnect · vendor (line 53): "TeamConnect" is not a vendor; did you mean teamconnect? Known: ${known}`],
  ],
  [
    "the vault: url",
    rep(
      "vault: /subscriptions/66666666-6666-6666-6666-666666666666/resourceGroups/rg-identity/providers/Microsoft.KeyVault/vaults/kv-m365",
      "vault: https://kv-m365.vault.azure.net/",
    ),
    [
      'vault (line 10): "https://kv-m365.vault.azure.net/" is the vault\'s address; its resource id is wanted: az keyvault show --name kv-m365 --query id --output tsv prints it',
    ],
  ],
  [
    "the vault: name",
    rep(
      "vault: /subscriptions/66666666-6666-6666-6666-666666666666/resourceGroups/rg-identity/providers/Microsoft.KeyVault/vaults/kv-m365",
      "vault: kv-m365",
    ),
    [
      'vault (line 10): "kv-m365" is the vault\'s name; its resource id is wanted: az keyvault show --name kv-m365 --query id --output tsv prints it',
    ],
  ],
  [
    "the vault: portal url",
    rep(
      "vault: /subscriptions/66666666-6666-6666-6666-666666666666/resourceGroups/rg-identity/providers/Microsoft.KeyVault/vaults/kv-m365",
      "vault: https://portal.azure.com/#@contoso/resource/subscriptions/66666666-6666-6666-6666-666666666666/resourceGroups/rg-identity/providers/Microsoft.KeyVault/vaults/kv-m365/overview",
    ),
    [
      "vault (line 10): \"https://portal.azure.com/#@contoso/resource/subscriptions/66666666-6666-6666-6… is more than a Key Vault's resource id; write /subscriptions/66666666-6666-6666-6666-666666666666/resourceGroups/rg-identity/providers/Microsoft.KeyVault/vaults/kv-m365",
    ],
  ],
  [
    "the vault: secret",
    rep("/vaults/kv-m365", "/vaults/kv-m365/secrets/x"),
    [
      "vault (line 10): \"/subscriptions/66666666-6666-6666-6666-666666666666/resourceGroups/rg-identity… is more than a Key Vault's resource id; write /subscriptions/66666666-6666-6666-6666-666666666666/resourceGroups/rg-identity/providers/Microsoft.KeyVault/vaults/kv-m365",
    ],
  ],
  [
    "the vault: slash",
    rep("/vaults/kv-m365", "/vaults/kv-m365/"),
    [
      "vault (line 10): \"/subscriptions/66666666-6666-6666-6666-666666666666/resourceGroups/rg-identity… is more than a Key Vault's resource id; write /subscriptions/66666666-6666-6666-6666-666666666666/resourceGroups/rg-identity/providers/Microsoft.KeyVault/vaults/kv-m365",
    ],
  ],
  [
    "the vault: hsm",
    rep("/vaults/kv-m365", "/managedHSMs/kv-m365"),
    [
      'vault (line 10): "/subscriptions/66666666-6666-6666-6666-666666666666/resourceGroups/rg-identity… is a managed HSM, which keeps no secrets; write the resource id of a Key Vault',
    ],
  ],
  [
    "the vault: two lines",
    rep("vault: /subscriptions/", "vault:\n  subscriptions/"),
    [
      "vault (line 11): \"subscriptions/66666666-6666-6666-6666-666666666666/resourceGroups/rg-identity/… is more than a Key Vault's resource id; write /subscriptions/66666666-6666-6666-6666-666666666666/resourceGroups/rg-identity/providers/Microsoft.KeyVault/vaults/kv-m365",
    ],
  ],
  [
    "the vault: sub bad",
    rep("66666666-6666-6666-6666-666666666666", "66666666-6666-6666-6666-66666666666"),
    [
      "vault (line 10): \"66666666-6666-6666-6666-66666666666\" stands where the subscription's id does in a Key Vault's resource id; copy the resource id from the vault's Properties (/subscriptions/…/vaults/<name>)",
    ],
  ],
  [
    "an exception: unknown rule",
    rep("{ rule: multi-tenant,", "{ rule: multi-tennant,"),
    [
      'app-connect · exceptions[0].rule (line 105): "multi-tennant" is not a rule of the review; did you mean multi-tenant?',
    ],
  ],
  [
    "an exception: nonsense rule",
    rep("{ rule: multi-tenant,", "{ rule: everything,"),
    ['app-connect · exceptions[0].rule (line 105): "everything" is not a rule of the review; docs/rules.md lists them'],
  ],
  [
    "an exception: twice",
    rep(
      "      - { rule: implicit-grant, until: 2027-11-21 }",
      "      - { rule: implicit-grant, until: 2027-11-21 }\n      - { rule: implicit-grant, until: 2027-12-21 }",
    ),
    ['mailgates · exceptions[1] (line 47): "implicit-grant" stands twice; remove one of them'],
  ],
  [
    "an exception: of",
    rep("subject: Mail.ReadBasic,", "of: Mail.ReadBasics,"),
    [
      "mailgates · exceptions[3].of (line 49): is called `subject` now; rename it",
      'mailgates · exceptions[3].of (line 49): "Mail.ReadBasics" is nothing that this integration has; did you mean Mail.ReadBasic?',
    ],
  ],
  [
    "an exception: subject misspelt",
    rep("subject: Mail.ReadBasic,", "subject: Mail.ReadBasics,"),
    [
      'mailgates · exceptions[3].subject (line 49): "Mail.ReadBasics" is nothing that this integration has; did you mean Mail.ReadBasic?',
    ],
  ],
  [
    "an exception: subject of no API",
    rep("subject: Mail.ReadBasic,", "subject: Contoso.Portal.Use,"),
    [
      'mailgates · exceptions[3].subject (line 49): "Contoso.Portal.Use" is a permission of none of Microsoft\'s APIs; write what the review names, to the letter',
    ],
  ],
  [
    "confirmed before issue",
    rep("expires: 2028-11-20 }", "expires: 2028-11-20, confirmed: 2026-11-20 }"),
    ["mailgates · credentials[0] (line 44): confirmed 2026-11-20 is before issued 2026-11-21"],
  ],
  [
    "expires on the day of issue",
    rep("expires: 2028-11-20 }", "expires: 2026-11-21 }"),
    ["mailgates · credentials[0] (line 44): expires 2026-11-21 is not after issued 2026-11-21"],
  ],
  [
    "policy: a limit in quotation marks",
    rep("  disposable: true", "  policy: { secretLifetimeDays: '180' }\n  disposable: true"),
    ['tenant.policy.secretLifetimeDays (line 9): "180" is no number of whole days; write 180'],
  ],
  [
    "policy: a limit as Graph writes it",
    rep("  disposable: true", "  policy: { secretLifetimeDays: P180D }\n  disposable: true"),
    ['tenant.policy.secretLifetimeDays (line 9): "P180D" is no number of whole days; write 180'],
  ],
  [
    "policy: a limit below nothing",
    rep("  disposable: true", "  policy: { secretLifetimeDays: -1 }\n  disposable: true"),
    [
      "tenant.policy.secretLifetimeDays (line 9): -1 is no number of whole days; write the days alone (180), or { days: 180, since: 2026-12-01 }",
    ],
  ],
  [
    "policy: half a day",
    rep("  disposable: true", "  policy: { certificateLifetimeDays: { days: 1.5 } }\n  disposable: true"),
    [
      "tenant.policy.certificateLifetimeDays (line 9): has days: 1.5, which is no number of whole days; write the days alone (180), or { days: 180, since: 2026-12-01 }",
    ],
  ],
  [
    "policy: without days",
    rep("  disposable: true", "  policy: { certificateLifetimeDays: { since: 2026-12-01 } }\n  disposable: true"),
    [
      "tenant.policy.certificateLifetimeDays (line 9): has no `days`; write the days alone (180), or { days: 180, since: 2026-12-01 }",
    ],
  ],
  [
    "policy: since no day",
    rep("  disposable: true", "  policy: { secretLifetimeDays: { days: 800, since: 2026-02-30 } }\n  disposable: true"),
    ['tenant.policy.secretLifetimeDays.since (line 9): "2026-02-30" is not a day that exists; write YYYY-MM-DD'],
  ],
  [
    "policy: by its former name",
    rep("  disposable: true", "  longestSecret: { days: 180 }\n  disposable: true"),
    ["tenant.longestSecret (line 9): is written `policy: { secretLifetimeDays: { days: 180 } }` now"],
  ],
  [
    "policy: misspelt",
    rep("  disposable: true", "  policy: { secretLifetime: 180 }\n  disposable: true"),
    [
      "tenant.policy.secretLifetime (line 9): is not a key here; did you mean secretLifetimeDays? Allowed: secretLifetimeDays, certificateLifetimeDays, blocksSecrets, trustedAuthoritiesOnly, blocksMultiTenant, blocksIdentifierUris, requiresServiceReference",
      "mailgates · credentials[0].expires (line 45): expires 2028-11-20 is 730 days after issued 2026-11-21; the tenant takes client secrets of at most 180 days (tenant.policy.secretLifetimeDays): write 2027-05-20 or earlier",
    ],
  ],
  [
    "policy: a restriction that is not there",
    rep("  disposable: true", "  policy: { blocksSecrets: false }\n  disposable: true"),
    [
      "tenant.policy.blocksSecrets (line 9): false is what it is without the line; remove it, or write true, or { since: 2026-12-01, exempt: [<integration>] }",
    ],
  ],
  [
    "policy: a restriction by its day alone",
    rep("  disposable: true", "  policy: { blocksSecrets: 2026-12-01 }\n  disposable: true"),
    [
      'tenant.policy.blocksSecrets (line 9): "2026-12-01" is not how it is written; write true, or { since: 2026-12-01, exempt: [<integration>] }',
    ],
  ],
  [
    "policy: a day for what has none",
    rep(
      "  disposable: true",
      "  policy: { blocksMultiTenant: { since: 2026-12-01, exempt: [app-connect] } }\n  disposable: true",
    ),
    ["tenant.policy.blocksMultiTenant.since (line 9): is not a key here; Allowed: exempt"],
  ],
  [
    "policy: a reference that is not demanded",
    rep("  disposable: true", "  policy: { requiresServiceReference: false }\n  disposable: true"),
    ["tenant.policy.requiresServiceReference (line 9): false is what it is without the line; remove it, or write true"],
  ],
  [
    "names: a name for an id",
    rep("  disposable: true", "  names: { Adele: Adele Vance }\n  disposable: true"),
    [
      'tenant.names.Adele (line 9): "Adele" is not an id (8-4-4-4-12 hex digits). Write the object id of a user or a group, and beside it who it is',
    ],
  ],
  [
    "names: a number for a name",
    rep("  disposable: true", "  names: { 44444444-4444-4444-4444-444444444444: 7 }\n  disposable: true"),
    ['tenant.names.44444444-4444-4444-4444-444444444444 (line 9): 7 is read as a number by YAML; quote it: "7"'],
  ],
  [
    "people: assigned where a product has roles of its own",
    `${dev}
  grafana:
    vendor: grafana
    instances: [grafana.contoso.example]
    federated: [{ name: prod, subject: 77777777-7777-4777-8777-777777777777 }]
    signsIn: [44444444-4444-4444-4444-444444444444]
`,
    [
      "grafana · signsIn (line 111): assigns people to the application, and Grafana takes them by a role of its own (Viewer, Editor, Admin): write them by their role, appRoles: { Viewer: { users: […] } }",
    ],
  ],
  ...(
    [
      [
        "a role that there is none",
        "Admn: { users: [44444444-4444-4444-4444-444444444444] }",
        "appRoles.Admn (line 112): is no role of this product's; did you mean Admin? It has Viewer, Editor, Admin",
      ],
      [
        "a role by its name on the screen",
        "Grafana Org Admin: { users: [44444444-4444-4444-4444-444444444444] }",
        "appRoles.Grafana Org Admin (line 112): is no role of this product's; did you mean Admin? It has Viewer, Editor, Admin",
      ],
      [
        "a list in place of users or groups",
        "Admin: [44444444-4444-4444-4444-444444444444]",
        "appRoles.Admin (line 112): is a list, and whether it holds users or groups is not said; write { users: [<object id>, …] }, { groups: [<object id>, …] } or both",
      ],
      [
        "nobody in a role",
        "Admin: {}",
        "appRoles.Admin (line 112): names nobody; write { users: [<object id>, …] }, { groups: [<object id>, …] } or both",
      ],
      [
        "somebody twice in a role",
        "Admin: { users: [44444444-4444-4444-4444-444444444444], groups: [44444444-4444-4444-4444-444444444444] }",
        'appRoles.Admin.groups[0] (line 112): "44444444-4444-4444-4444-444444444444" stands twice (in `users`); remove one of them',
      ],
      [
        "a mail address in a role",
        "Admin: { users: [adele@contoso.example] }",
        'appRoles.Admin.users[0] (line 112): "adele@contoso.example" is a name; an id does not change when somebody is renamed. Write a user\'s object id (Users › … › Object ID)',
      ],
      [
        "the one user by a word for one",
        "Admin: { user: [44444444-4444-4444-4444-444444444444] }",
        "appRoles.Admin.user (line 112): is not a key here; did you mean users? Allowed: users, groups",
      ],
    ] as const
  ).map(([title, line, fault]): (typeof wrong)[number] => [
    `roles of a product: ${title}`,
    `${dev}
  grafana:
    vendor: grafana
    instances: [grafana.contoso.example]
    federated: [{ name: prod, subject: 77777777-7777-4777-8777-777777777777 }]
    appRoles:
      ${line}
`,
    [`grafana · ${fault}`],
  ]),
  [
    "absent: an API misspelt",
    rep("  disposable: true", "  absentApis: [Microsoft Grap]\n  disposable: true"),
    [
      'tenant.absentApis[0] (line 9): "Microsoft Grap" is not an API of Microsoft\'s that may be asked; did you mean Microsoft Graph?',
    ],
  ],
  [
    "absent: an API that is asked",
    rep("  disposable: true", "  absentApis: [Skype and Teams Tenant Admin API]\n  disposable: true").replace(
      "      Microsoft Graph: { application: [Organization.Read.All] }",
      "      Skype and Teams Tenant Admin API: { application: [application_access] }",
    ),
    [
      "live-platform · permissions.Skype and Teams Tenant Admin API (line 78): is asked for permissions, and this tenant has no licence for it (tenant.absentApis): leave it out, or remove it there once it is licensed",
    ],
  ],
  [
    "absent: an API that the page asks",
    rep("  disposable: true", "  absentApis: [Office 365 Exchange Online]\n  disposable: true"),
    [
      "teamconnect · vendor (line 54): TeamConnect's page asks permissions of Office 365 Exchange Online, and this tenant has no licence for it (tenant.absentApis): buy the licence and remove it there, or give the integration up",
    ],
  ],
  [
    "owners map",
    rep(
      "  owners: # object ids of enterprise applications, or of people (`user:`)\n    - { servicePrincipal: 33333333-3333-3333-3333-333333333333, deploys: true } # this one runs `pulumi up`\n    - servicePrincipal: 55555555-5555-5555-5555-555555555555",
      "  owners:\n    servicePrincipal: 33333333-3333-3333-3333-333333333333\n    deploys: true",
    ),
    [
      "tenant.owners (line 6): a map stands where a list is expected; begin each entry with a dash: - { servicePrincipal: … }",
    ],
  ],
  [
    "an owner: deploys yes",
    rep("deploys: true", "deploys: yes"),
    [
      'tenant.owners[0] (line 7): has deploys: "yes"; write `deploys: true` for the one that deploys, and leave it out of the others',
    ],
  ],
  [
    "an owner: extra key",
    rep("deploys: true", "deploy: true"),
    [
      "tenant.owners[0].deploy (line 7): is not a key here; did you mean deploys? Allowed: servicePrincipal, name, deploys, user",
    ],
  ],
  [
    "an owner: both kinds",
    rep(
      "    - servicePrincipal: 55555555-5555-5555-5555-555555555555",
      "    - { servicePrincipal: 55555555-5555-5555-5555-555555555555, user: 55555555-5555-5555-5555-555555555556 }",
    ),
    ["tenant.owners[1] (line 8): names a user and a service principal; write two entries, a dash before each"],
  ],
  [
    "an owner: group",
    rep(
      "    - servicePrincipal: 55555555-5555-5555-5555-555555555555",
      "    - group: 55555555-5555-5555-5555-555555555555",
    ),
    ["tenant.owners[1] (line 8): names a group, which cannot own an application; name its users one by one"],
  ],
  [
    "purpose zero width",
    rep("purpose: Inbound mail filtering", "purpose: Inbound\u200b mail"),
    ["mailgates (line 36): holds invisible characters (U+200B) in line 36; delete them, or write the text again"],
  ],
  [
    "formerly itself",
    rep("    ticket: CHG0030002", "    formerly: mailgates"),
    [
      'mailgates · formerly (line 38): "mailgates" is still an integration of this file; a former name belongs to one integration alone',
    ],
  ],
  [
    "formerly twice",
    rep("    ticket: CHG0030002", "    formerly: [mg, mg]"),
    ['mailgates · formerly (line 38): "mg" is a former name of mailgates already'],
  ],
  [
    "confirmed bool",
    rep("expires: 2028-11-20 }", "expires: 2028-11-20, confirmed: true }"),
    ["mailgates · credentials[0].confirmed (line 44): true is not a day; write YYYY-MM-DD"],
  ],
  [
    "issued upper letter",
    rep("{ issued: 2026-11-21, expires: 2028-11-20 }", "{ issued: 2026-11-21B, expires: 2028-11-20 }"),
    ['mailgates · credentials[0].issued (line 44): "2026-11-21B" is not written as the others; write 2026-11-21b'],
  ],
  [
    "rtf/word quotes id",
    rep(
      "servicePrincipal: 55555555-5555-5555-5555-555555555555",
      "servicePrincipal: ’55555555-5555-5555-5555-555555555555’",
    ),
    [
      'tenant.owners[1].servicePrincipal (line 8): "’55555555-5555-5555-5555-555555555555’" is not an id as Entra writes it; write 55555555-5555-5555-5555-555555555555',
    ],
  ],
  [
    "empty tenant",
    dev.replace(/tenant:[\s\S]*?vault:/, "tenant:\nvault:"),
    ["tenant (line 3): nothing stands where a map is expected; write { id, domain, owners }, each with its value"],
  ],
  [
    "only comments",
    "# nothing\n",
    ["the file: is empty; it needs `tenant:` and `integrations:` (see tenants/dev.yaml)"],
  ],
  [
    "no integrations",
    dev.replace(/integrations:[\s\S]*/, "integrations:\n"),
    [
      "integrations (line 12): nothing stands where the integrations are expected; write each by its name: `mailgates:` and below it `vendor: …`",
    ],
  ],
  ...wrongValues,
];
