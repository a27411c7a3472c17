import { defineConfig } from "vitest/config";

/** Fast tests on everything; `journeys` boot the whole template and take turns, because they share the machine. */
export default defineConfig({
  test: {
    root: import.meta.dirname,
    projects: [
      {
        extends: true,
        test: { name: "parts", include: ["**/*.test.ts"], exclude: ["journeys/**"] },
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
