/**
 * The ids a dead letter's body names, and nothing else of it: whatever shape it has, what a customer wrote or is called
 * stays out. A value that does not look like an id is not repeated, wherever it stands.
 */
import * as z from "zod";
import { jsonOrNothing } from "../json-or-nothing.ts";

/** Whom and what a letter is about, as far as its body says. */
export type Ids = {
  readonly event?: string;
  readonly eventId?: string;
  readonly conversationId?: string;
  readonly mentionId?: string;
  readonly channel?: string;
  readonly team?: string;
  readonly dueAt?: string;
};

/** A text that could be an id, an instant or `2/3`; undefined for anything else. */
export const IdLike = z
  .string()
  .regex(/^[\w.:/-]{1,128}$/u)
  .optional()
  .catch(undefined);

/** What EventBridge puts on a queue. */
const BusEvent = z
  .object({
    "detail-type": IdLike,
    detail: z.object({
      id: IdLike,
      conversationId: IdLike,
      channelId: IdLike,
      team: IdLike,
      mentionId: IdLike,
      mention: z.object({ id: IdLike }).optional().catch(undefined),
    }),
  })
  .transform(({ "detail-type": event, detail }): LooseIds => ({
    event,
    eventId: detail.id,
    conversationId: detail.conversationId,
    mentionId: detail.mentionId ?? detail.mention?.id,
    channel: detail.channelId,
    team: detail.team,
  }));

const Text = z.object({ S: IdLike }).optional().catch(undefined);

/** What `relay-events` puts aside: a record of the table's stream. */
const StreamRecord = z
  .object({
    dynamodb: z.object({
      Keys: z.object({ pk: Text }),
      NewImage: z
        .object({
          conversation: z.object({ M: z.object({ channelId: Text, team: Text }) }),
          version: z.object({ N: IdLike }),
        })
        .optional()
        .catch(undefined),
    }),
  })
  .transform(({ dynamodb: { Keys, NewImage } }): LooseIds => ({
    conversationId: Keys.pk?.S,
    eventId: NewImage?.version.N === undefined ? undefined : `${Keys.pk?.S}:${NewImage.version.N}`,
    channel: NewImage?.conversation.M.channelId?.S,
    team: NewImage?.conversation.M.team?.S,
  }));

/** What is on the deadline queue. */
const Deadline = z
  .object({ conversationId: z.unknown(), dueAt: IdLike })
  .transform(({ conversationId, dueAt }): LooseIds => ({
    conversationId: IdLike.parse(conversationId),
    dueAt,
  }));

type LooseIds = { readonly [Name in keyof Ids]: Ids[Name] | undefined };

const Known = z.union([BusEvent, StreamRecord, Deadline]);

export const idsIn = (body: string): Ids => {
  const known = Known.safeParse(jsonOrNothing(body));
  return known.success ? present(known.data) : {};
};

const present = (ids: LooseIds): Ids =>
  Object.fromEntries(Object.entries(ids).filter(([, value]) => value !== undefined));
