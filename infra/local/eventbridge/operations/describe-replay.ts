import * as z from "zod";
import type { EventStore } from "../event-store.ts";
import type { Registry } from "../registry.ts";
import { notFound } from "./not-found.ts";

const Input = z.object({ ReplayName: z.string() });

type Parts = { readonly registry: Pick<Registry, "arnOf">; readonly store: Pick<EventStore, "replayNamed"> };

/** A replay that is known is complete: its events were all taken over when it was started. */
export const describeReplay =
  ({ registry, store }: Parts) =>
  (input: unknown): unknown => {
    const { ReplayName: name } = Input.parse(input);
    const replay = store.replayNamed(name);
    if (replay === undefined) throw notFound(`Replay ${name} does not exist.`);
    return {
      ReplayName: name,
      ReplayArn: registry.arnOf(`replay/${name}`),
      State: "COMPLETED",
      EventSourceArn: replay.archiveArn,
      Destination: { Arn: replay.busArn, FilterArns: replay.filterArns },
      EventStartTime: inSeconds(replay.from),
      EventEndTime: inSeconds(replay.to),
      EventLastReplayedTime: inSeconds(replay.to),
      ReplayStartTime: inSeconds(replay.startedAt),
      ReplayEndTime: inSeconds(replay.startedAt),
    };
  };

const inSeconds = (time: Date): number => time.getTime() / 1000;
