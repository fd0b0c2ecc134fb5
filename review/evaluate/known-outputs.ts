/**
 * What a recorded program learns from the tenant: fixed values in place of Entra's answers, the same in every evaluation.
 */

/** A self-signed certificate whose private key was thrown away when it was made. */
export const fixtureCertificate = `-----BEGIN CERTIFICATE-----
MIIDITCCAgmgAwIBAgIUAJt6MnxxkmM/9XsIljPfM9B8rY4wDQYJKoZIhvcNAQEL
BQAwHzEdMBsGA1UEAwwUcmVjb3JkZWQgY2VydGlmaWNhdGUwIBcNMjYxMTIyMDI1
NzU5WhgPMjEyNjEwMjkwMjU3NTlaMB8xHTAbBgNVBAMMFHJlY29yZGVkIGNlcnRp
ZmljYXRlMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA4Gueu7b3Jkxs
epRhboP4ZjNa9peym2n7KX6eIGENOIlwJo5UJLwKYG3VH5Pq8U/uflpjaKnXxK/J
AI+GdKuFVJFYosG0kIooIdDLMwUvhfvrV3ekhXZtJjgrQZ4Uh8sERsrkJ2+6H4AE
yWDvl6pZFT0AwGiN+uGPKnc4SEF4UAd/bpQPSFjXq7i9xXymagzfM5x715qcrQlD
yhUHUwUUmuiIQrzFVS+MvLSovG9ImsUruHQAABNcTMft9U5Oum9ER2txIM/fR3Ye
e6QkM1JkegrGKx/HVuojgkHKGN+okJHRXCh+sL3hp/qtZPDiFMqCCWDVRxEVygDb
Ac/BL3yPVwIDAQABo1MwUTAdBgNVHQ4EFgQUtcuTjdRgKrjR+wqOk9Aef6SXvcgw
HwYDVR0jBBgwFoAUtcuTjdRgKrjR+wqOk9Aef6SXvcgwDwYDVR0TAQH/BAUwAwEB
/zANBgkqhkiG9w0BAQsFAAOCAQEAGgDOViUiQTvPQxkgpkZEyWhUHwX1MMjv7vO5
wxI0l7Sb7YHcYNRbzFhNQ+km1AcjkV11OGdP+AVC5Vtt+Tl0W876wmEV1Zv0CplA
nhPnCYMR5QXMT9R/N8rnmGBauB6sZbYJ/2YY3GYtwIyGUPDxLuZ1Is6gicwA+Os0
rggARLlfXbMaoe3KBtB/t+FQooxpPZyTmFMp+UzuCBiqZYVVgOonLwMHsWFR70OO
6eap/+LbB/VOw2lr3YU/9GHnM3EKGC4wUiLty7HRjGmH8liRXCC7f8FzJ0FDPNoD
MCiwIqaT2AwKEOVHTcZnkZPdn4X8GTK7CQ+P36g/aJ+m/bLx7A==
-----END CERTIFICATE-----
`;

/** Stands wherever the program holds a secret; no report, output or recording may show it. */
export const canary = "CANARY-3b1f6a52-7f0c-4c1e-9d43-secret-value";

/** Stands in a recording for every text that is secret: two of them may be the same, or not. */
export const secretText = "[secret]";

type Inputs = Readonly<Record<string, unknown>>;

/** Outputs by resource type, with an id where `id:<name>` would be another resource's. An unknown type has none beyond its inputs. */
const outputs: Readonly<Record<string, (name: string) => Record<string, unknown>>> = {
  "azuread:index/application:Application": (name) => ({ clientId: `client:${name}`, objectId: `object:${name}` }),
  "azuread:index/servicePrincipal:ServicePrincipal": (name) => ({ objectId: `object:${name}` }),
  "azuread:index/applicationPassword:ApplicationPassword": (name) => ({ keyId: `key:${name}`, value: canary }),
  "azure-native:keyvault:Secret": (name) => ({ id: `vault:${name}` }),
  "pulumi:pulumi:StackReference": () => ({ outputs: {}, secretOutputNames: [] }),
  "tls:index/privateKey:PrivateKey": () => ({
    privateKeyPem: canary,
    privateKeyPemPkcs8: canary,
    privateKeyOpenssh: canary,
  }),
  "tls:index/selfSignedCert:SelfSignedCert": () => ({ certPem: fixtureCertificate }),
};

/** Answers of the recorded tenant. */
export const knownOutputs = {
  /** A lookup of a Microsoft API's principal answers `sp:<appId>`. */
  lookup(token: string, inputs: Inputs): Record<string, unknown> {
    if (token === "azuread:index/getServicePrincipal:getServicePrincipal")
      return { ...inputs, id: `sp:${inputs.clientId}`, objectId: `sp:${inputs.clientId}` };
    // What an id is, only the tenant knows; an object of no kind fits wherever one is named.
    if (token === "azuread:index/getDirectoryObject:getDirectoryObject")
      return { ...inputs, id: inputs.objectId, type: "" };
    // Nothing has been deployed to the recorded tenant; what a change closes, a rule says that sees both sides.
    if (token === "pulumi:pulumi:readStackResourceOutputs") return { ...inputs, outputs: {} };
    return { ...inputs };
  },
  /** Ids name the resource they belong to. */
  resource(type: string, name: string, inputs: Inputs): { id: string; state: Record<string, unknown> } {
    const { id = `id:${name}`, ...known } = outputs[type]?.(name) ?? {};
    return { id: String(id), state: type.startsWith("pulumi:providers:") ? { ...inputs } : known };
  },
};
