import type { EventStore } from "../event-store.ts";
import type { Archive } from "../registry.ts";

/** What a list says of an archive, and a description repeats. */
export const describedArchive = (
  store: Pick<EventStore, "archiveSize">,
  { name, arn, busArn, retentionDays }: Archive,
) => {
  const { events, bytes } = store.archiveSize(arn);
  return {
    ArchiveName: name,
    EventSourceArn: busArn,
    State: "ENABLED",
    RetentionDays: retentionDays,
    EventCount: events,
    SizeBytes: bytes,
  };
};
