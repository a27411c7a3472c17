import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readAssembly } from "../../../../infra/local/template/assembly.ts";

let directory: string;

const write = (file: string, content: object): void =>
  writeFileSync(join(directory, file), JSON.stringify(content));

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), "assembly-"));
  write("manifest.json", {
    artifacts: {
      "Shop.assets": { type: "cdk:asset-manifest", properties: { file: "Shop.assets.json" } },
      Shop: {
        type: "aws:cloudformation:stack",
        properties: { templateFile: "Shop.template.json", stackName: "TheShop" },
      },
    },
  });
  write("Shop.template.json", { Resources: { Queue: { Type: "AWS::SQS::Queue" } }, Rules: {} });
  write("Shop.assets.json", { files: { abc: { source: { path: "asset.abc", packaging: "zip" } } } });
});
afterAll(() => rmSync(directory, { recursive: true }));

test("an assembly's stack is read with its template", () => {
  expect(readAssembly(directory)).toMatchObject([
    { stackName: "TheShop", template: { Resources: { Queue: { Type: "AWS::SQS::Queue" } } } },
  ]);
});

test.each(["abc.zip", { S3Bucket: "b", S3Key: "abc.zip" }])(
  "the asset %o is found in the assembly",
  (code) => {
    expect(readAssembly(directory)[0]?.assetDirectory(code)).toBe(join(directory, "asset.abc"));
  },
);

test("an asset that is not in the assembly is named", () => {
  expect(() => readAssembly(directory)[0]?.assetDirectory("other.zip")).toThrow(
    /TheShop has no asset other\.zip/,
  );
});
