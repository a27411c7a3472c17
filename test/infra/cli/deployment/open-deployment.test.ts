import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openDeployment } from "../../../../infra/cli/deployment/open-deployment.ts";

let data: string;
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), "firstreply-cli-"));
});
afterEach(() => rmSync(data, { recursive: true, force: true }));

const outputs = { WebhookUrl: "https://hooks/webhooks", AlarmTopicArn: "arn:aws:sns:eu-west-1:1:Alarms" };
const write = (name: string, text: string): string => {
  writeFileSync(join(data, name), text);
  return join(data, name);
};
const writeOutputs = (stacks: object): string => write("outputs.json", JSON.stringify(stacks));
const writeEnv = (): string =>
  write(
    "env",
    "AWS_ENDPOINT_URL=http://127.0.0.1:4566\nAWS_REGION=us-east-1\nAWS_ACCESS_KEY_ID=local\nAWS_SECRET_ACCESS_KEY=secret\n",
  );

test("a local run is reached with what lies in its folder, whatever AWS keys the environment has", async () => {
  writeOutputs({ FirstReply: outputs });
  writeEnv();
  const deployment = await openDeployment({ data }, { AWS_ACCESS_KEY_ID: "real", AWS_REGION: "ap-south-1" });
  expect(deployment).toMatchObject({
    stackName: "FirstReply",
    isLocal: true,
    client: {
      endpoint: "http://127.0.0.1:4566",
      region: "us-east-1",
      credentials: { accessKeyId: "local", secretAccessKey: "secret" },
    },
  });
  expect(deployment.description).toContain("FirstReply at http://127.0.0.1:4566");
});

test("a folder whose keys nobody can read says so", async () => {
  writeOutputs({ FirstReply: outputs });
  write("env", "AWS_REGION=us-east-1\n");
  await expect(openDeployment({ data }, {})).rejects.toThrow(
    /env is not what `npm start` wrote there: end it and start it again$/u,
  );
});

test("a deployed stack is reached in its own region, with the credentials of whoever asks", async () => {
  writeEnv();
  const deployment = await openDeployment(
    { data, outputs: writeOutputs({ Prod: outputs }) },
    { AWS_REGION: "ap-south-1" },
  );
  expect(deployment).toMatchObject({ stackName: "Prod", isLocal: false, client: { region: "eu-west-1" } });
  expect(deployment.client).not.toHaveProperty("credentials");
  expect(deployment.description).toContain("Prod in eu-west-1");
});

test("another emulator of one's own takes the place of the folder's", async () => {
  writeOutputs({ FirstReply: outputs });
  writeEnv();
  const { client, isLocal } = await openDeployment({ data }, { AWS_ENDPOINT_URL: "http://127.0.0.1:1" });
  expect({ client, isLocal }).toEqual({
    client: { endpoint: "http://127.0.0.1:1", region: "eu-west-1" },
    isLocal: true,
  });
});

test("one pipeline of several is chosen by name", async () => {
  writeOutputs({ Staging: outputs, Network: { VpcId: "vpc-1" }, Prod: outputs });
  expect((await openDeployment({ data, stack: "Prod" }, {})).stackName).toBe("Prod");
});

describe("what is not there is said with what to do", () => {
  test.each([
    ["no file", undefined, {}, "is not there or not readable: `npm start` starts a pipeline"],
    [
      "no pipeline in it",
      { Network: { VpcId: "vpc-1" } },
      {},
      "names no First Reply stack: write it with `cdk deploy --outputs-file`",
    ],
    ["several", { Staging: outputs, Prod: outputs }, {}, "say --stack, one of Staging, Prod"],
    ["another", { Prod: outputs }, { stack: "Staging" }, "names no stack Staging: it has Prod"],
  ])("%s", async (_, stacks, flags, sentence) => {
    if (stacks !== undefined) writeOutputs(stacks);
    await expect(openDeployment({ data, ...flags }, {})).rejects.toThrow(sentence);
  });

  test.each([
    ["no JSON", "# outputs"],
    ["some other JSON", '{"name":"first-reply","version":"0.1.0"}'],
  ])("a file that is %s", async (_, content) => {
    const file = write("package.json", content);
    await expect(openDeployment({ data, outputs: file }, {})).rejects.toThrow(
      `${file} is no stack outputs file: `,
    );
  });

  test("an output of a later version", async () => {
    writeOutputs({ Prod: outputs });
    const { output } = await openDeployment({ data }, {});
    expect(() => output("RelayEventsFunctionName")).toThrow(
      "has no output RelayEventsFunctionName: deploy this version",
    );
  });
});
