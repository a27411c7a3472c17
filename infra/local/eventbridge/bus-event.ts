/** An event on its way to a bus. */
export type BusEvent = {
  readonly id: string;
  readonly source: string;
  readonly detailType: string;
  readonly account: string;
  readonly time: Date;
  readonly region: string;
  readonly resources: readonly string[];
  /** The detail's JSON, as it was sent: its digits are not ours to round. */
  readonly detail: string;
};

/** The event as targets receive it: https://docs.aws.amazon.com/eventbridge/latest/ref/overiew-event-structure.html */
export const eventText = (event: BusEvent): string => {
  const envelope = JSON.stringify({
    version: "0",
    id: event.id,
    "detail-type": event.detailType,
    source: event.source,
    account: event.account,
    time: secondsText(event.time),
    region: event.region,
    resources: event.resources,
  });
  return `${envelope.slice(0, -1)},"detail":${event.detail}}`;
};

/** The same event, told again by a replay. */
export const asReplayed = (text: string, replayName: string): string =>
  `{"replay-name":${JSON.stringify(replayName)},${text.slice(1)}`;

/** EventBridge writes whole seconds. */
const secondsText = (time: Date): string => time.toISOString().replace(/\.\d+Z$/, "Z");
