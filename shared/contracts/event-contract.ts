import * as z from "zod";

/** The `source` of every event First Reply puts on the bus. */
export const eventSource = "firstreply";

/** What every event says, whatever it tells: copies of one event share the `id`, so a consumer can drop them. */
const Envelope = z.strictObject({
  /** `<conversation>:<version>:<n>`, the same for every copy of the event. */
  id: z.string().min(1),
  occurredAt: z.iso.datetime(),
  conversationId: z.string().min(1),
  /** The conversation's version: a higher one is newer, in whatever order they arrive. */
  version: z.int().positive(),
  platform: z.string(),
  channelId: z.string(),
  team: z.string(),
});

/** A public promise: events of this `detailType` have this `detail`, and nothing else in it. */
export const defineEvent = <Name extends string, Shape extends z.ZodRawShape>(
  detailType: Name,
  shape: Shape,
) => ({
  source: eventSource,
  detailType,
  detail: Envelope.extend(shape),
});
