/** Ids, counts and durations that go with an event; never customer text, a handle, a secret or a whole payload. */
export type Facts = Readonly<Record<string, string | number | boolean | null>>;

/** What a function says about its own work: one JSON line per event, and counts an alarm can watch. */
export type Telemetry = {
  /** Something happened, named like `mention.routed`. */
  readonly note: (event: string, facts?: Facts) => void;
  /** Something went wrong that will be tried again or looked at; the cause is kept, its data is not. */
  readonly warn: (event: string, cause: unknown, facts?: Facts) => void;
  readonly count: (metric: string, amount?: number) => void;
  /** Counts one of something for a channel alone: a metric of its own, to be read again by whoever watches channels. */
  readonly countFor: (channelId: string, metric: string) => void;
};
