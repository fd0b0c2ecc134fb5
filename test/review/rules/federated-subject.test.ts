import { describe, expect, test } from "vitest";
import { federatedSubject } from "../../../review/rules/federated-subject.ts";
import { registration } from "../recordings.ts";
import { judged } from "./judged.ts";

const exact = {
  issuer: "https://token.actions.githubusercontent.com",
  subject: "repo:contoso@123456/mail@7891011:environment:production",
  audiences: ["api://AzureADTokenExchange"],
};

function credential(inputs: Readonly<Record<string, unknown>>, flexible = false) {
  const word = flexible ? "ApplicationFlexibleFederatedIdentityCredential" : "ApplicationFederatedIdentityCredential";
  const type = `azuread:index/${word.charAt(0).toLowerCase()}${word.slice(1)}:${word}`;
  return judged(federatedSubject, { resources: [registration(type, "workflow", { below: "mailgates", inputs })] });
}

describe("federated-subject", () => {
  test("issuer, subject and audience are named exactly, on GitHub by ids", () => {
    expect(credential(exact)).toEqual([]);
    expect(credential({ ...exact, issuer: "https://idp.contoso.example", subject: "mailgates" })).toEqual([]);
  });

  test("a wildcard is refused, and so is a pattern", () => {
    expect(credential({ ...exact, subject: "repo:contoso@123456/*" })).toEqual([
      "block [workflow] The federated credential workflow (for repo:contoso@123456/*) does not name one subject exactly.",
    ]);
    expect(credential({ ...exact, subject: "" })).toEqual([
      "block [workflow] The federated credential workflow (for workflow) does not name one subject exactly.",
    ]);
    const { subject: _, audiences, ...rest } = exact;
    const claimsMatchingExpression = "claims['sub'] matches 'repo:contoso/*'";
    expect(credential({ ...rest, audience: audiences[0], claimsMatchingExpression }, true)).toEqual([
      `block [workflow] The federated credential workflow (for ${claimsMatchingExpression}) does not name one subject exactly.`,
    ]);
  });

  test("another audience, a further one or none is refused", () => {
    const said =
      "block [workflow] The federated credential workflow (for repo:contoso@123456/mail@7891011:environment:production) is not bound to the audience api://AzureADTokenExchange alone.";
    expect(credential({ ...exact, audiences: ["api://other"] })).toEqual([said]);
    expect(credential({ ...exact, audiences: ["api://AzureADTokenExchange", "api://other"] })).toEqual([said]);
    expect(credential({ ...exact, audiences: [] })).toEqual([said]);
  });

  test("an issuer without https is refused", () => {
    expect(credential({ ...exact, issuer: "http://idp.contoso.example" })).toEqual([
      "block [workflow] The federated credential workflow (for repo:contoso@123456/mail@7891011:environment:production) names no issuer over https.",
    ]);
  });

  test("a repository by name alone is said", () => {
    expect(credential({ ...exact, subject: "repo:contoso/mail:environment:production" })).toEqual([
      "warn [workflow] The federated credential workflow (for repo:contoso/mail:environment:production) names a repository without its ids, and a name may pass to another owner.",
    ]);
  });
});
