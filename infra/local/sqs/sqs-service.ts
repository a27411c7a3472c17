import { join } from "node:path";
import * as z from "zod";
import type { AnswerAws } from "../gateway/aws-call.ts";
import { PolicyDocument } from "../iam/policy-document.ts";
import type { LocalPlace, LocalResource, LocalService, Provisioned } from "../local-service.ts";
import { physicalName } from "../physical-name.ts";
import { createResourcePolicies, type AttachedPolicies } from "../resource-policies.ts";
import { readProperties } from "../resource-properties.ts";
import { answerSqs } from "./answer-sqs.ts";
import { createDoorbell } from "./doorbell.ts";
import { keepJournal, SqsStore, type SqsQueue } from "./fauxqs.ts";
import { readQueue } from "./queue-properties.ts";
import { openStoredMessages } from "./stored-messages.ts";

export type QueueDepth = {
  readonly name: string;
  readonly visible: number;
  readonly inFlight: number;
  readonly delayed: number;
};

export type SqsService = LocalService & {
  readonly answer: AnswerAws;
  /** How many messages each queue holds, by the queue's name. */
  readonly depths: () => readonly QueueDepth[];
  /** When the oldest message of a queue was sent, whatever state it is in. */
  readonly oldestSentAt: (queueName: string) => Date | undefined;
  /** What the queues' own policies say, by the queue's ARN. */
  readonly policies: AttachedPolicies;
  /** The queues themselves, for SNS to deliver into, and how to do so in one commit. */
  readonly store: SqsStore;
  readonly atomically: <Result>(work: () => Result) => Result;
};

type Place = Pick<LocalPlace, "region" | "accountId" | "stackName" | "dataDirectory" | "endpoint">;

/** Queues whose messages outlive the process. */
export const openSqs = (place: Place): SqsService => {
  const store = new SqsStore();
  const stored = openStoredMessages(join(place.dataDirectory, "messages.db"));
  const doorbell = createDoorbell();
  const policies = createResourcePolicies();
  const journal = {
    ...stored.journal,
    insertMessage: (...inserted: Parameters<typeof stored.journal.insertMessage>) => {
      stored.journal.insertMessage(...inserted);
      doorbell.ring(inserted[0]);
    },
  };

  const provisionQueue = (resource: LocalResource): Provisioned => {
    const properties = readQueue(resource);
    const name = properties.name ?? physicalName(place.stackName, resource.logicalId, { maxLength: 80 });
    const url = `${place.endpoint}/${place.accountId}/${name}`;
    const arn = `arn:aws:sqs:${place.region}:${place.accountId}:${name}`;
    const queue = store.createQueue(name, url, arn, { ...properties.attributes });
    stored.restore(queue);
    keepJournal(queue, journal);
    return { ref: url, attributes: { Arn: arn, QueueName: name, QueueUrl: url } };
  };

  const provisionPolicy = (resource: LocalResource): Provisioned => {
    const { Queues, PolicyDocument: policy } = readProperties(resource, QueuePolicy);
    for (const url of Queues) {
      const queue = store.getQueue(url);
      if (queue === undefined)
        throw new Error(`${resource.logicalId} (${resource.type}): there is no queue ${url}`);
      policies.attach(queue.arn, policy);
    }
    return { ref: resource.logicalId, attributes: { Id: resource.logicalId } };
  };

  return {
    name: "sqs",
    resources: { "AWS::SQS::Queue": provisionQueue, "AWS::SQS::QueuePolicy": provisionPolicy },
    answer: answerSqs({ store, stored, doorbell }),
    depths: () => [...store.allQueues()].map(depthOf),
    oldestSentAt: (queueName) => {
      const queue = store.getQueueByName(queueName);
      return queue === undefined ? undefined : oldestSentAt(queue);
    },
    policies,
    store,
    atomically: stored.atomically,
    stop: async () => {
      doorbell.close();
      stored.close();
    },
  };
};

const QueuePolicy = z.strictObject({ Queues: z.array(z.string()), PolicyDocument });

const depthOf = (queue: ReturnType<SqsStore["createQueue"]>): QueueDepth => {
  queue.processTimers();
  return {
    name: queue.name,
    visible: queue.messages.length,
    inFlight: queue.inflightMessages.size,
    delayed: queue.delayedMessages.length,
  };
};

const oldestSentAt = ({ messages, delayedMessages, inflightMessages }: SqsQueue): Date | undefined => {
  const taken = [...inflightMessages.values()].map(({ message }) => message);
  const oldest = [...messages, ...delayedMessages, ...taken].reduce(
    (time, { sentTimestamp }) => Math.min(time, sentTimestamp),
    Infinity,
  );
  return oldest === Infinity ? undefined : new Date(oldest);
};
