/** What the tls provider says to an import of a key or a certificate: both live in a state alone. */
export const notImportable =
  "Resource Import Not Implemented: This resource does not support import. " +
  "Please contact the provider developer for additional information.";
