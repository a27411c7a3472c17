/** The messages of every queue on disk: written with each change, read once at the start. */
import { DatabaseSync } from "node:sqlite";
import * as z from "zod";
import type { QueueJournal, SqsMessage, SqsQueue } from "./fauxqs.ts";

export type StoredMessages = {
  readonly journal: QueueJournal;
  /** Puts into a queue that was just created what it held when the last runtime ended. */
  readonly restore: (queue: SqsQueue) => void;
  /** One commit for all that `work` changes; so a batch is quick, and a message moves to another queue in one step. */
  readonly atomically: <Result>(work: () => Result) => Result;
  readonly close: () => void;
};

/** Survives the process (`kill -9`) at every moment, and the machine up to the last moments before its power went. */
const schema = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  CREATE TABLE IF NOT EXISTS messages (
    message_id TEXT PRIMARY KEY,
    queue TEXT NOT NULL,
    message TEXT NOT NULL,
    receive_count INTEGER NOT NULL,
    first_received_at INTEGER,
    receipt_handle TEXT,
    visible_at INTEGER
  );
  CREATE INDEX IF NOT EXISTS messages_by_queue ON messages (queue);
`;

export const openStoredMessages = (file: string): StoredMessages => {
  const database = new DatabaseSync(file);
  database.exec(schema);
  const insert = database.prepare("INSERT OR REPLACE INTO messages VALUES (?, ?, ?, ?, ?, NULL, NULL)");
  const remove = database.prepare("DELETE FROM messages WHERE message_id = ?");
  const removeAll = database.prepare("DELETE FROM messages WHERE queue = ?");
  const receive = database.prepare(
    "UPDATE messages SET receipt_handle = ?, visible_at = ?, receive_count = ?, first_received_at = ? WHERE message_id = ?",
  );
  const makeReady = database.prepare(
    "UPDATE messages SET receipt_handle = NULL, visible_at = NULL WHERE message_id = ?",
  );
  const ofQueue = database.prepare("SELECT * FROM messages WHERE queue = ? ORDER BY rowid");

  return {
    journal: {
      insertMessage: (queue, message) => {
        const { messageId, approximateReceiveCount, approximateFirstReceiveTimestamp = null } = message;
        insert.run(
          messageId,
          queue,
          JSON.stringify(message),
          approximateReceiveCount,
          approximateFirstReceiveTimestamp,
        );
      },
      deleteMessage: (messageId) => void remove.run(messageId),
      updateMessageInflight: (messageId, receiptHandle, visibleAt, receiveCount, firstReceivedAt) =>
        void receive.run(receiptHandle, visibleAt, receiveCount, firstReceivedAt ?? null, messageId),
      updateMessageReady: (messageId) => void makeReady.run(messageId),
      deleteQueueMessages: (queue) => void removeAll.run(queue),
    },
    restore: (queue) => {
      for (const row of ofQueue.all(queue.name)) place(queue, Stored.parse(row));
    },
    atomically: (work) => {
      database.exec("BEGIN");
      try {
        return work();
      } finally {
        // Also after an error: what the queue has done in memory by then stands, and the disk must agree with it.
        database.exec("COMMIT");
      }
    },
    close: () => database.close(),
  };
};

const Attribute = z.object({
  DataType: z.string(),
  StringValue: z.string().exactOptional(),
  BinaryValue: z.string().exactOptional(),
});

const Message = z.object({
  messageId: z.string(),
  body: z.string(),
  md5OfBody: z.string(),
  messageAttributes: z.record(z.string(), Attribute),
  md5OfMessageAttributes: z.string(),
  sentTimestamp: z.number(),
  delayUntil: z.number().exactOptional(),
});

const Stored = z.object({
  message: z
    .string()
    .transform((json): unknown => JSON.parse(json))
    .pipe(Message),
  receive_count: z.number(),
  first_received_at: z.number().nullable(),
  receipt_handle: z.string().nullable(),
  visible_at: z.number().nullable(),
});

/**
 * Held by a consumer, delayed or ready, as it was. A consumer of the last runtime is gone, but the queue cannot know:
 * as on AWS, the message comes back when its visibility time-out has passed.
 */
const place = (queue: SqsQueue, stored: z.infer<typeof Stored>): void => {
  const {
    receipt_handle: receiptHandle,
    visible_at: visibilityDeadline,
    first_received_at: firstReceivedAt,
  } = stored;
  const message: SqsMessage = {
    ...stored.message,
    approximateReceiveCount: stored.receive_count,
    ...(firstReceivedAt === null ? {} : { approximateFirstReceiveTimestamp: firstReceivedAt }),
  };
  if (receiptHandle !== null && visibilityDeadline !== null)
    queue.inflightMessages.set(receiptHandle, { message, receiptHandle, visibilityDeadline });
  else if (message.delayUntil !== undefined) queue.delayedMessages.push(message);
  else queue.messages.push(message);
};
