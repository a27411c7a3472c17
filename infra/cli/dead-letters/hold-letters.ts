/**
 * Takes letters off a dead-letter queue to look at them. SQS cannot show a message without hiding it for a while, and
 * counts each time. So a letter is hidden only briefly, and put back the moment its holder is disposed of; were the
 * process killed, it would come back by itself. Nothing is lost by the count: a dead-letter queue has no other to pass
 * on to, and what is put back where it came from is a new message there.
 */
import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
  type SQSClient,
} from "@aws-sdk/client-sqs";
import { letterOf, type Letter } from "./letter.ts";

export type HeldLetters = AsyncDisposable & {
  /** Up to `atMost` letters (no more than ten) it has not given before; none when no more can be found. */
  readonly next: (atMost: number) => Promise<readonly Letter[]>;
  /** Takes a letter off the queue for good. */
  readonly remove: (letter: Letter) => Promise<void>;
};

const perCall = 10;

type Hold = {
  /** How long a letter may be worked on before others see it again. */
  readonly hiddenSeconds: number;
  /** How many letters there should be: up to then it is worth waiting a second for the next. */
  readonly expected: number;
};

export const holdLetters = (
  sqs: SQSClient,
  QueueUrl: string,
  { hiddenSeconds, expected }: Hold,
): HeldLetters => {
  const held = new Map<string, Letter>();
  const seen = new Set<string>();

  const receive = async (atMost: number): Promise<readonly Letter[]> => {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl,
        MaxNumberOfMessages: Math.min(atMost, perCall),
        VisibilityTimeout: hiddenSeconds,
        WaitTimeSeconds: seen.size < expected ? 1 : 0, // without waiting, only some of the servers are asked
        MessageAttributeNames: ["All"],
        MessageSystemAttributeNames: ["All"],
      }),
    );
    return Messages.map(letterOf);
  };

  return {
    next: async (atMost) => {
      for (;;) {
        const letters = await receive(atMost);
        for (const letter of letters) held.set(letter.id, letter);
        const fresh = letters.filter(({ id }) => !seen.has(id));
        for (const { id } of fresh) seen.add(id);
        // What was worked on for too long comes round again; it is hidden once more, and others come to the fore.
        if (fresh.length > 0 || letters.length === 0) return fresh;
      }
    },
    remove: async ({ id, receiptHandle }) => {
      await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: receiptHandle }));
      held.delete(id);
    },
    [Symbol.asyncDispose]: async () => {
      const letters = [...held.values()];
      for (let from = 0; from < letters.length; from += perCall)
        await putBack(sqs, QueueUrl, letters.slice(from, from + perCall));
    },
  };
};

/** One that cannot be put back now (its time is up) is back already. */
const putBack = async (sqs: SQSClient, QueueUrl: string, letters: readonly Letter[]): Promise<void> => {
  await sqs.send(
    new ChangeMessageVisibilityBatchCommand({
      QueueUrl,
      Entries: letters.map(({ receiptHandle }, index) => ({
        Id: String(index),
        ReceiptHandle: receiptHandle,
        VisibilityTimeout: 0,
      })),
    }),
  );
};
