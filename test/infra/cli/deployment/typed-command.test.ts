import { expect, test } from "vitest";
import { fillInCommand } from "../../../../infra/cli/deployment/secret-fields.ts";
import { typedCommand } from "../../../../infra/cli/deployment/typed-command.ts";

test.each([
  [{ data: ".local" }, ""],
  [{ data: "other" }, " --data other"],
  [{ data: ".local", outputs: "outputs.json" }, " --outputs outputs.json"],
  [{ data: ".local", outputs: "all.json", stack: "Prod" }, " --outputs all.json --stack Prod"],
  [{ data: "it's mine" }, String.raw` --data 'it'\''s mine'`],
])("a command for the deployment of %j stays with it", (flags, added) => {
  expect(typedCommand(flags)("dead-letters show intake")).toBe(
    `npm run firstreply -- dead-letters show intake${added}`,
  );
});

test.each([
  ["at AWS", {}, "put-secret-value --secret-id arn"],
  [
    "at a local run's endpoint",
    { endpoint: "http://127.0.0.1:4566" },
    "put-secret-value --endpoint-url http://127.0.0.1:4566 --secret-id arn",
  ],
])("a secret is filled in %s", (_, client, command) => {
  expect(fillInCommand(client, "arn", ["appSecret"])).toBe(
    `aws secretsmanager ${command} --secret-string '{"appSecret":"…"}'`,
  );
});
