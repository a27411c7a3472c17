import {
  PutEventsCommand,
  type EventBridgeClient,
  type PutEventsRequestEntry,
} from "@aws-sdk/client-eventbridge";
import { gathered } from "../gathered.ts";
import type { EventPublisher, PublishedEvent } from "../ports/event-publisher.ts";

const entriesPerCall = 10;
const bytesPerCall = 256 * 1024;
const tries = 4;

type Entry = PutEventsRequestEntry;

/**
 * The bus takes a call and may still refuse single entries of it: those alone are sent again. What is published at one
 * moment goes in one call, as far as a call holds it.
 */
export const eventBridgePublisher = (client: EventBridgeClient, busName: string): EventPublisher => {
  const send = async (entries: readonly Entry[]): Promise<Entry[]> => {
    const { Entries = [] } = await client.send(new PutEventsCommand({ Entries: [...entries] }));
    return entries.filter((_, index) => Entries[index]?.ErrorCode !== undefined);
  };

  /** Of each entry, whether the bus has taken it in the end. */
  const sendAll = async (entries: readonly Entry[]): Promise<boolean[]> => {
    let refused = await send(entries);
    for (let attempt = 1; refused.length > 0 && attempt < tries; attempt += 1) {
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 50 * 2 ** attempt));
      refused = await send(refused);
    }
    return entries.map((entry) => !refused.includes(entry));
  };

  const take = gathered({ fits, ask: sendAll });
  return {
    publish: async (events) => {
      const taken = await Promise.all(events.map((event) => take(entryOf(event, busName))));
      const refused = taken.filter((isTaken) => !isTaken).length;
      if (refused > 0)
        throw new Error(`the bus ${busName} refused ${refused} of ${events.length} events, ${tries} times`);
    },
  };
};

const fits = (together: readonly Entry[], next: Entry): boolean =>
  together.length < entriesPerCall &&
  together.reduce((bytes, entry) => bytes + bytesOf(entry), bytesOf(next)) <= bytesPerCall;

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html#eb-putevents-size */
const bytesOf = ({ Source = "", DetailType = "", Detail = "" }: Entry): number =>
  [Source, DetailType, Detail].reduce((bytes, text) => bytes + Buffer.byteLength(text), 14);

const entryOf = ({ source, detailType, detail, occurredAt }: PublishedEvent, busName: string): Entry => ({
  EventBusName: busName,
  Source: source,
  DetailType: detailType,
  Detail: JSON.stringify(detail),
  Time: occurredAt,
});
