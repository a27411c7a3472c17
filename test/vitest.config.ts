import { defineConfig } from "vitest/config";

/** Fast tests on everything; `journeys` boot the whole template and take turns, because they share the machine. */
export default defineConfig({
  test: {
    root: import.meta.dirname,
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
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 90_000,
        },
      },
    ],
  },
});
