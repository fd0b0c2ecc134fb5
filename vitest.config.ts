import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          include: ["test/**/*.test.ts"],
          exclude: ["test/e2e/**"],
          isolate: false,
          // Vitest leaves one core to itself, of two that is half.
          maxWorkers: "100%",
          // A busy machine is no fault of the code; a test that hangs still ends.
          testTimeout: 120_000,
          setupFiles: ["test/setup.ts"],
        },
      },
      {
        test: {
          name: "e2e",
          include: ["test/e2e/**/*.test.ts"],
          isolate: false,
          // An engine waits for its plugins and they for it: one file alone keeps half of two cores busy.
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
          testTimeout: 300_000,
          hookTimeout: 300_000,
          setupFiles: ["test/setup.ts"],
        },
      },
    ],
  },
});
