/** What a call writes into conversations' heads: alone, or in a transaction with messages and counters. */
import * as z from "zod";
import { jsonBody } from "../../infra/local/gateway/json-body.ts";

/** A breach as it is written: whose clock, and when it was due. */
export type WrittenBreach = { readonly conversationId: string; readonly dueAt: string };

/** The calls that can write a head. */
export const headWrites: ReadonlySet<string> = new Set(["PutItem", "TransactWriteItems"]);

const text = z.object({ S: z.string() });
const Event = z.object({
  M: z.object({ type: text, clock: z.object({ M: z.object({ dueAt: text.optional() }) }).optional() }),
});
const HeadWrite = z.object({
  Item: z.object({
    pk: text,
    version: z.object({ N: z.string() }),
    conversation: z.object({ M: z.object({ events: z.object({ L: z.array(Event) }) }) }),
  }),
});
const Transaction = z.object({ TransactItems: z.array(z.object({ Put: z.unknown().optional() })) });

type Head = {
  readonly conversationId: string;
  readonly version: string;
  readonly events: readonly z.infer<typeof Event>["M"][];
};

export const headsIn = (body: Uint8Array): Head[] => {
  const call = jsonBody(body);
  const transaction = Transaction.safeParse(call).data;
  const puts = transaction === undefined ? [call] : transaction.TransactItems.map(({ Put }) => Put);
  return puts.flatMap((put) => {
    const head = HeadWrite.safeParse(put).data;
    if (head === undefined) return [];
    const { pk, version, conversation } = head.Item;
    const events = conversation.M.events.L.map(({ M }) => M);
    return [{ conversationId: pk.S, version: version.N, events }];
  });
};

/** The breaches that a call writes. */
export const breachesIn = (body: Uint8Array): WrittenBreach[] =>
  Buffer.from(body).includes('"DeadlineBreached"')
    ? headsIn(body).flatMap(({ conversationId, events }) =>
        events.flatMap(({ type, clock }) => {
          const dueAt = clock?.M.dueAt?.S;
          return type.S === "DeadlineBreached" && dueAt !== undefined ? [{ conversationId, dueAt }] : [];
        }),
      )
    : [];
