import { resolve } from "node:path";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Where nothing is known of former runs the largest files begin, and small ones that take long would be left to one core. */
class LongBeginFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification) => /\/e2e\/(?:component|battery)\.test\.ts$/.test(moduleId);
    const sorted = await super.sort(files);
    const order = ({ project }: TestSpecification) => project.config.sequence.groupOrder;
    return sorted.sort((a, b) => order(a) - order(b) || Number(isLong(b)) - Number(isLong(a)));
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: LongBeginFirst },
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
          // A process that a test starts from our files takes half of its start to compile them; what is compiled is kept.
          env: { NODE_COMPILE_CACHE: resolve("node_modules/.cache/compile") },
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
