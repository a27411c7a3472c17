/** One event, ready for the bus. */
export type PublishedEvent = {
  readonly source: string;
  readonly detailType: string;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly occurredAt: Date;
};

/** The event bus. Publishing resolves once every event was accepted; entries that failed alone were retried alone. */
export type EventPublisher = {
  readonly publish: (events: readonly PublishedEvent[]) => Promise<void>;
};
