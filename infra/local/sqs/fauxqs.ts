/**
 * fauxqs behind its front door. What it exports starts a server on every interface, keeps each message in a second
 * place through a class that forgets receive counts, and looks at its timers 50 times a second for every consumer that
 * waits. The parts below do the work of SQS and SNS and none of that; the package does not export them, so they are
 * reached by path, in this file only. `npm ci` pins the version whose insides these are.
 */
import { SqsError, SnsError } from "../../../node_modules/fauxqs/dist/common/errors.js";
import { publish, publishBatch } from "../../../node_modules/fauxqs/dist/sns/actions/publish.js";
import { getTopicAttributes } from "../../../node_modules/fauxqs/dist/sns/actions/getTopicAttributes.js";
import {
  listSubscriptions,
  listSubscriptionsByTopic,
} from "../../../node_modules/fauxqs/dist/sns/actions/listSubscriptions.js";
import { listTopics } from "../../../node_modules/fauxqs/dist/sns/actions/listTopics.js";
import { SnsStore } from "../../../node_modules/fauxqs/dist/sns/snsStore.js";
import { changeMessageVisibility } from "../../../node_modules/fauxqs/dist/sqs/actions/changeMessageVisibility.js";
import { changeMessageVisibilityBatch } from "../../../node_modules/fauxqs/dist/sqs/actions/changeMessageVisibilityBatch.js";
import { deleteMessage } from "../../../node_modules/fauxqs/dist/sqs/actions/deleteMessage.js";
import { deleteMessageBatch } from "../../../node_modules/fauxqs/dist/sqs/actions/deleteMessageBatch.js";
import { getQueueAttributes } from "../../../node_modules/fauxqs/dist/sqs/actions/getQueueAttributes.js";
import { listQueues } from "../../../node_modules/fauxqs/dist/sqs/actions/listQueues.js";
import { purgeQueue } from "../../../node_modules/fauxqs/dist/sqs/actions/purgeQueue.js";
import { receiveMessage } from "../../../node_modules/fauxqs/dist/sqs/actions/receiveMessage.js";
import { sendMessage } from "../../../node_modules/fauxqs/dist/sqs/actions/sendMessage.js";
import { sendMessageBatch } from "../../../node_modules/fauxqs/dist/sqs/actions/sendMessageBatch.js";
import { type SqsQueue, SqsStore } from "../../../node_modules/fauxqs/dist/sqs/sqsStore.js";
import {
  INVALID_MESSAGE_BODY_CHAR,
  type SqsMessage,
} from "../../../node_modules/fauxqs/dist/sqs/sqsTypes.js";

type QueueOperation = (input: Record<string, unknown>, store: SqsStore) => unknown;
type TopicOperation = (params: Record<string, string>, topics: SnsStore, queues: SqsStore) => string;

export { SqsError, SqsStore, SnsError, SnsStore };
export type { SqsMessage, SqsQueue };

/** Each answers at once; `receiveMessage` does too when it is told to wait 0 seconds. */
export const queueOperations = {
  SendMessage: sendMessage,
  SendMessageBatch: sendMessageBatch,
  DeleteMessage: deleteMessage,
  DeleteMessageBatch: deleteMessageBatch,
  ChangeMessageVisibility: changeMessageVisibility,
  ChangeMessageVisibilityBatch: changeMessageVisibilityBatch,
  GetQueueAttributes: getQueueAttributes,
  ListQueues: listQueues,
  PurgeQueue: purgeQueue,
} satisfies Record<string, QueueOperation>;

export const takeMessages = receiveMessage;

export const topicOperations: Readonly<Record<string, TopicOperation>> = {
  Publish: publish,
  PublishBatch: publishBatch,
  ListTopics: listTopics,
  GetTopicAttributes: getTopicAttributes,
  ListSubscriptions: listSubscriptions,
  ListSubscriptionsByTopic: listSubscriptionsByTopic,
};

/**
 * What a fauxqs queue tells of each change, before the change is visible. The shape is that of its own
 * PersistenceManager; only these five are called for a standard queue.
 */
export type QueueJournal = {
  readonly insertMessage: (queueName: string, message: SqsMessage) => void;
  readonly deleteMessage: (messageId: string) => void;
  readonly updateMessageInflight: (
    messageId: string,
    receiptHandle: string,
    visibleAt: number,
    receiveCount: number,
    firstReceivedAt: number | undefined,
  ) => void;
  readonly updateMessageReady: (messageId: string) => void;
  readonly deleteQueueMessages: (queueName: string) => void;
};

/** From now on the queue tells the journal of every change. */
export const keepJournal = (queue: SqsQueue, journal: QueueJournal): void => {
  Object.assign(queue, { persistence: journal });
};

/**
 * fauxqs looks at half a character at a time, and so refuses every emoji; SQS takes them.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
 */
const refusedBySqs = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;
Object.assign(INVALID_MESSAGE_BODY_CHAR, { test: (body: string) => refusedBySqs.test(body) });
