/** What commits write into the one table: heads, messages and feedback, each on its condition, and the day's counters. */
import type { AttributeValue, Put, TransactWriteItem } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import type { Conversation } from "../../domain/conversation/conversation.ts";
import type { Commit, MessageWrite } from "../../domain/conversation/step.ts";
import type { Feedback } from "../../domain/judging/feedback.ts";
import type { WallClock } from "../../ports/wall-clock.ts";
import { feedbackItem, headItem, messageItem, stampOf } from "./conversation-items.ts";
import { countUpdates } from "./count-updates.ts";

export type CommitPlace = {
  readonly tableName: string;
  /** How long after its last change a conversation and its messages are kept. */
  readonly retentionDays: number;
  readonly wallClock: WallClock;
};

/** The writes of one commit, or of several that happen together, whose counters then are written once. */
export const commitWrites = (
  commits: readonly [Commit, ...Commit[]],
  { tableName, retentionDays, wallClock }: CommitPlace,
): TransactWriteItem[] => {
  const now = wallClock.now();
  const expiresAt = Math.floor(now.getTime() / 1000) + retentionDays * 86_400;
  return [
    ...commits.flatMap((commit) =>
      putsOf(commit, expiresAt).map((put) => ({ Put: { TableName: tableName, ...put } })),
    ),
    ...countUpdates(commits, tableName, now).map((update) => ({ Update: update })),
  ];
};

type ConditionalPut = Omit<Put, "TableName">;

const putsOf = (commit: Commit, expiresAt: number): ConditionalPut[] => {
  const messages = commit.messages.map((message) => putMessage(message, expiresAt));
  if (commit.kind === "messages") return messages;
  const { conversation, feedback } = commit;
  return [
    putHead(conversation, expiresAt),
    ...messages,
    ...(feedback === undefined ? [] : [putFeedback(feedback, expiresAt)]),
  ];
};

const asItem = (item: object): Record<string, AttributeValue> =>
  marshall(item, { removeUndefinedValues: true });

const putHead = (conversation: Conversation, expiresAt: number): ConditionalPut => {
  const Item = asItem(headItem(conversation, expiresAt));
  return conversation.version === 1
    ? { Item, ConditionExpression: "attribute_not_exists(pk)" }
    : {
        Item,
        ConditionExpression: "version = :loaded",
        ExpressionAttributeValues: { ":loaded": { N: String(conversation.version - 1) } },
      };
};

const putMessage = ({ message, replaces }: MessageWrite, expiresAt: number): ConditionalPut => {
  const Item = asItem(messageItem(message, expiresAt));
  return replaces === null
    ? { Item, ConditionExpression: "attribute_not_exists(pk)" }
    : {
        Item,
        ConditionExpression: "stamp = :seen",
        ExpressionAttributeValues: { ":seen": { S: stampOf(replaces) } },
      };
};

/** The head it goes with holds the condition: the last that was said counts. */
const putFeedback = (feedback: Feedback, expiresAt: number): ConditionalPut => ({
  Item: asItem(feedbackItem(feedback, expiresAt)),
});
