import { type ChangeRule, comparesTwoStates } from "./rule.ts";

/** An application that passes to another product keeps its credentials, and the former vendor keeps its copies of them. */
export const formerVendorCredential: ChangeRule = {
  name: "former-vendor-credential",
  level: "block",
  pack: "none",
  becauseReview: comparesTwoStates,
  shape: "change",
  sentence:
    "The application of {former} becomes that of {product} and keeps the credential of {subject}, so whoever got it for {former} can do from now on what {product} may.",
  remedy:
    "Give {product} an integration of its own, without `formerly`: another application with another credential. Let {former} leave by itself.",
  source: "OWASP NHI1, Improper Offboarding",
  check({ before, after }) {
    if (!before || !after || before.vendor === after.vendor) return [];
    const kept = Object.keys(before.credentials.registeredEnds).filter((issued) =>
      Object.hasOwn(after.credentials.registeredEnds, issued),
    );
    return kept.sort().map((issued) => {
      const index = after.credentials.schedule.findIndex((line) => line.issued === issued);
      return {
        subject: issued,
        path: index < 0 ? "vendor" : `credentials[${index}].issued`,
        values: { former: before.product, product: after.product },
      };
    });
  },
};
