/** Wrong values of dev.yaml in the forms in which portals, mails, spreadsheets and chats hold them. */
import { rep } from "./changed-dev-file.ts";

const T = "    ticket: CHG0030002";

/** Each with another value in its place. */
const uri = (by: string) => rep("      - https://contoso-mgf.cybermail.jp/oauth/callback", `      - ${by}`);
const owner = (by: string) => rep("servicePrincipal: 55555555-5555-5555-5555-555555555555", by);
const sp = (by: string) => owner(`servicePrincipal: ${by}`);
const tick = (by: string) => rep(T, by);
const exp = (by: string) => rep("expires: 2028-11-20 }", `expires: ${by} }`);
const mbox = (by: string) => rep("address: teamconnect@contoso.example", `address: ${by}`);

/** As long as a token of its kind, of letters that repeat. */
const r = (length: number, of = "aB3dE5fG7h") => of.repeat(Math.ceil(length / of.length)).slice(0, length);

export const wrongValues: readonly (readonly [what: string, text: string, faults: readonly string[]])[] = [
  [
    "date de dots short year",
    exp("20.11.28"),
    ['mailgates · credentials[0].expires (line 44): "20.11.28" is not written as YYYY-MM-DD; write 2028-11-20'],
  ],
  [
    "date iso offset that changes day",
    exp("2028-11-20T03:00:00+09:00"),
    [
      'mailgates · credentials[0].expires (line 44): "2028-11-20T03:00:00+09:00" may be 2028-11-19 or 2028-11-20; write the one that is meant, as YYYY-MM-DD',
    ],
  ],
  [
    "date epoch ms",
    exp("1858291200000"),
    ["mailgates · credentials[0].expires (line 44): 1858291200000 is not written as YYYY-MM-DD; write 2028-11-20"],
  ],
  [
    "date es",
    exp("20 de noviembre de 2028"),
    [
      'mailgates · credentials[0].expires (line 44): "20 de noviembre de 2028" is not written as YYYY-MM-DD; write 2028-11-20',
    ],
  ],
  [
    "date 2028-11-20.",
    exp("2028-11-20."),
    ['mailgates · credentials[0].expires (line 44): "2028-11-20." is not written as YYYY-MM-DD; write 2028-11-20'],
  ],
  [
    "date 0228-11-20",
    exp("0228-11-20"),
    [
      'mailgates · credentials[0].expires (line 44): "0228-11-20" is in the year 228; write a day between 2000 and 2099',
      "mailgates · credentials[0] (line 44): expires 0228-11-20 is not after issued 2026-11-21",
    ],
  ],
  [
    "date 24 months",
    exp("24 months"),
    [
      'mailgates · credentials[0].expires (line 44): "24 months" is a span of time, and a day is wanted; write YYYY-MM-DD',
    ],
  ],
  [
    "date never",
    exp("never"),
    ['mailgates · credentials[0].expires (line 44): "never" is not a day; write YYYY-MM-DD'],
  ],
  [
    "date with ja wday",
    exp("2028/11/20(月)"),
    ['mailgates · credentials[0].expires (line 44): "2028/11/20(月)" is not written as YYYY-MM-DD; write 2028-11-20'],
  ],
  [
    "date 20-Nov-28",
    exp("20-Nov-28"),
    ['mailgates · credentials[0].expires (line 44): "20-Nov-28" is not written as YYYY-MM-DD; write 2028-11-20'],
  ],
  [
    "date letter l for 1",
    exp("2028-l1-20"),
    ['mailgates · credentials[0].expires (line 44): "2028-l1-20" is not written as YYYY-MM-DD; write 2028-11-20'],
  ],
  [
    "date excel serial frac",
    exp("47077.5"),
    ["mailgates · credentials[0].expires (line 44): 47077.5 is not written as YYYY-MM-DD; write 2028-11-20"],
  ],
  [
    "date ymd short",
    exp("28-11-20"),
    [
      'mailgates · credentials[0].expires (line 44): "28-11-20" may be 2028-11-20 or 2020-11-28; write the one that is meant, as YYYY-MM-DD',
    ],
  ],
  [
    "until 9999",
    rep("until: 2027-11-21", "until: 9999-12-31"),
    ['mailgates · exceptions[0].until (line 46): "9999-12-31" is in the year 9999; write a day between 2000 and 2099'],
  ],
  [
    "proofpoint v3 with sub chars",
    uri("https://urldefense.com/v3/__https://contoso-mgf.cybermail.jp/oauth/callback?x=1*y__;Kw!!abc!def$"),
    [
      "mailgates · redirectUris[0] (line 41): \"https://urldefense.com/v3/__https://contoso-mgf.cybermail.jp/oauth/callback?x=… is Proofpoint's rewritten link, not the vendor's address; write https://contoso-mgf.cybermail.jp/oauth/callback?x=1+y",
    ],
  ],
  [
    "mimecast",
    uri("https://protect-eu.mimecast.com/s/AbCdEf?domain=contoso-mgf.cybermail.jp"),
    [
      "mailgates · redirectUris[0] (line 41): \"https://protect-eu.mimecast.com/s/AbCdEf?domain=contoso-mgf.cybermail.jp\" is Mimecast's rewritten link, not the vendor's address; write the vendor's own address",
    ],
  ],
  [
    "barracuda",
    uri(
      "https://linkprotect.cudasvc.com/url?a=https%3a%2f%2fcontoso-mgf.cybermail.jp%2foauth%2fcallback&c=E,1,abc&typo=1",
    ),
    [
      "mailgates · redirectUris[0] (line 41): \"https://linkprotect.cudasvc.com/url?a=https%3a%2f%2fcontoso-mgf.cybermail.jp%2… is Barracuda's rewritten link, not the vendor's address; write https://contoso-mgf.cybermail.jp/oauth/callback",
    ],
  ],
  [
    "google jp",
    uri("https://www.google.co.jp/url?q=https://contoso-mgf.cybermail.jp/oauth/callback"),
    [
      'mailgates · redirectUris[0] (line 41): "https://www.google.co.jp/url?q=https://contoso-mgf.cybermail.jp/oauth/callback" is a link that leads elsewhere, not the vendor\'s address; write https://contoso-mgf.cybermail.jp/oauth/callback',
    ],
  ],
  [
    "trendmicro",
    uri(
      "https://ddec1-0-en-ctp.trendmicro.com/wis/clicktime/v1/query?url=https%3a%2f%2fcontoso-mgf.cybermail.jp%2foauth%2fcallback&umid=abc&auth=xyz",
    ),
    [
      "mailgates · redirectUris[0] (line 41): \"https://ddec1-0-en-ctp.trendmicro.com/wis/clicktime/v1/query?url=https%3a%2f%2… is Trend Micro's rewritten link, not the vendor's address; write https://contoso-mgf.cybermail.jp/oauth/callback",
    ],
  ],
  [
    "sophos",
    uri(
      "https://eu-west-1.protection.sophos.com/?d=cybermail.jp&u=aHR0cHM6Ly9jb250b3NvLW1nZi5jeWJlcm1haWwuanAvb2F1dGgvY2FsbGJhY2s=&i=abc",
    ),
    [
      "mailgates · redirectUris[0] (line 41): \"https://eu-west-1.protection.sophos.com/?d=cybermail.jp&u=aHR0cHM6Ly9jb250b3Nv… is Sophos' rewritten link, not the vendor's address; write https://contoso-mgf.cybermail.jp/oauth/callback",
    ],
  ],
  [
    "cisco",
    uri("https://secure-web.cisco.com/1abcdEF/https%3A%2F%2Fcontoso-mgf.cybermail.jp%2Foauth%2Fcallback"),
    [
      "mailgates · redirectUris[0] (line 41): \"https://secure-web.cisco.com/1abcdEF/https%3A%2F%2Fcontoso-mgf.cybermail.jp%2F… is a link that a filter rewrote, not the vendor's address; write https://contoso-mgf.cybermail.jp/oauth/callback",
    ],
  ],
  [
    "teams statics safelink",
    uri(
      "https://statics.teams.cdn.office.net/evergreen-assets/safelinks/1/atp-safelinks.html?url=https%3A%2F%2Fcontoso-mgf.cybermail.jp%2Foauth%2Fcallback&locale=en-us",
    ),
    [
      "mailgates · redirectUris[0] (line 41): \"https://statics.teams.cdn.office.net/evergreen-assets/safelinks/1/atp-safelink… is the Safe Link of Teams, not the vendor's address; write https://contoso-mgf.cybermail.jp/oauth/callback",
    ],
  ],
  [
    "safelink in safelink",
    uri(
      "https://apc01.safelinks.protection.outlook.com/?url=https%3A%2F%2Furldefense.com%2Fv3%2F__https%3A%2F%2Fcontoso-mgf.cybermail.jp%2Foauth%2Fcallback__%3B!!abc&data=05",
    ),
    [
      "mailgates · redirectUris[0] (line 41): \"https://apc01.safelinks.protection.outlook.com/?url=https%3A%2F%2Furldefense.c… is Outlook's Safe Link, not the vendor's address; write https://contoso-mgf.cybermail.jp/oauth/callback",
    ],
  ],
  [
    "HTTPS upper",
    uri("HTTPS://contoso-mgf.cybermail.jp/oauth/callback"),
    [
      'mailgates · redirectUris[0] (line 41): "HTTPS://contoso-mgf.cybermail.jp/oauth/callback" is not written as a redirect URI is; write https://contoso-mgf.cybermail.jp/oauth/callback',
    ],
  ],
  [
    "port 99999",
    uri("https://contoso-mgf.cybermail.jp:99999/oauth/callback"),
    [
      'mailgates · redirectUris[0] (line 41): "https://contoso-mgf.cybermail.jp:99999/oauth/callback" names the port 99999; ports end at 65535',
    ],
  ],
  [
    "port empty",
    uri("https://contoso-mgf.cybermail.jp:/oauth/callback"),
    [
      'mailgates · redirectUris[0] (line 41): "https://contoso-mgf.cybermail.jp:/oauth/callback" is not written as a redirect URI is; write https://contoso-mgf.cybermail.jp/oauth/callback',
    ],
  ],
  [
    "query error",
    uri("https://contoso-mgf.cybermail.jp/cb?error=access_denied&error_description=AADSTS65004"),
    [
      'mailgates · redirectUris[0] (line 41): "https://contoso-mgf.cybermail.jp/cb?error=access_denied&error_description=AADS… carries error, error_description, which a sign-in has left behind; write https://contoso-mgf.cybermail.jp/cb',
    ],
  ],
  [
    "authorize url",
    uri(
      "https://login.microsoftonline.com/common/oauth2/v2.0/authorize?client_id=77777777-7777-7777-7777-777777777777&redirect_uri=https%3A%2F%2Fcontoso-mgf.cybermail.jp%2Foauth%2Fcallback&response_type=code",
    ),
    [
      "mailgates · redirectUris[0] (line 41): \"https://login.microsoftonline.com/common/oauth2/v2.0/authorize?client_id=77777… is an address of Microsoft's (login.microsoftonline.com), to which no product comes back; write https://contoso-mgf.cybermail.jp/oauth/callback",
    ],
  ],
  [
    "portal url",
    uri(
      "https://portal.azure.com/#view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/~/Authentication/appId/77777777-7777-7777-7777-777777777777",
    ),
    [
      "mailgates · redirectUris[0] (line 41): \"https://portal.azure.com/#view/Microsoft_AAD_RegisteredApps/ApplicationMenuBla… is an address of Microsoft's (portal.azure.com), to which no product comes back; write the vendor's own",
    ],
  ],
  [
    "hxxps",
    uri("hxxps://contoso-mgf.cybermail.jp/cb"),
    [
      'mailgates · redirectUris[0] (line 41): "hxxps://contoso-mgf.cybermail.jp/cb" is not written as a redirect URI is; write https://contoso-mgf.cybermail.jp/cb',
    ],
  ],
  [
    "defanged",
    uri("https://contoso-mgf[.]cybermail[.]jp/cb"),
    [
      'mailgates · redirectUris[0] (line 41): "https://contoso-mgf[.]cybermail[.]jp/cb" is not written as a redirect URI is; write https://contoso-mgf.cybermail.jp/cb',
    ],
  ],
  [
    "https;//",
    uri("https;//contoso-mgf.cybermail.jp/cb"),
    [
      'mailgates · redirectUris[0] (line 41): "https;//contoso-mgf.cybermail.jp/cb" is not written as a redirect URI is; write https://contoso-mgf.cybermail.jp/cb',
    ],
  ],
  [
    "full-width slash in uri",
    uri("https:／／contoso-mgf.cybermail.jp/cb"),
    [
      'mailgates · redirectUris[0] (line 41): "https:／／contoso-mgf.cybermail.jp/cb" is not written as a redirect URI is; write https://contoso-mgf.cybermail.jp/cb',
    ],
  ],
  [
    "blank in the middle",
    uri("https://contoso-mgf. cybermail.jp/cb"),
    [
      'mailgates · redirectUris[0] (line 41): "https://contoso-mgf. cybermail.jp/cb" is not written as a redirect URI is; write https://contoso-mgf.cybermail.jp/cb',
    ],
  ],
  [
    "trailing comma",
    uri("https://contoso-mgf.cybermail.jp/cb,"),
    [
      'mailgates · redirectUris[0] (line 41): "https://contoso-mgf.cybermail.jp/cb," is not written as a redirect URI is; write https://contoso-mgf.cybermail.jp/cb',
    ],
  ],
  [
    "trailing period",
    uri("https://contoso-mgf.cybermail.jp/cb."),
    [
      'mailgates · redirectUris[0] (line 41): "https://contoso-mgf.cybermail.jp/cb." is not written as a redirect URI is; write https://contoso-mgf.cybermail.jp/cb',
    ],
  ],
  [
    "html entity",
    uri("https://contoso-mgf.cybermail.jp/cb?a=1&amp;b=2"),
    [
      'mailgates · redirectUris[0] (line 41): "https://contoso-mgf.cybermail.jp/cb?a=1&amp;b=2" is not written as a redirect URI is; write https://contoso-mgf.cybermail.jp/cb?a=1&b=2',
    ],
  ],
  [
    "anchor html",
    uri(`'<a href="https://contoso-mgf.cybermail.jp/cb">link</a>'`),
    [
      'mailgates · redirectUris[0] (line 41): "<a href="https://contoso-mgf.cybermail.jp/cb">link</a>" is not written as a redirect URI is; write https://contoso-mgf.cybermail.jp/cb',
    ],
  ],
  [
    "label before",
    uri("'Redirect URI: https://contoso-mgf.cybermail.jp/cb'"),
    [
      'mailgates · redirectUris[0] (line 41): "Redirect URI: https://contoso-mgf.cybermail.jp/cb" is not written as a redirect URI is; write https://contoso-mgf.cybermail.jp/cb',
    ],
  ],
  [
    "xxx host",
    uri("https://xxxx.cybermail.jp/cb"),
    [
      'mailgates · redirectUris[0] (line 41): "https://xxxx.cybermail.jp/cb" still has the placeholder xxxx; write your own value in its place',
    ],
  ],
  [
    "double dot host",
    uri("https://contoso..cybermail.jp/cb"),
    [
      'mailgates · redirectUris[0] (line 41): "https://contoso..cybermail.jp/cb" has two dots in a row in its host; write the host as the vendor prints it',
    ],
  ],
  [
    "double https",
    uri("https://https://contoso-mgf.cybermail.jp/cb"),
    [
      'mailgates · redirectUris[0] (line 41): "https://https://contoso-mgf.cybermail.jp/cb" is not written as a redirect URI is; write https://contoso-mgf.cybermail.jp/cb',
    ],
  ],
  [
    "id O for 0",
    sp("5e5a7b1c-5555-4555-8555-5b5O5c555d55"),
    [
      'tenant.owners[1].servicePrincipal (line 8): "5e5a7b1c-5555-4555-8555-5b5O5c555d55" has a letter in place of a digit (0 to 9, a to f); copy it again, it may be 5e5a7b1c-5555-4555-8555-5b505c555d55',
    ],
  ],
  [
    "id missing dash",
    sp("5e5a7b1c5555-4555-8555-5b555c555d55"),
    [
      'tenant.owners[1].servicePrincipal (line 8): "5e5a7b1c5555-4555-8555-5b555c555d55" is not an id as Entra writes it; write 5e5a7b1c-5555-4555-8555-5b555c555d55',
    ],
  ],
  [
    "id with ja label",
    sp("オブジェクト ID：5e5a7b1c-5555-4555-8555-5b555c555d55"),
    [
      'tenant.owners[1].servicePrincipal (line 8): "オブジェクト ID：5e5a7b1c-5555-4555-8555-5b555c555d55" is more than an id; write 5e5a7b1c-5555-4555-8555-5b555c555d55',
    ],
  ],
  [
    "id with name",
    sp("svc-deploy (5e5a7b1c-5555-4555-8555-5b555c555d55)"),
    [
      'tenant.owners[1].servicePrincipal (line 8): "svc-deploy (5e5a7b1c-5555-4555-8555-5b555c555d55)" is more than an id; write 5e5a7b1c-5555-4555-8555-5b555c555d55',
    ],
  ],
  [
    "id portal url",
    sp(
      "https://entra.microsoft.com/#view/Microsoft_AAD_IAM/ManagedAppMenuBlade/~/Overview/objectId/5e5a7b1c-5555-4555-8555-5b555c555d55/appId/77777777-7777-7777-7777-777777777777",
    ),
    [
      'tenant.owners[1].servicePrincipal (line 8): "https://entra.microsoft.com/#view/Microsoft_AAD_IAM/ManagedAppMenuBlade/~/Over… is more than an id; write 5e5a7b1c-5555-4555-8555-5b555c555d55',
    ],
  ],
  [
    "id 0x array",
    sp('"{0x5e5a7b1c,0x5555,0x4555,{0x85,0x55,0x5b,0x55,0x5c,0x55,0x5d,0x55}}"'),
    [
      'tenant.owners[1].servicePrincipal (line 8): "{0x5e5a7b1c,0x5555,0x4555,{0x85,0x55,0x5b,0x55,0x5c,0x55,0x5d,0x55}}" is not an id as Entra writes it; write 5e5a7b1c-5555-4555-8555-5b555c555d55',
    ],
  ],
  [
    "id ff",
    sp("ffffffff-ffff-ffff-ffff-ffffffffffff"),
    [
      "tenant.owners[1].servicePrincipal (line 8): ffffffff-ffff-ffff-ffff-ffffffffffff is the last of all ids, all f; it stands for nobody. Write the object id of a user (Users › … › Object ID) or of an enterprise application (Enterprise applications › … › Object ID)",
    ],
  ],
  [
    "id placeholder x",
    sp("xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx"),
    [
      'tenant.owners[1].servicePrincipal (line 8): "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx" is not an id (8-4-4-4-12 hex digits). Write the object id of a user (Users › … › Object ID) or of an enterprise application (Enterprise applications › … › Object ID)',
    ],
  ],
  [
    "id two",
    sp("5e5a7b1c-5555-4555-8555-5b555c555d55, 6e5a7b1c-5555-4555-8555-5b555c555d55"),
    [
      'tenant.owners[1].servicePrincipal (line 8): "5e5a7b1c-5555-4555-8555-5b555c555d55, 6e5a7b1c-5555-4555-8555-5b555c555d55" holds 2 ids; one entry each: 5e5a7b1c-5555-4555-8555-5b555c555d55, 6e5a7b1c-5555-4555-8555-5b555c555d55',
    ],
  ],
  [
    "id SID",
    sp("S-1-12-1-1234567890-1234567890-1234567890-1234567890"),
    [
      'tenant.owners[1].servicePrincipal (line 8): "S-1-12-1-1234567890-1234567890-1234567890-1234567890" is a SID, by which Windows knows somebody. Write the object id of a user (Users › … › Object ID) or of an enterprise application (Enterprise applications › … › Object ID)',
    ],
  ],
  [
    "owner az cli appid",
    sp("04b07795-8ddb-461a-bbee-02f9e1bf7b46"),
    [
      "tenant.owners[1].servicePrincipal (line 8): 04b07795-8ddb-461a-bbee-02f9e1bf7b46 is the client id of Microsoft Azure CLI, the same in every tenant; it is no object of this one. Write the object id of a user (Users › … › Object ID) or of an enterprise application (Enterprise applications › … › Object ID)",
    ],
  ],
  [
    "tenant id url",
    rep(
      "id: 11111111-1111-1111-1111-111111111111",
      "id: https://login.microsoftonline.com/11111111-1111-1111-1111-111111111111/v2.0",
    ),
    [
      'tenant.id (line 4): "https://login.microsoftonline.com/11111111-1111-1111-1111-111111111111/v2.0" is more than an id; write 11111111-1111-1111-1111-111111111111',
    ],
  ],
  [
    "tenant id msa",
    rep("id: 11111111-1111-1111-1111-111111111111", "id: 9188040d-6c67-4c5b-b112-36a304b66dad"),
    [
      "tenant.id (line 4): 9188040d-6c67-4c5b-b112-36a304b66dad is the id of the tenant of personal Microsoft accounts, not of this one. Write the tenant's id (Entra › Overview › Tenant ID)",
    ],
  ],
  [
    "mbox name [SMTP]",
    mbox('"TeamConnect [SMTP:teamconnect@contoso.example]"'),
    [
      'teamconnect · mailboxes[0].address (line 61): "TeamConnect [SMTP:teamconnect@contoso.example]" is not an address alone; write teamconnect@contoso.example',
    ],
  ],
  [
    "mbox legacy dn",
    mbox("/o=ExchangeLabs/ou=x/cn=Recipients/cn=abc"),
    [
      'teamconnect · mailboxes[0].address (line 61): "/o=ExchangeLabs/ou=x/cn=Recipients/cn=abc" is an X.500 name, by which Exchange knows it inside; write its mail address, name@domain',
    ],
  ],
  [
    "mbox [at] dot",
    mbox("'teamconnect [at] contoso [dot] example'"),
    [
      'teamconnect · mailboxes[0].address (line 61): "teamconnect [at] contoso [dot] example" is not an address alone; write teamconnect@contoso.example',
    ],
  ],
  [
    "mbox .. ",
    mbox("team..connect@contoso.example"),
    [
      'teamconnect · mailboxes[0].address (line 61): "team..connect@contoso.example" is not a mail address; write name@domain',
    ],
  ],
  [
    "mbox umlaut",
    mbox("büro@contoso.example"),
    [
      'teamconnect · mailboxes[0].address (line 61): "büro@contoso.example" holds "ü" (U+00FC), which no address of Exchange Online has; type it again',
    ],
  ],
  [
    "mbox upn EXT",
    mbox("adele_fabrikam.com#EXT#@contoso.onmicrosoft.com"),
    [
      'teamconnect · mailboxes[0].address (line 61): "adele_fabrikam.com#EXT#@contoso.onmicrosoft.com" is the name by which a guest signs in, and a guest has no mailbox here; write the mailbox\'s own address',
    ],
  ],
  [
    "mbox wildcard",
    mbox("'*@contoso.example'"),
    [
      'teamconnect · mailboxes[0].address (line 61): "*@contoso.example" has a wildcard; write each mailbox by its address',
    ],
  ],
  [
    "mbox md link",
    mbox("'[teamconnect@contoso.example](mailto:teamconnect@contoso.example)'"),
    [
      'teamconnect · mailboxes[0].address (line 61): "[teamconnect@contoso.example](mailto:teamconnect@contoso.example)" is not an address alone; write teamconnect@contoso.example',
    ],
  ],
  [
    "mbox trailing ja",
    mbox("teamconnect@contoso.example、"),
    [
      'teamconnect · mailboxes[0].address (line 61): "teamconnect@contoso.example、" is not an address alone; write teamconnect@contoso.example',
    ],
  ],
  [
    "a secret: GitLab's deploy token",
    tick(`    ticket: gldt-${r(20)}`),
    [
      "mailgates (line 38): holds what looks like a token of GitLab (gld…); secrets never stand in this file, comments included. Remove it and revoke it: git keeps what was committed",
    ],
  ],
  [
    "a secret: Slack's app token",
    tick(`    ticket: xapp-1-A0123456789-${r(64, "ab12")}`),
    [
      "mailgates (line 38): holds what looks like a token of Slack (xap…); secrets never stand in this file, comments included. Remove it and revoke it: git keeps what was committed",
    ],
  ],
  [
    "a secret: a .pfx in Base64",
    tick(`    ticket: MIIKYQIBAzCCCicGCSqGSIb3DQEHAaCC${r(60)}`),
    [
      "mailgates (line 38): holds what looks like a private key (MII…); secrets never stand in this file, comments included. Remove it and revoke it: git keeps what was committed",
    ],
  ],
  [
    "a secret: a private key without its first line",
    tick(`    ticket: MIIEvQIBADANBgkqhkiG9w0BAQEFAASC${r(60)}`),
    [
      "mailgates (line 38): holds what looks like a private key (MII…); secrets never stand in this file, comments included. Remove it and revoke it: git keeps what was committed",
    ],
  ],
  [
    "a secret: PuTTY's file",
    tick("    ticket: 'PuTTY-User-Key-File-3: ssh-rsa'"),
    [
      "mailgates (line 38): holds what looks like a private key (PuT…); secrets never stand in this file, comments included. Remove it and revoke it: git keeps what was committed",
    ],
  ],
  [
    "a secret: Entra's with signs of every kind",
    tick("    ticket: '/Kx8=Qz[pL0@vT5.rN7-wB3:yH6?mD1s'"),
    [
      "mailgates · ticket (line 38): has the shape of a secret; secrets never stand in this file. Revoke it if it is real",
    ],
  ],
  [
    "a secret: Entra's in full-width letters",
    tick(
      `    ticket: ${`Abc8Q~${r(34)}`.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0))}`,
    ),
    [
      "mailgates (line 38): holds what looks like a client secret of Entra (Abc…); secrets never stand in this file, comments included. Remove it and revoke it: git keeps what was committed",
    ],
  ],
  [
    "a secret: Entra's with a sign of no width",
    tick(`    ticket: Abc8\u200bQ~${r(34)}`),
    [
      "mailgates (line 38): holds what looks like a client secret of Entra (Q~a…); secrets never stand in this file, comments included. Remove it and revoke it: git keeps what was committed",
      "mailgates (line 38): holds invisible characters (U+200B) in line 38; delete them, or write the text again",
    ],
  ],
  [
    "a secret: Azure DevOps",
    tick(`    ticket: ${r(76)}AZDO${r(4)}`),
    [
      "mailgates (line 38): holds what looks like a token of Azure DevOps (aB3…); secrets never stand in this file, comments included. Remove it and revoke it: git keeps what was committed",
    ],
  ],
  [
    "a secret: Basic",
    tick("    ticket: 'Authorization: Basic YWRtaW46U29tbWVyMjAyNiE='"),
    [
      "mailgates (line 38): holds what looks like a user's name and password (Bas…); secrets never stand in this file, comments included. Remove it and revoke it: git keeps what was committed",
    ],
  ],
  [
    "a secret: a word of another program before it",
    tick(`${T} # DD_API_KEY=${r(32, "0123456789abcdef")}`),
    [
      "mailgates (line 38): holds what looks like a secret (DD_API_KEY=…); secrets never stand in this file, comments included. Remove it and revoke it: git keeps what was committed",
    ],
  ],
  [
    "a secret: German",
    tick(`${T} # Passwort: Sommer2026!`),
    [
      "mailgates (line 38): holds what looks like a secret (Passwort:…); secrets never stand in this file, comments included. Remove it and revoke it: git keeps what was committed",
    ],
  ],
  [
    "a secret: French",
    tick(`${T} # mot de passe : Sommer2026!`),
    [
      "mailgates (line 38): holds what looks like a secret (mot de passe:…); secrets never stand in this file, comments included. Remove it and revoke it: git keeps what was committed",
    ],
  ],
  [
    "a secret: in a sentence",
    tick(`${T} # the password is Sommer2026!`),
    [
      "mailgates (line 38): holds what looks like a secret (passwordis…); secrets never stand in this file, comments included. Remove it and revoke it: git keeps what was committed",
    ],
  ],
  [
    "a secret: of curl",
    tick(`${T} # curl -u admin:Sommer2026! https://contoso.example`),
    [
      "mailgates (line 38): holds what looks like a password (beside a user's name); secrets never stand in this file, comments included. Remove it and revoke it: git keeps what was committed",
    ],
  ],
  [
    "a secret: a key whose name is nearly another",
    tick("    secret: correcthorse"),
    [
      "mailgates · secret (line 38): is a place for a secret; secrets never stand in this file. Remove the line, and revoke what stood there: git keeps what was committed",
    ],
  ],
];
