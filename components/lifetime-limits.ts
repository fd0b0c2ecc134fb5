/** The tenant's limits on the life of credentials: the key of `tenant.policy`, and what it is said of. */
export const lifetimeLimits = {
  secret: { key: "secretLifetimeDays", what: "client secrets" },
  certificate: { key: "certificateLifetimeDays", what: "certificates" },
} as const;
