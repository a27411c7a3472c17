import * as z from "zod";
import { AwsError } from "../../gateway/aws-error.ts";
import { asReplayed } from "../bus-event.ts";
import type { EventStore } from "../event-store.ts";
import type { Publisher } from "../publisher.ts";
import type { Registry } from "../registry.ts";
import type { Timing } from "../timing.ts";
import { notFound } from "./not-found.ts";

const Seconds = z.number().transform((seconds) => new Date(seconds * 1000));

const Input = z.object({
  ReplayName: z.string().regex(/^[.\-_A-Za-z0-9]{1,64}$/),
  /** Of the archive. */
  EventSourceArn: z.string(),
  EventStartTime: Seconds,
  EventEndTime: Seconds,
  Destination: z.object({ Arn: z.string(), FilterArns: z.array(z.string()).default([]) }),
});

type Parts = {
  readonly registry: Registry;
  readonly store: Pick<EventStore, "archivedBetween" | "replayNamed">;
  readonly publisher: Pick<Publisher, "replay">;
  readonly timing: Pick<Timing, "now">;
};

/** Everything a replay will deliver is written down in one step: it cannot stop half-way. */
export const startReplay =
  ({ registry, store, publisher, timing }: Parts) =>
  (input: unknown): unknown => {
    const read = Input.parse(input);
    const {
      ReplayName: name,
      EventSourceArn: archiveArn,
      EventStartTime: from,
      EventEndTime: to,
      Destination,
    } = read;
    if (!registry.archives.has(archiveArn)) throw notFound(`Archive ${archiveArn} does not exist.`);
    const busName = registry.busNamed(Destination.Arn);
    if (!registry.buses.has(busName)) throw notFound(`Event bus ${busName} does not exist.`);
    if (store.replayNamed(name) !== undefined)
      throw new AwsError({
        code: "ResourceAlreadyExistsException",
        message: `Replay ${name} already exists.`,
      });
    const unknown = Destination.FilterArns.find((arn) => !registry.rules.has(arn));
    if (unknown !== undefined) throw notFound(`Rule ${unknown} does not exist.`);
    if (from >= to)
      throw new AwsError({
        code: "ValidationException",
        message: "EventStartTime must be before EventEndTime.",
      });

    const startedAt = timing.now();
    const events = store.archivedBetween(archiveArn, from, to).map((event) => asReplayed(event, name));
    const { Arn: busArn, FilterArns: filterArns } = Destination;
    publisher.replay({ name, archiveArn, busArn, filterArns, from, to, startedAt }, busName, events);
    return {
      ReplayArn: registry.arnOf(`replay/${name}`),
      State: "STARTING",
      ReplayStartTime: startedAt.getTime() / 1000,
    };
  };
