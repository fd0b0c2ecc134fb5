/** What a line of `credentials` may be: a secret, a key that is made here, the certificate of a key that is elsewhere; and another issuer's word. */
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { SettingsError } from "../components/faults.ts";
import { resolveTenant } from "../components/resolved-tenant.ts";
import { readTenant } from "../components/settings.ts";

const folder = mkdtempSync(join(tmpdir(), "credentials-"));
cpSync("test/certificates", join(folder, "certificates"), { recursive: true });
const key = "-----BEGIN PRIVATE " + "KEY-----\nMIIB\n-----END PRIVATE " + "KEY-----\n";
writeFileSync(join(folder, "certificates/key.pem"), key);
mkdirSync(join(folder, "inner"));
copyFileSync("test/certificates/vendor.pem", join(folder, "inner/vendor.pem"));
symlinkSync(join(process.cwd(), "test/certificates/vendor.pem"), join(folder, "certificates/out.pem"));
symlinkSync(join(folder, "certificates/vendor.pem"), join(folder, "certificates/within.pem"));

const head = `tenant:
  id: 11111111-1111-1111-1111-111111111111
  domain: contoso.onmicrosoft.com
  owners: [33333333-3333-3333-3333-333333333333]
integrations:
`;

function written(integrations: string): string {
  const file = join(folder, "tenant.yaml");
  writeFileSync(file, head + integrations);
  return file;
}

/** `place: message` of each fault. */
function faults(integrations: string): string[] {
  try {
    readTenant(written(integrations));
    return [];
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    return error.faults.map(({ path, message }) => `${path.slice(2).join(".")}: ${message}`);
  }
}

const xsoar = (line: string, more = "") =>
  `  xsoar:\n    vendor: xsoar-outlook\n    credentials:\n      - ${line}\n${more}`;
const dates = "issued: 2026-11-21, expires: 2027-05-15, kind: certificate";
const of = (path: string) => xsoar(`{ ${dates}, certificate: ${path} }`);

describe("the certificate of a key that is elsewhere", () => {
  test("is read from beside the tenant's file, in a folder below it, and through a link that stays inside", () => {
    for (const path of ["certificates/vendor.pem", "inner/vendor.pem", "./certificates/within.pem"])
      expect(faults(of(path))).toEqual([]);
    const [integration] = resolveTenant(readTenant(written(of("certificates/vendor.pem"))));
    expect(integration?.credential).toMatchObject({ kind: "certificate", schedule: [{ kind: "certificate" }] });
    expect(integration?.credential.schedule[0]?.certificate).toMatch(/^-----BEGIN CERTIFICATE-----\n/);
  });

  test.each([
    [
      "certificates/none.pem",
      "\"certificates/none.pem\" does not exist beside the tenant's file; write the path of its file, relative to the tenant's file: certificates/<name>.pem",
    ],
    ["certificates", '"certificates" is a folder; name the file in it'],
    [
      "certificates/out.pem",
      '"certificates/out.pem" is a link that leads out of the checkout; put the file itself there',
    ],
    ["../elsewhere.pem", '"../elsewhere.pem" leads out of the checkout; put the file into it'],
    [
      "/etc/ssl/cert.pem",
      '"/etc/ssl/cert.pem" is a path of one machine; put the file into the checkout and write the path of its file, relative to the tenant\'s file: certificates/<name>.pem',
    ],
    [
      "https://vendor.example/cert.pem",
      '"https://vendor.example/cert.pem" is an address; put the file into the checkout and write the path of its file, relative to the tenant\'s file: certificates/<name>.pem',
    ],
    [
      "certificates/vendor.cer",
      '"certificates/vendor.cer" is a certificate in DER; write it as PEM: openssl x509 -inform der -in <file> -out <file>.pem',
    ],
    [
      "certificates/small.pem",
      '"certificates/small.pem" has an RSA key of 1024 bits; have one made with at least 2048',
    ],
    [
      "certificates/ec.pem",
      '"certificates/ec.pem" has a key of ec; Entra takes RSA alone: have one made with RSA and at least 2048 bits',
    ],
  ])("%s is refused", (path, message) => {
    expect(faults(of(path))).toEqual([`credentials.0.certificate: ${message}`]);
  });

  test("a private key is refused, and is to be treated as stolen", () => {
    const [fault = ""] = faults(of("certificates/key.pem"));
    expect(fault).toContain(
      "holds a private key. Only the public certificate belongs here. Remove the file, and treat the key as stolen",
    );
    expect(fault).not.toContain("MIIB");
  });

  test("its dates cover the line's", () => {
    expect(
      faults(
        xsoar("{ issued: 2026-11-19, expires: 2027-05-15, kind: certificate, certificate: certificates/vendor.pem }"),
      ),
    ).toEqual([
      "credentials.0.issued: issued 2026-11-19 is before the certificate is valid (2026-11-20); write 2026-11-20",
    ]);
    expect(
      faults(
        xsoar("{ issued: 2027-06-01, expires: 2027-11-21, kind: certificate, certificate: certificates/vendor.pem }"),
      ),
    ).toEqual([
      "credentials.0.expires: expires 2027-11-21 is after the certificate's own end (2027-11-20T00:00:00Z), and Entra takes no later one; write 2027-11-20 or earlier",
    ]);
  });

  test("one certificate is one line's, and one key one integration's", () => {
    const line = "{ issued: 2027-04-01, expires: 2027-09-01, kind: certificate, certificate: certificates/vendor.pem }";
    expect(faults(`${of("certificates/vendor.pem")}      - ${line}\n`)).toEqual([
      "credentials.1.certificate: is the certificate of 2026-11-21 already; a new line takes a new certificate, made with a new key",
    ]);
    const second = of("certificates/vendor-same-key.pem")
      .replace("  xsoar:", "  other:")
      .replace("xsoar-outlook\n", "xsoar-outlook\n    displayName: Other\n")
      .replace("2026-11-21", "2026-12-01");
    expect(faults(of("certificates/vendor.pem") + second)).toEqual([
      "credentials.0.certificate: has the key of the certificate of xsoar (2026-11-21): whoever holds that key would be both; have one made for this integration alone",
    ]);
  });

  test("who holds the key is said of a key that is elsewhere alone; a secret has no certificate", () => {
    expect(faults(xsoar(`{ ${dates}, keyHolder: SOC }`))).toEqual([
      "credentials.0.keyHolder: says who holds the private key, and without `certificate` the key is made here; name the certificate's file, or remove this",
    ]);
    expect(faults(of("certificates/vendor.pem").replace("kind: certificate", "kind: secret"))).toEqual([
      "credentials.0.certificate: stands beside `kind: secret`, and a secret has no certificate; write `kind: certificate`, or remove it",
    ]);
  });
});

describe("a page that takes several kinds", () => {
  test("each line says its own, and both kinds may be alive while the vendor changes over", () => {
    expect(faults(xsoar("{ issued: 2026-11-21, expires: 2027-05-15 }"))).toEqual(["credentials.0.kind: is missing"]);
    const both = xsoar(
      "{ issued: 2026-11-21, expires: 2027-05-15, kind: secret }",
      "      - { issued: 2027-03-01, expires: 2027-08-20, kind: certificate }\n",
    );
    expect(faults(both)).toEqual([]);
  });

  test("one that takes a secret alone knows neither kind nor certificate", () => {
    const line = "{ issued: 2026-11-21, expires: 2027-05-15, certificate: certificates/vendor.pem }";
    const [fault = ""] = faults(`  elastic:\n    vendor: elastic-o365\n    credentials:\n      - ${line}\n`);
    expect(fault).toContain("credentials.0.certificate: is not a key here");
  });
});

describe("another issuer's word", () => {
  const grafana = (entries: string, more = "") =>
    `  grafana:\n    vendor: grafana\n    instances: [grafana.contoso.example]\n    federated:\n${entries}${more}`;
  const entry = "      - { name: grafana-prod, subject: 77777777-7777-4777-8777-777777777777 }\n";

  test("needs no credential, and has the page's issuer and audience", () => {
    const [integration] = resolveTenant(readTenant(written(grafana(entry))));
    expect(integration?.credential).toEqual({
      kind: "federated",
      schedule: [],
      federated: [
        {
          name: "grafana-prod",
          issuer: "https://login.microsoftonline.com/11111111-1111-1111-1111-111111111111/v2.0",
          subject: "77777777-7777-4777-8777-777777777777",
          audience: "api://AzureADTokenExchange",
        },
      ],
    });
  });

  test("stands beside no secret, unless the file says that the vendor is moving", () => {
    const credentials = "    credentials: [{ issued: 2026-11-21, expires: 2027-05-15 }]\n";
    expect(faults(grafana(entry, credentials))).toEqual([
      "federated: stands beside `credentials`, and what is easier to steal decides; remove the lines of `credentials`. While the vendor moves from one to the other, write `bothAlive: true`",
    ]);
    expect(faults(grafana(entry, `${credentials}    bothAlive: true\n`))).toEqual([]);
    expect(faults(grafana(entry, "    bothAlive: true\n"))).toEqual([
      "bothAlive: stands without both `federated` and lines of `credentials`; remove it",
    ]);
  });

  test("the issuer is the page's, a managed identity is an object id, and nothing stands twice", () => {
    expect(faults(grafana(entry.replace(" }", ", issuer: https://issuer.example }")))[0]).toContain(
      "federated.0.issuer: is not a key here",
    );
    expect(faults(grafana("      - { name: grafana-prod, subject: grafana }\n"))[0]).toContain("federated.0.subject: ");
    expect(faults(grafana(entry + entry))).toEqual([
      'federated.1.name: "grafana-prod" stands twice; remove one of the two',
      'federated.1.subject: "77777777-7777-4777-8777-777777777777" stands twice for one issuer; remove one of the two',
    ]);
  });

  test("without it and without a credential an integration in use is refused", () => {
    expect(faults("  grafana:\n    vendor: grafana\n    instances: [grafana.contoso.example]\n")).toEqual([
      "credentials: is missing; an integration in use needs a credential ({ issued, expires }, or in `federated`: { name, subject }). To end it, write `suspended: { since, reason }` first, in a change of its own (docs/leaving.md)",
    ]);
  });
});
