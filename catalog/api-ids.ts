/** Application ids of Microsoft's APIs that code names, the same in every tenant; the catalog itself holds all of them. */
export const apiIds = {
  graph: "00000003-0000-0000-c000-000000000000",
  exchange: "00000002-0000-0ff1-ce00-000000000000",
  sharePoint: "00000003-0000-0ff1-ce00-000000000000",
  management: "c5393580-f805-4401-95e8-94b7a6ef2fc2",
  teams: "48ac35b8-9aa8-4d74-927d-1f4a14a0b239",
  keyVault: "cfa8b339-82a2-471a-a3c9-0fc0be7a4093",
  resourceManager: "797f4846-ba00-4fd7-ba43-dac1f8f63013",
} as const;
