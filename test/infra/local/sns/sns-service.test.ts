import { GetTopicAttributesCommand, PublishCommand, SNSClient } from "@aws-sdk/client-sns";
import { ReceiveMessageCommand } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { PublishedMessage } from "../../../../infra/local/sns/published-messages.ts";
import { openSns, type SnsService } from "../../../../infra/local/sns/sns-service.ts";
import { openTestFolder } from "../gateway/open-test-aws.ts";
import { openTestSqs, type Queue } from "../sqs/open-test-sqs.ts";

const folder = openTestFolder();
let aws: Awaited<ReturnType<typeof openTestSqs>>;
let sns: SnsService;
let client: SNSClient;

beforeAll(async () => {
  aws = await openTestSqs(folder.path);
  sns = openSns(aws.place, aws.sqs);
  aws.gateway.serve("sns", sns.answer);
  client = new SNSClient(aws.sdk);
});

afterAll(async () => {
  await aws.close();
  folder.dispose();
});

const provision = async (type: string, logicalId: string, properties: object) => {
  const fulfil = sns.resources[type];
  if (fulfil === undefined) throw new Error(`nothing fulfils ${type}`);
  return (await fulfil({ logicalId, type, properties: { ...properties } })).ref;
};

const bodiesIn = async ({ QueueUrl }: Queue) => {
  const { Messages = [] } = await aws.client.send(
    new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }),
  );
  return Messages.map(({ Body = "" }) => Body);
};

test("a message reaches the queues subscribed to its topic, raw or in SNS's envelope", async () => {
  const [raw, wrapped] = [await aws.queue("Raw"), await aws.queue("Wrapped")];
  const TopicArn = await provision("AWS::SNS::Topic", "Pages", {
    Subscription: [{ Protocol: "sqs", Endpoint: wrapped.arn }],
  });
  await provision("AWS::SNS::Subscription", "RawOne", {
    TopicArn,
    Protocol: "sqs",
    Endpoint: raw.arn,
    RawMessageDelivery: true,
  });
  await client.send(new PublishCommand({ TopicArn, Message: "wake up", Subject: "A page" }));
  expect(await bodiesIn(raw)).toEqual(["wake up"]);
  const [envelope] = await bodiesIn(wrapped);
  expect(JSON.parse(envelope ?? "")).toMatchObject({
    Type: "Notification",
    TopicArn,
    Message: "wake up",
    Subject: "A page",
  });
});

test("a filter lets through what it names", async () => {
  const queue = await aws.queue("Filtered");
  const TopicArn = await provision("AWS::SNS::Topic", "Filtering", {});
  await provision("AWS::SNS::Subscription", "Filter", {
    TopicArn,
    Protocol: "sqs",
    Endpoint: queue.arn,
    RawMessageDelivery: true,
    FilterPolicy: { level: ["high"] },
  });
  for (const level of ["low", "high"])
    await aws.place.callAws(
      "sns",
      "Publish",
      { TopicArn, Message: level, MessageAttributes: { level: { DataType: "String", StringValue: level } } },
      { principal: "rule" },
    );
  expect(await bodiesIn(queue)).toEqual(["high"]);
});

test("whoever listens hears of a published message at once", async () => {
  const TopicArn = await provision("AWS::SNS::Topic", "Heard", {});
  const heard: PublishedMessage[] = [];
  const stopListening = sns.onPublish((published) => heard.push(published));
  const { MessageId } = await client.send(new PublishCommand({ TopicArn, Message: "a < b", Subject: "s" }));
  stopListening();
  await client.send(new PublishCommand({ TopicArn, Message: "unheard" }));
  expect(MessageId).toEqual(expect.any(String));
  expect(heard).toMatchObject([{ topicArn: TopicArn, message: "a < b", subject: "s" }]);
});

const publishJson = (TopicArn: string, message: object | string) =>
  client.send(
    new PublishCommand({
      TopicArn,
      MessageStructure: "json",
      Message: typeof message === "string" ? message : JSON.stringify(message),
    }),
  );

describe("a message that says something of its own to each protocol", () => {
  test.each([
    ["says to queues what it says to all", { default: "all of it", sms: "short" }, "all of it"],
    ["says to queues what is for queues", { default: "all of it", sqs: "for queues" }, "for queues"],
  ])("%s", async (name, message, said) => {
    const queue = await aws.queue(`Each${name.length}`);
    const TopicArn = await provision("AWS::SNS::Topic", `Each${name.length}`, {});
    const subscription = { TopicArn, Protocol: "sqs", Endpoint: queue.arn, RawMessageDelivery: true };
    await provision("AWS::SNS::Subscription", `Each${name.length}Queue`, subscription);
    await publishJson(TopicArn, message);
    expect(await bodiesIn(queue)).toEqual([said]);
  });

  test.each(["no JSON", '{"sms":"nothing for the others"}', "[]"])(
    "must have a default: %s",
    async (message) => {
      const TopicArn = await provision("AWS::SNS::Topic", "NoDefault", {});
      await expect(publishJson(TopicArn, message)).rejects.toMatchObject({
        name: "InvalidParameterException",
      });
    },
  );
});

test("a subscription that leads off this machine is kept, named and not served", async () => {
  const TopicArn = await provision("AWS::SNS::Topic", "Mailed", {
    Subscription: [{ Protocol: "email", Endpoint: "a@b.example" }],
  });
  expect(aws.reports.at(-1)).toMatchObject({
    service: "sns",
    facts: { logicalId: "Mailed", protocol: "email" },
  });
  const { Attributes } = await client.send(new GetTopicAttributesCommand({ TopicArn }));
  expect(Attributes).toMatchObject({ SubscriptionsPending: "1", SubscriptionsConfirmed: "0" });
});

test("to a topic under a customer's key nobody may publish here; under AWS's own, as ever", async () => {
  const KmsMasterKeyId = "arn:aws:kms:eu-west-1:123456789012:alias/aws/sns";
  const usual = await provision("AWS::SNS::Topic", "Usual", { KmsMasterKeyId });
  await client.send(new PublishCommand({ TopicArn: usual, Message: "m" }));
  const key = "arn:aws:kms:eu-west-1:123456789012:key/ours";
  const ours = await provision("AWS::SNS::Topic", "Ours", { KmsMasterKeyId: key });
  await expect(client.send(new PublishCommand({ TopicArn: ours, Message: "m" }))).rejects.toMatchObject({
    name: "KMSAccessDeniedException",
    message: expect.stringContaining(key),
  });
});

test("a topic's policy is kept for whoever judges a call", async () => {
  const topicArn = await provision("AWS::SNS::Topic", "Guarded", {});
  const PolicyDocument = {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: "*", Action: "sns:Publish", Resource: "*" }],
  };
  await provision("AWS::SNS::TopicPolicy", "Policy", { Topics: [topicArn], PolicyDocument });
  expect(sns.policies.of(topicArn)).toEqual([PolicyDocument]);
});

test.each([
  ["AWS::SNS::Topic", { FifoTopic: true }, "does not know the property FifoTopic"],
  [
    "AWS::SNS::Topic",
    { Subscription: [{ Protocol: "lambda", Endpoint: "arn" }] },
    "delivers no SNS message by lambda",
  ],
  [
    "AWS::SNS::Subscription",
    { TopicArn: "arn:none", Protocol: "sqs", Endpoint: "arn" },
    "there is no topic arn:none",
  ],
])("%s with what is not known here stops the start", async (type, properties, message) => {
  await expect(provision(type, "Odd", properties)).rejects.toThrow(message);
});

test("an unknown topic and an unknown operation are errors a client knows", async () => {
  const publish = new PublishCommand({ TopicArn: "arn:aws:sns:eu-west-1:123456789012:none", Message: "m" });
  await expect(client.send(publish)).rejects.toMatchObject({ name: "NotFoundException" });
  const failing = aws.place.callAws("sns", "CreateTopic", {}, { principal: "operator" });
  await expect(failing).rejects.toThrow("answers no sns CreateTopic");
});
