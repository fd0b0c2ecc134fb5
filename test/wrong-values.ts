/** Wrong values of dev.yaml in the forms in which portals, mails, spreadsheets and chats hold them. */
import { dev, rep } from "./changed-dev-file.ts";

const T = "    ticket: CHG0030002";

/** Each with another value in its place. */
const uri = (by: string) => rep("      - https://contoso-mgf.cybermail.jp/oauth/callback", `      - ${by}`);
const owner = (by: string) => rep("servicePrincipal: 55555555-5555-5555-5555-555555555555", by);
const sp = (by: string) => owner(`servicePrincipal: ${by}`);
const tick = (by: string) => rep(T, by);
const exp = (by: string) => rep("expires: 2028-11-20 }", `expires: ${by} }`);
const mbox = (by: string) => rep("address: teamconnect@contoso.example", `address: ${by}`);

const perm = (by: string) => rep("[CallRecords.Read.All]", by);
const inst = (by: string) => rep("[contosodev]", by);
const vault = (by: string) => dev.replace(/^vault: .*$/m, () => `vault: ${by}`);
const purp = (by: string) => rep("purpose: Inbound mail filtering", by);
const lines = dev.split("\n");

/** As long as a token of its kind, of letters that repeat. */
const r = (length: number, of = "aB3dE5fG7h") => of.repeat(Math.ceil(length / of.length)).slice(0, length);

export const wrongValues: readonly (readonly [what: string, text: string, faults: readonly string[]])[] = [
  [
    "date de dots short year",
    exp("20.11.28"),
    ['mailgates · credentials[0].expires (line 44): "20.11.28" is not written as YYYY-MM-DD; write 2028-11-20'],
  ],
  [
    "date us time",
    exp("11/20/2028, 12:00:00 AM"),
    [
      "mailgates (line 44): has a comma within a day; write it as YYYY-MM-DD: - { issued: 2026-11-21, expires: 2028-11-20 }",
    ],
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
    "date de wday",
    exp("Montag, 20. November 2028"),
    [
      "mailgates (line 44): has a comma within a day; write it as YYYY-MM-DD: - { issued: 2026-11-21, expires: 2028-11-20 }",
    ],
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
  [
    "html page",
    "<!DOCTYPE html>\n<html><body>404: Not Found</body></html>\n",
    [
      "the file: is a page of HTML, saved in the place of the file (a sign-in, an error, a viewer); copy the file's own text",
    ],
  ],
  [
    "git lfs",
    "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 12345\n",
    ["the file: is a pointer of Git LFS; fetch the file itself: git lfs pull"],
  ],
  [
    "rtf",
    "{\\rtf1\\ansi\\deff0 tenant: x}",
    ["the file: is rich text (RTF) of a word processor; save it as plain text, UTF-8"],
  ],
  [
    "toml",
    '[tenant]\nid = "11111111-1111-1111-1111-111111111111"\n',
    ["the file: is TOML or an .ini; a file here is YAML: `key: value`, and two blanks below a key"],
  ],
  [
    "NEL",
    dev.replaceAll("\n", "\u0085"),
    [
      "the file: ends its lines with U+0085, which is none in YAML; save it with line ends of Unix (LF) or Windows (CRLF)",
    ],
  ],
  [
    "form feed",
    dev.replace("  mailgates:", "\f  mailgates:"),
    ["mailgates (line 34): holds invisible characters (U+000C) in line 34; delete them, or write the text again"],
  ],
  [
    "line numbers pipe",
    lines.map((l, i) => `${String(i + 1).padStart(4)} | ${l}`).join("\n"),
    [
      "the file (line 1): holds the numbers of its lines, copied with the text; copy the text without them, or remove them",
    ],
  ],
  [
    "mail quote >",
    lines.map((l) => `> ${l}`).join("\n"),
    [
      "the file (line 1): begins with >, by which a mail marks what it quotes (lines 1, 2, 3, 4, 5 and 101 more); remove the marks",
    ],
  ],
  [
    "mail quote > few",
    dev.replace("    ticket: CHG0030002\n    secretReader", "> ticket: CHG0030002\n    secretReader"),
    ["mailgates (line 38): begins with >, by which a mail marks what it quotes (line 38); remove the marks"],
  ],
  [
    "md fence",
    `\`\`\`yaml\n${dev}\`\`\`\n`,
    ["the file (line 1): holds the marks of a block in Markdown (lines 1 and 107); remove these lines"],
  ],
  [
    "md bold key",
    dev.replace("    ticket: CHG0030002", "    **ticket**: CHG0030002"),
    ["mailgates (line 38): has the marks of Markdown around a key (line 38); remove them"],
  ],
  [
    "html entities",
    dev.replace("Inbound mail filtering", "Mail &amp; filter &lt;x&gt;"),
    ["mailgates (line 36): holds HTML (&amp;) in line 36; write the signs themselves"],
  ],
  [
    "html nbsp",
    dev.replace("    ticket: CHG0030002", "&nbsp;&nbsp;&nbsp;&nbsp;ticket: CHG0030002"),
    ["mailgates (line 38): holds HTML (&nbsp;) in line 38; write the signs themselves"],
  ],
  [
    "ansi colors",
    dev.replace("mailgates:", "\u001b[32mmailgates:\u001b[0m"),
    [
      "servicenow (line 34): holds invisible characters (U+001B, U+001B) in line 34; delete them, or write the text again",
    ],
  ],
  [
    "conflict indented",
    dev.replace(
      "    ticket: CHG0030002\n",
      "    <<<<<<< HEAD\n    ticket: CHG0030002\n    =======\n    ticket: CHG0030009\n    >>>>>>> x\n",
    ),
    [
      "mailgates (line 38): holds the marks of a merge conflict (lines 38, 40 and 42); keep one of the two sides and remove the marks",
    ],
  ],
  [
    "conflict jj",
    dev.replace(
      "    ticket: CHG0030002\n",
      "<<<<<<< Conflict 1 of 1\n%%%%%%% Changes from base to side #1\n-    ticket: CHG1\n+    ticket: CHG2\n+++++++ Contents of side #2\n    ticket: CHG3\n>>>>>>> Conflict 1 of 1 ends\n",
    ),
    [
      "mailgates (line 38): holds the marks of a merge conflict (lines 38, 39, 42 and 44); keep one of the two sides and remove the marks",
    ],
  ],
  [
    "conflict only =======",
    dev.replace("    ticket: CHG0030002\n", "    ticket: CHG0030002\n=======\n"),
    [
      "mailgates (line 39): holds the marks of a merge conflict (line 39); keep one of the two sides and remove the marks",
    ],
  ],
  [
    "block scalar bad indent",
    purp("purpose: |\n    Inbound\n    mail"),
    [
      "mailgates · purpose (line 36): stands on several lines; write it on one",
      "mailgates (line 37): belongs to the text after | or > (lines 37 and 38); indent it further than its key",
    ],
  ],
  [
    "ticket #123",
    tick("    ticket: #123"),
    ['mailgates (line 38): has a text that begins with #, which begins a remark; quote it: ticket: "#123"'],
  ],
  [
    "missing colon",
    dev.replace("    ticket: CHG0030002", "    ticket CHG0030002"),
    ["mailgates (line 38): has no colon after ticket; write one and a blank: ticket: CHG0030002"],
  ],
  [
    "missing dash",
    dev.replace("      - { rule: implicit-grant", "      { rule: implicit-grant"),
    ["mailgates (line 46): has no dash (line 46); an entry of a list begins with one: - { … }"],
  ],
  [
    "missing comma flow",
    dev.replace("issued: 2026-11-21, expires: 2028", "issued: 2026-11-21 expires: 2028"),
    ["mailgates (line 44): has no comma between two keys; write one: - { issued: 2026-11-21, expires: 2028-11-20 }"],
  ],
  [
    "parens for braces",
    dev.replace("{ issued: 2026-11-21, expires: 2028-11-20 }", "( issued: 2026-11-21, expires: 2028-11-20 )"),
    ["mailgates (line 44): has round brackets; write braces: - { issued: 2026-11-21, expires: 2028-11-20 }"],
  ],
  [
    "no braces",
    dev.replace("- { issued: 2026-11-21, expires: 2028-11-20 }", "- issued: 2026-11-21, expires: 2028-11-20"),
    [
      "mailgates (line 44): has several keys in one line without braces; write { key: value, key: value }: - { issued: 2026-11-21, expires: 2028-11-20 }",
    ],
  ],
  [
    "two blanks too many block",
    dev.replace("    ticket: CHG0030002", "      ticket: CHG0030002"),
    ["mailgates (line 38): is indented by 6 blanks; write 4, as beside it"],
  ],
  [
    "two blanks too few",
    dev.replace("    ticket: CHG0030002", "  ticket: CHG0030002"),
    ["mailgates (line 38): is indented by 2 blanks; write 4, as beside it"],
  ],
  [
    "integration 4 deep",
    dev.replace("  mailgates:\n", "    mailgates:\n"),
    [
      "mailgates (line 34): is indented by 4 blanks, as what belongs to the integration above; an integration's name takes 2",
    ],
  ],
  [
    "integration w/o colon",
    dev.replace("  mailgates:\n", "  mailgates\n"),
    ["servicenow (line 34): has no colon after mailgates; write one: mailgates:"],
  ],
  [
    "katakana dash",
    dev.replace("      - { rule: multi-tenant", "      ー { rule: multi-tenant"),
    [
      'app-connect (line 105): begins with "ー"; an entry of a list begins with a plain dash and a blank: - { rule: multi-tenant, until: 2027-05-21 }',
    ],
  ],
  [
    "numbered list",
    dev.replace(
      / {6}- https:\/\/contoso-mgf.cybermail.jp\/oauth\/callback\n {6}- /,
      "      1. https://contoso-mgf.cybermail.jp/oauth/callback\n      2. ",
    ),
    [
      'mailgates (line 41): begins with "1."; an entry of a list begins with a plain dash and a blank: - https://contoso-mgf.cybermail.jp/oauth/callback',
      'mailgates (line 42): begins with "2."; an entry of a list begins with a plain dash and a blank: - https://contoso-mgf.cybermail.jp/admin/oauth/callback',
    ],
  ],
  [
    "ja numbered",
    dev.replace("      - https://contoso-mgf.cybermail.jp/oauth", "      ① https://contoso-mgf.cybermail.jp/oauth"),
    [
      'mailgates (line 41): begins with "①"; an entry of a list begins with a plain dash and a blank: - https://contoso-mgf.cybermail.jp/oauth/callback',
    ],
  ],
  [
    "c comment line",
    dev.replace("    ticket: CHG0030002", "    // ticket\n    ticket: CHG0030002"),
    ['mailgates (line 38): begins a remark with "//"; write #: # ticket'],
  ],
  [
    "json style line",
    dev.replace("    ticket: CHG0030002", '    "ticket": "CHG0030002",'),
    ['mailgates (line 38): ends with a comma, as in JSON; remove it: "ticket": "CHG0030002"'],
  ],
  [
    "an owner: by appId",
    owner("appId: 5e5a7b1c-5555-4555-8555-5b555c555d55"),
    [
      "tenant.owners[1] (line 8): is told by appId: 5e5a7b1c-5555-4555-8555-5b555c555d55, and an owner is an object: write `servicePrincipal: <object id>` (Enterprise applications › … › Object ID)",
    ],
  ],
  [
    "an owner: serviceprincipal",
    owner("serviceprincipal: 5e5a7b1c-5555-4555-8555-5b555c555d55"),
    [
      'tenant.owners[1] (line 8): has the key "serviceprincipal"; write servicePrincipal: 5e5a7b1c-5555-4555-8555-5b555c555d55',
    ],
  ],
  [
    "an owner: a number",
    owner("servicePrincipal: 12345678"),
    [
      "tenant.owners[1] (line 8): has servicePrincipal: 12345678, which is no id; write one object id there, 8-4-4-4-12 hex digits",
    ],
  ],
  [
    "the domain: one part",
    rep("domain: contoso.onmicrosoft.com", "domain: contoso"),
    ['tenant.domain (line 5): "contoso" is not a whole domain; write contoso.onmicrosoft.com'],
  ],
  [
    "the domain: of SharePoint",
    rep("domain: contoso.onmicrosoft.com", "domain: contoso.sharepoint.com"),
    [
      'tenant.domain (line 5): "contoso.sharepoint.com" is an address of the tenant\'s, not its initial domain; write contoso.onmicrosoft.com',
    ],
  ],
  [
    "the domain: misspelt",
    rep("domain: contoso.onmicrosoft.com", "domain: contoso.onmicrosoft.con"),
    [
      'tenant.domain (line 5): "contoso.onmicrosoft.con" is not spelt as an initial domain; write contoso.onmicrosoft.com',
    ],
  ],
  [
    "a permission: the id of a scope",
    perm("[e1fe6dd8-ba31-4d61-89e7-88639da4683d]"),
    [
      'live-platform-notifications · permissions.Microsoft Graph.application[0] (line 90): "e1fe6dd8-ba31-4d61-89e7-88639da4683d" is the id of User.Read, a delegated permission of Microsoft Graph: list it there, by its name',
    ],
  ],
  [
    "a permission: as the CLI writes it",
    perm("[45bbb07e-7321-4fd7-a8f6-3ff27e6a81c8=Role]"),
    [
      'live-platform-notifications · permissions.Microsoft Graph.application[0] (line 90): "45bbb07e-7321-4fd7-a8f6-3ff27e6a81c8=Role" is the id of CallRecords.Read.All: write the name',
    ],
  ],
  [
    "a permission: what the portal calls a scope",
    perm("[Sign in and read user profile]"),
    [
      'live-platform-notifications · permissions.Microsoft Graph.application[0] (line 90): "Sign in and read user profile" is not an application permission of Microsoft Graph: did you mean User.Read, a delegated permission of Microsoft Graph?',
    ],
  ],
  [
    "a permission: Japanese of another year",
    perm("[すべての通話レコードの読み取り]"),
    [
      'live-platform-notifications · permissions.Microsoft Graph.application[0] (line 90): "すべての通話レコードの読み取り" is what the portal calls CallRecords.Read.All: write CallRecords.Read.All',
    ],
  ],
  [
    "a permission: a row of the portal",
    perm("['CallRecords.Read.All Application Read all call records Yes Granted for Contoso']"),
    [
      'live-platform-notifications · permissions.Microsoft Graph.application[0] (line 90): "CallRecords.Read.All Application Read all call records Yes Granted for Contoso" is not the name alone in plain letters: write CallRecords.Read.All',
    ],
  ],
  [
    "a permission: cut off",
    perm("[CallRecords.Rea…]"),
    [
      'live-platform-notifications · permissions.Microsoft Graph.application[0] (line 90): "CallRecords.Rea…" is not an application permission of Microsoft Graph: did you mean CallRecords.Read.All?',
    ],
  ],
  [
    "a permission: a slash",
    perm("[CallRecords.Read.All / Mail.Read]"),
    [
      'live-platform-notifications · permissions.Microsoft Graph.application[0] (line 90): "CallRecords.Read.All / Mail.Read" holds several names; write one list item each: [CallRecords.Read.All, Mail.Read]',
    ],
  ],
  [
    "a permission: a map",
    perm("[{ name: CallRecords.Read.All }]"),
    [
      "live-platform-notifications · permissions.Microsoft Graph.application[0] (line 90): a map stands where a permission's name is expected; write CallRecords.Read.All",
    ],
  ],
  [
    "a directory role: as assigned",
    rep("[Teams Administrator]", "['Teams Administrator (active)']"),
    [
      'live-platform · directoryRoles[0] (line 75): "Teams Administrator (active)" is not the name alone: write Teams Administrator',
    ],
  ],
  [
    "a directory role: of a vault",
    rep("[Teams Administrator]", "[Key Vault Secrets Officer]"),
    [
      "live-platform · directoryRoles[0] (line 75): Key Vault Secrets Officer is a role of Azure's resources, not a directory role of Entra: it is given on the resource. Leave it out here",
    ],
  ],
  [
    "a directory role: a permission",
    rep("[Teams Administrator]", "[Exchange.ManageAsApp]"),
    [
      'live-platform · directoryRoles[0] (line 75): "Exchange.ManageAsApp" is a permission, not a directory role: it stands under `permissions`',
    ],
  ],
  [
    "the vault: a wrong part",
    vault(
      "/subscriptions/66666666-6666-6666-6666-666666666666/resourceGroup/rg-identity/providers/Microsoft.KeyVault/vaults/kv-m365",
    ),
    [
      "vault (line 10): \"resourceGroup\" stands where resourceGroups does in a Key Vault's resource id; copy the resource id from the vault's Properties (/subscriptions/…/vaults/<name>)",
    ],
  ],
  [
    "the vault: a name too long",
    vault(
      "/subscriptions/66666666-6666-6666-6666-666666666666/resourceGroups/rg-identity/providers/Microsoft.KeyVault/vaults/kv-m365-of-the-identity-team",
    ),
    [
      "vault (line 10): \"…/kv-m365-of-the-identity-team\" is no Key Vault's name: 3 to 24 letters, digits and hyphens, a letter first; copy the resource id from the vault's Properties",
    ],
  ],
  [
    "an instance: an address of its own",
    inst("[https://itsm.contoso.example]"),
    [
      'servicenow · instances[0] (line 19): "https://itsm.contoso.example" is an address of another kind than <instance>.service-now.com; write the instance\'s name, which its own address begins with',
    ],
  ],
  [
    "an instance: a slash",
    inst("[contosodev/contosotest]"),
    [
      'servicenow · instances[0] (line 19): "contosodev/contosotest" holds several instances; write one list item each: [contosodev, contosotest]',
    ],
  ],
  [
    "an instance: a placeholder",
    inst("[your-instance]"),
    [
      'servicenow · instances[0] (line 19): "your-instance" is a placeholder; write the first part of the instance\'s own host',
    ],
  ],
  [
    "a name: a word of YAML",
    rep("  mailgates:\n", "  true:\n"),
    [
      'true (line 34): "true" is a word that YAML, JavaScript or Windows keeps for itself; use another (mailgates, live-platform)',
    ],
  ],
  [
    "a name: a device of Windows",
    rep("  mailgates:\n", "  con:\n"),
    [
      'con (line 34): "con" is a word that YAML, JavaScript or Windows keeps for itself; use another (mailgates, live-platform)',
    ],
  ],
  [
    "a name: in capitals",
    rep("  mailgates:\n", "  MailGates:\n"),
    [
      'MailGates (line 34): "MailGates" is not a name; use words of a to z and 0 to 9 joined by hyphens, a letter first, at most 40 characters (mailgates, live-platform) For this one: mail-gates',
    ],
  ],
  [
    "vendor misspelt as a key, and another key",
    rep("    vendor: mailgates-sigma", "    vendr: mailgates-sigma").replace(
      "    ticket: CHG0030002",
      "    tikcet: CHG0030002",
    ),
    [
      "mailgates · vendr (line 35): is not a key here; did you mean vendor?",
      "mailgates · tikcet (line 38): is not a key here; did you mean ticket? Allowed: vendor, displayName, purpose, contact, ticket, serviceManagementReference, secretReader, signsIn, signsInGroups, stillOpen, suspended, leaving, formerly, emergency, credentials, exceptions, redirectUris",
    ],
  ],
  [
    "the root's key in Japanese",
    rep("tenant:\n", "テナント:\n"),
    ['"テナント" (line 3): is not a key here; did you mean tenant?'],
  ],
  [
    "a key misspelt, and what stands below it",
    rep("      - { rule: implicit-grant, until: 2027-11-21 }", "      - { rule: implicit-grant, untill: 21.11.2027 }"),
    [
      "mailgates · exceptions[0].untill (line 46): is not a key here; did you mean until? Allowed: rule, subject, reason, until",
      'mailgates · exceptions[0].untill (line 46): "21.11.2027" is not written as YYYY-MM-DD; write 2027-11-21',
    ],
  ],
  [
    "a key in Japanese",
    tick("    用途: 受信"),
    [
      'mailgates · "用途" (line 38): is not a key here; did you mean purpose? Allowed: vendor, displayName, purpose, contact, ticket, serviceManagementReference, secretReader, signsIn, signsInGroups, stillOpen, suspended, leaving, formerly, emergency, credentials, exceptions, redirectUris',
    ],
  ],
  [
    "a key of another place",
    tick("    until: 2028-11-20"),
    [
      "mailgates · until (line 38): is not a key here; it stands in each entry of `exceptions`. Allowed: vendor, displayName, purpose, contact, ticket, serviceManagementReference, secretReader, signsIn, signsInGroups, stillOpen, suspended, leaving, formerly, emergency, credentials, exceptions, redirectUris",
    ],
  ],
  [
    "a key that every object has",
    tick("    constructor: x"),
    [
      "mailgates · constructor (line 38): is not a key here; Allowed: vendor, displayName, purpose, contact, ticket, serviceManagementReference, secretReader, signsIn, signsInGroups, stillOpen, suspended, leaving, formerly, emergency, credentials, exceptions, redirectUris",
    ],
  ],
  [
    "a subject: *",
    rep("subject: Mail.Read,", "subject: '*',"),
    [
      'mailgates · exceptions[2].subject (line 48): "*" stands for no finding; write an exception for each subject, or leave `subject` out where the rule finds one thing',
    ],
  ],
  [
    "a subject: in other letters",
    rep("subject: Mail.Read,", "subject: mail.read,"),
    [
      'mailgates · exceptions[2].subject (line 48): "mail.read" is not written as this integration has it; write Mail.Read',
    ],
  ],
  [
    "a subject: a day in another form",
    rep("subject: 2026-11-21,", "subject: 21.11.2026,"),
    ['mailgates · exceptions[1].subject (line 47): "21.11.2026" is not written as the credential is; write 2026-11-21'],
  ],
  [
    "a list where one text is",
    tick("    ticket: [CHG1, CHG2]"),
    ['mailgates · ticket (line 38): a list stands where one text is expected; write "CHG1, CHG2"'],
  ],
  [
    "a map where one text is",
    uri("{ type: Web, uri: https://contoso-mgf.cybermail.jp/cb }"),
    [
      "mailgates · redirectUris[0] (line 41): a map stands where text is expected; write https://contoso-mgf.cybermail.jp/cb alone",
    ],
  ],
  [
    "a placeholder of a template",
    tick("    ticket: <%= ticket %>"),
    ['mailgates · ticket (line 38): still has the placeholder "<%= ticket %>"; write what belongs there'],
  ],
  [
    "a range of days",
    rep("{ issued: 2026-11-21, expires: 2028-11-20 }", "2026-11-21 - 2028-11-20"),
    [
      'mailgates · credentials[0] (line 44): "2026-11-21 - 2028-11-20" stands where a map is expected; write { issued: 2026-11-21, expires: 2028-11-20 }',
    ],
  ],
  [
    "an integration that is a word",
    rep(
      "  mailgates:\n    vendor: mailgates-sigma",
      "  other: mailgates-sigma\n  mailgates:\n    vendor: mailgates-sigma",
    ),
    [
      'other (line 34): "mailgates-sigma" stands where the integration\'s keys are expected; write below its name `vendor: mailgates-sigma`',
    ],
  ],
  [
    "policy: months",
    rep("  disposable: true", "  policy: { secretLifetimeDays: 6 months }\n  disposable: true"),
    [
      'tenant.policy.secretLifetimeDays (line 9): "6 months" is not told in days; write the days alone (180), or { days: 180, since: 2026-12-01 }',
    ],
  ],
];
