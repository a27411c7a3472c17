import { createHash } from "node:crypto";
import type { AnswerAws, AwsCall } from "../gateway/aws-call.ts";
import { AwsError } from "../gateway/aws-error.ts";
import type { LocalPlace, LocalResource, LocalService, Provisioned } from "../local-service.ts";
import { physicalName } from "../physical-name.ts";
import { createResourcePolicies, type AttachedPolicies } from "../resource-policies.ts";
import { awsManagedKey, readProperties } from "../resource-properties.ts";
import { SnsError, SnsStore, topicOperations } from "../sqs/fauxqs.ts";
import type { SqsService } from "../sqs/sqs-service.ts";
import { messageForQueues } from "./message-for-queues.ts";
import { publishedMessages, type PublishedMessage } from "./published-messages.ts";
import { SubscriptionProperties, TopicPolicyProperties, TopicProperties } from "./topic-properties.ts";

export type SnsService = LocalService & {
  readonly answer: AnswerAws;
  /** Tells of each message as it is published, for the board; gives back how to stop that. */
  readonly onPublish: (listener: (published: PublishedMessage) => void) => () => void;
  /** What the topics' own policies say, by the topic's ARN. */
  readonly policies: AttachedPolicies;
};

type Place = Pick<LocalPlace, "region" | "accountId" | "stackName" | "report">;

/** Topics, and their delivery into the queues of `sqs`: the one place a message can go on one machine. */
export const openSns = (place: Place, sqs: Pick<SqsService, "store" | "atomically">): SnsService => {
  const topics = new SnsStore();
  const policies = createResourcePolicies();
  const keys = new Map<string, string>();
  const listeners = new Set<(published: PublishedMessage) => void>();

  const answer: AnswerAws = async (call) => {
    const params = messageForQueues(paramsOf(call));
    const operation = Object.hasOwn(topicOperations, call.operation)
      ? topicOperations[call.operation]
      : undefined;
    if (operation === undefined) throw unknownOperation(call.operation);
    if (call.operation.startsWith("Publish"))
      refuseCustomerKey(params["TopicArn"] ?? params["TargetArn"] ?? "", keys);
    const body = refusing(() => sqs.atomically(() => operation(params, topics, sqs.store)));
    for (const published of publishedMessages(params, new Date()))
      for (const listener of listeners) listener(published);
    return { status: 200, headers: { "content-type": "text/xml" }, body };
  };

  const subscribe = (logicalId: string, subscription: SubscriptionProperties): string => {
    const { TopicArn, Protocol, Endpoint } = subscription;
    const topic = topics.getTopic(TopicArn);
    if (topic === undefined) throw new Error(`${logicalId}: there is no topic ${TopicArn}`);
    refuseUndeliverable(logicalId, Protocol);
    const digest = createHash("sha256").update(`${Protocol} ${Endpoint}`).digest("hex");
    const arn = `${TopicArn}:${digest.slice(0, 8)}-${digest.slice(8, 12)}-${digest.slice(12, 16)}-${digest.slice(16, 20)}-${digest.slice(20, 32)}`;
    topics.subscriptions.set(arn, {
      arn,
      topicArn: TopicArn,
      protocol: Protocol,
      endpoint: Endpoint,
      confirmed: Protocol === "sqs",
      attributes: attributesOf(subscription),
    });
    topic.subscriptionArns.push(arn);
    if (Protocol !== "sqs") sayItStaysHere(logicalId, Protocol);
    return arn;
  };

  const sayItStaysHere = (logicalId: string, protocol: string): void =>
    place.report({
      at: new Date(),
      service: "sns",
      level: "info",
      message: `${logicalId} subscribes by ${protocol}; no message leaves this machine, so nothing is sent there.`,
      facts: { logicalId, protocol },
    });

  const provisionTopic = (resource: LocalResource): Provisioned => {
    const properties = readProperties(resource, TopicProperties);
    const { TopicName, DisplayName = "", Subscription, KmsMasterKeyId } = properties;
    const name = TopicName ?? physicalName(place.stackName, resource.logicalId, { maxLength: 256 });
    const arn = `arn:aws:sns:${place.region}:${place.accountId}:${name}`;
    topics.topics.set(arn, { arn, name, attributes: { DisplayName }, tags: new Map(), subscriptionArns: [] });
    if (KmsMasterKeyId !== undefined) keys.set(arn, KmsMasterKeyId);
    for (const subscription of Subscription)
      subscribe(resource.logicalId, { TopicArn: arn, RawMessageDelivery: false, ...subscription });
    return { ref: arn, attributes: { TopicArn: arn, TopicName: name } };
  };

  const provisionPolicy = (resource: LocalResource): Provisioned => {
    const { Topics, PolicyDocument } = readProperties(resource, TopicPolicyProperties);
    for (const topicArn of Topics) policies.attach(topicArn, PolicyDocument);
    return { ref: resource.logicalId, attributes: { Id: resource.logicalId } };
  };

  return {
    name: "sns",
    resources: {
      "AWS::SNS::Topic": provisionTopic,
      "AWS::SNS::TopicPolicy": provisionPolicy,
      "AWS::SNS::Subscription": (resource) => {
        const arn = subscribe(resource.logicalId, readProperties(resource, SubscriptionProperties));
        return { ref: arn, attributes: { Arn: arn } };
      },
    },
    answer,
    onPublish: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    policies,
  };
};

const paramsOf = ({ body }: AwsCall): Record<string, string> =>
  Object.fromEntries(new URLSearchParams(Buffer.from(body).toString()));

const attributesOf = (subscription: SubscriptionProperties): Record<string, string> => ({
  RawMessageDelivery: String(subscription.RawMessageDelivery),
  ...(subscription.FilterPolicy === undefined
    ? {}
    : { FilterPolicy: JSON.stringify(subscription.FilterPolicy) }),
  ...(subscription.FilterPolicyScope === undefined
    ? {}
    : { FilterPolicyScope: subscription.FilterPolicyScope }),
});

const protocols = new Set(["sqs", "email", "email-json", "sms", "http", "https"]);

/** Functions and devices would have to be woken here, and nothing would wake them. */
const refuseUndeliverable = (logicalId: string, protocol: string): void => {
  if (protocols.has(protocol)) return;
  throw new Error(
    `${logicalId}: the local runtime delivers no SNS message by ${protocol}; it knows ${[...protocols].join(", ")}`,
  );
};

const refusing = (work: () => string): string => {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof SnsError)) throw error;
    throw new AwsError({ code: error.code, message: error.message, status: error.statusCode });
  }
};

/** Publishing needs grants on the key as well, which nobody here judges: to let it pass could hide that one is missing. */
const refuseCustomerKey = (topicArn: string, keys: ReadonlyMap<string, string>): void => {
  const key = keys.get(topicArn);
  if (awsManagedKey.safeParse(key).success) return;
  throw new AwsError({
    code: "KMSAccessDenied",
    message: `${topicArn} is encrypted with ${key}, and the local runtime judges no customer's key: nobody may publish there.`,
  });
};

const unknownOperation = (operation: string): AwsError =>
  new AwsError({
    code: "InvalidAction",
    message: `The local runtime answers no sns ${operation}; it knows ${Object.keys(topicOperations).join(", ")}.`,
  });
