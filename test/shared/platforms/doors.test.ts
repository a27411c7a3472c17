import { build } from "esbuild";
import { expect, test } from "vitest";

test("the doors alone stay small, and bring no schema library", async () => {
  const { metafile, outputFiles } = await build({
    entryPoints: [`${import.meta.dirname}/../../../shared/platforms/doors.ts`],
    bundle: true,
    format: "esm",
    metafile: true,
    minify: true,
    platform: "node",
    write: false,
  });
  expect(Object.keys(metafile.inputs).filter((input) => input.includes("node_modules"))).toEqual([]);
  expect(outputFiles[0]?.contents.length).toBeLessThan(10_000);
});
