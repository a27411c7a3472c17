/** A runtime as far as its queues: leaves messages in every state, says so, and waits to be killed. */
import { openTestSqs } from "./open-test-sqs.ts";

const aws = await openTestSqs(process.argv[2] ?? "");
const letters = await aws.queue("Letters");
const { QueueUrl } = await aws.queue("Survivor", {
  RedrivePolicy: { deadLetterTargetArn: letters.arn, maxReceiveCount: 1 },
});
const call = (operation: string, input: object) =>
  aws.place.callAws("sqs", operation, { QueueUrl, ...input }, { principal: "sender" });

await call("SendMessage", { MessageBody: "dead" });
await call("ReceiveMessage", { VisibilityTimeout: 0 });
await call("ReceiveMessage", {});
await call("SendMessage", { MessageBody: "held" });
await call("ReceiveMessage", { VisibilityTimeout: 600 });
await call("SendMessage", { MessageBody: "delayed", DelaySeconds: 600 });
for (let n = 0; n < 100; n += 1) {
  const MessageAttributes = { n: { DataType: "Number", StringValue: String(n) } };
  await call("SendMessage", { MessageBody: `waiting ${n}`, MessageAttributes });
}
process.stdout.write("sent\n");
