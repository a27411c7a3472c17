import * as z from "zod";

/** A breach as it is written: whose clock, and when it was due. */
export type WrittenBreach = { readonly conversationId: string; readonly dueAt: string };

const text = z.object({ S: z.string() });
const HeadWrite = z.object({
  Item: z.object({
    pk: text,
    conversation: z.object({
      M: z.object({
        events: z.object({
          L: z.array(
            z.object({
              M: z.object({ type: text, clock: z.object({ M: z.object({ dueAt: text }) }).optional() }),
            }),
          ),
        }),
      }),
    }),
  }),
});

/** The breaches that a PutItem writes into a conversation's head, from the body of the call. */
export const breachesIn = (body: Uint8Array): WrittenBreach[] => {
  const json = Buffer.from(body).toString();
  const head = json.includes('"DeadlineBreached"') ? HeadWrite.safeParse(JSON.parse(json)).data : undefined;
  if (head === undefined) return [];
  const { pk, conversation } = head.Item;
  return conversation.M.events.L.flatMap(({ M: { type, clock } }) =>
    type.S === "DeadlineBreached" && clock !== undefined
      ? [{ conversationId: pk.S, dueAt: clock.M.dueAt.S }]
      : [],
  );
};
