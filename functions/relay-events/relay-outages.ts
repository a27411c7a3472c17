import { OutageSuspected } from "../../shared/contracts/outage-suspected.ts";
import { outageEventIdOf, type OutageWatch } from "../../shared/domain/outages/outage-watch.ts";
import { outagePriority } from "../../shared/domain/outages/outage-priority.ts";
import type { EventPublisher, PublishedEvent } from "../../shared/ports/event-publisher.ts";
import type { Telemetry } from "../../shared/ports/telemetry.ts";

type Ports = { readonly bus: EventPublisher; readonly telemetry: Telemetry };

/** Tells the world what a commit of fault reports said: which outages are suspected, and which have grown. */
export const relayOutages =
  ({ bus, telemetry }: Ports) =>
  async (watch: OutageWatch, committedAt: Date): Promise<void> => {
    const events = eventsOf(watch, committedAt);
    await bus.publish(events.map((detail) => published(detail, committedAt)));
    for (const { outageId, news, count } of events) {
      if (news === "opened") telemetry.count("OutageSuspected");
      telemetry.note("outage.suspected", { outageId, news, count });
    }
  };

const eventsOf = (watch: OutageWatch, committedAt: Date): OutageSuspected[] =>
  watch.outages.flatMap(({ id: outageId, terms: _terms, ...told }, index) =>
    told.news === null
      ? []
      : OutageSuspected.detail.parse({
          id: outageEventIdOf(watch, index),
          occurredAt: committedAt.toISOString(),
          outageId,
          brand: watch.brand,
          version: watch.version,
          priority: outagePriority(told),
          ...told,
        }),
  );

const published = (detail: OutageSuspected, occurredAt: Date): PublishedEvent => {
  const { source, detailType } = OutageSuspected;
  return { source, detailType, detail, occurredAt };
};
