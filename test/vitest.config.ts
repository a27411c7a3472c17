import { defineConfig } from "vitest/config";

/** Fast tests on everything; `journeys` boot the whole template and take turns, because they share the machine. */
export default defineConfig({
  test: {
    root: import.meta.dirname,
    projects: [
      {
        extends: true,
        // Loaded machines are slow ones: a time-out is for what hangs.
        test: { name: "parts", include: ["**/*.test.ts"], exclude: ["journeys/**"], testTimeout: 30_000 },
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
