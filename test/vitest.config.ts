import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

/** Fast tests on everything, and `journeys`, which boot the whole template and mostly wait. */
export default defineConfig({
  test: {
    root: import.meta.dirname,
    // One of two cores would be idle: a journey waits for the clocks, queues and time-outs of its own pipeline.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        extends: true,
        // Loaded machines are slow ones: a time-out is for what hangs. Files of one worker share what they import, which
        // saves two thirds of the time: a test that changes what a module read when it was loaded resets the modules.
        test: {
          name: "parts",
          include: ["**/*.test.ts"],
          exclude: ["journeys/**", "**/node_modules/**"],
          testTimeout: 30_000,
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: "journeys",
          include: ["journeys/**/*.test.ts"],
          globalSetup: [`${import.meta.dirname}/journeys/synthesize-once.ts`],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
