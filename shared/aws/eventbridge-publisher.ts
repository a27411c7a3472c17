import {
  PutEventsCommand,
  type EventBridgeClient,
  type PutEventsRequestEntry,
} from "@aws-sdk/client-eventbridge";
import type { EventPublisher, PublishedEvent } from "../ports/event-publisher.ts";

const entriesPerCall = 10;
const tries = 4;

/** The bus takes a call and may still refuse single entries of it: those alone are sent again. */
export const eventBridgePublisher = (client: EventBridgeClient, busName: string): EventPublisher => {
  const send = async (entries: readonly PutEventsRequestEntry[]): Promise<PutEventsRequestEntry[]> => {
    const { Entries = [] } = await client.send(new PutEventsCommand({ Entries: [...entries] }));
    return entries.filter((_, index) => Entries[index]?.ErrorCode !== undefined);
  };

  const sendAll = async (entries: readonly PutEventsRequestEntry[]): Promise<void> => {
    let refused = [...entries];
    for (let attempt = 1; refused.length > 0; attempt += 1) {
      refused = await send(refused);
      if (refused.length > 0 && attempt === tries)
        throw new Error(
          `the bus ${busName} refused ${refused.length} of ${entries.length} events, ${tries} times`,
        );
      if (refused.length > 0)
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 50 * 2 ** attempt));
    }
  };

  return {
    publish: async (events) => {
      const entries = events.map((event) => entryOf(event, busName));
      for (let from = 0; from < entries.length; from += entriesPerCall)
        await sendAll(entries.slice(from, from + entriesPerCall));
    },
  };
};

const entryOf = (
  { source, detailType, detail, occurredAt }: PublishedEvent,
  busName: string,
): PutEventsRequestEntry => ({
  EventBusName: busName,
  Source: source,
  DetailType: detailType,
  Detail: JSON.stringify(detail),
  Time: occurredAt,
});
