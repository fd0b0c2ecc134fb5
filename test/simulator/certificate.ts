/** A certificate of a play application, CN=replay, valid 2025-01-01 to 2029-01-01. Its private key was thrown away. */
export const REPLAY_CERTIFICATE = `
`;
