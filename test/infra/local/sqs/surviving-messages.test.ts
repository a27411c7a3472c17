import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { ReceiveMessageCommand } from "@aws-sdk/client-sqs";
import { expect, onTestFinished, test } from "vitest";
import { openTestFolder } from "../gateway/open-test-aws.ts";
import { openTestSqs } from "./open-test-sqs.ts";

const folderOfATest = (): string => {
  const folder = openTestFolder();
  onTestFinished(folder.dispose);
  return folder.path;
};

test("kill -9 loses no message: those waiting, delayed and held are found by the next start", async () => {
  const path = folderOfATest();
  const runtime = spawn(process.execPath, [join(import.meta.dirname, "send-and-hang.ts"), path], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  onTestFinished(() => void runtime.kill("SIGKILL"));
  await once(runtime.stdout, "data");
  const gone = once(runtime, "exit");
  runtime.kill("SIGKILL");
  await gone;

  const aws = await openTestSqs(path);
  onTestFinished(aws.close);
  const letters = await aws.queue("Letters");
  const { QueueUrl } = await aws.queue("Survivor", {
    RedrivePolicy: { deadLetterTargetArn: letters.arn, maxReceiveCount: 1 },
  });
  expect(aws.sqs.depths()).toEqual([
    { name: "Test-Letters", visible: 1, inFlight: 0, delayed: 0 },
    { name: "Test-Survivor", visible: 100, inFlight: 1, delayed: 1 },
  ]);
  const { Messages } = await aws.client.send(
    new ReceiveMessageCommand({ QueueUrl, MessageAttributeNames: ["All"] }),
  );
  expect(Messages?.[0]).toMatchObject({ Body: "waiting 0", MessageAttributes: { n: { StringValue: "0" } } });
});

test("messages are found at the gateway's new address", async () => {
  const path = folderOfATest();
  const first = await openTestSqs(path);
  const { QueueUrl: before } = await first.queue("Moving");
  await first.place.callAws(
    "sqs",
    "SendMessage",
    { QueueUrl: before, MessageBody: "m" },
    { principal: "test" },
  );
  await first.close();

  const second = await openTestSqs(path);
  onTestFinished(second.close);
  const { QueueUrl } = await second.queue("Moving");
  expect(QueueUrl).toBe(`${second.place.endpoint}/123456789012/Test-Moving`);
  const { Messages } = await second.client.send(new ReceiveMessageCommand({ QueueUrl }));
  expect(Messages?.map(({ Body }) => Body)).toEqual(["m"]);
});

test("a stop ends long polls at once", async () => {
  const aws = await openTestSqs(folderOfATest());
  const { QueueUrl } = await aws.queue("Stopping");
  const input = { QueueUrl, WaitTimeSeconds: 20 };
  const waiting = aws.place.callAws("sqs", "ReceiveMessage", input, { principal: "mapping" });
  await aws.close();
  expect(await waiting).toEqual({});
});
