/**
 * Tells the bus again what it was told in a span of time. Every event keeps its id, so whoever has handled it drops the
 * copy, and whoever missed it gets it now.
 */
import { setTimeout as sleep } from "node:timers/promises";
import {
  DescribeReplayCommand,
  EventBridgeClient,
  StartReplayCommand,
  type DescribeReplayResponse,
} from "@aws-sdk/client-eventbridge";
import * as z from "zod";
import { defineCommand, UsageError, type Terminal } from "../command.ts";
import { deploymentFlags } from "../deployment/deployment-flags.ts";
import { withDeployment } from "../deployment/with-deployment.ts";
import { archiveOf, ruleArns } from "../replay/archive-of.ts";

const instant = z.iso.datetime({ offset: true, error: "is no instant: write it like 2026-11-21T03:00:00Z" });
const lookEveryMs = 2000;

export const replayCommand = defineCommand({
  name: "replay",
  summary: "Tells the event bus again what its archive kept from a span of time.",
  failsWhen: "the replay did not complete",
  outlivesReader: true,
  positionals: [],
  input: z.object({
    from: instant.describe("the span's beginning, like 2026-11-21T03:00:00Z"),
    to: instant.describe("its end; the archive may be ten minutes behind the present"),
    archive: z.string().optional().describe("the archive's name, where the bus has several"),
    rule: z
      .array(z.string())
      .default([])
      .describe("only to this rule, by a part of its name; as often as you like"),
    ...deploymentFlags,
  }),
  examples: [
    "npm run firstreply -- replay --from 2026-11-21T03:00:00Z --to 2026-11-21T04:00:00Z",
    "npm run firstreply -- replay --from 2026-11-21T03:00:00Z --to 2026-11-21T04:00:00Z --rule sales",
  ],
  run: ({ from, to, archive: wanted, rule, ...flags }, terminal) => {
    if (Date.parse(from) >= Date.parse(to)) throw new UsageError("--from must be before --to");
    return withDeployment(flags, terminal, async ({ client, output }) => {
      const eventBridge = new EventBridgeClient(client);
      const archive = await archiveOf(eventBridge, output("EventBusName"), wanted);
      const FilterArns = await ruleArns(eventBridge, output("EventBusName"), rule);
      const ReplayName = `firstreply-${new Date().toISOString().replaceAll(/[^0-9TZ]/gu, "")}`;
      await eventBridge.send(
        new StartReplayCommand({
          ReplayName,
          EventSourceArn: archive.arn,
          EventStartTime: new Date(from),
          EventEndTime: new Date(to),
          Destination: { Arn: archive.busArn, ...(FilterArns.length > 0 && { FilterArns }) },
        }),
      );
      terminal.warn(`The replay ${ReplayName} has begun; it goes on if you leave.`);
      const { State = "", StateReason } = await followToEnd(eventBridge, ReplayName, terminal);
      const rules = FilterArns.map((arn) => arn.split("/").at(-1));
      const told = {
        replay: ReplayName,
        archive: archive.name,
        from,
        to,
        rules,
        state: State,
        reason: StateReason,
      };
      terminal.print(
        terminal.isInteractive
          ? `${State.toLowerCase()}: ${from} to ${to} from ${archive.name}`
          : JSON.stringify(told),
      );
      return State === "COMPLETED" ? 0 : 1;
    });
  },
});

const isOver = (state: string): boolean => ["COMPLETED", "FAILED", "CANCELLED"].includes(state);

const followToEnd = async (
  eventBridge: EventBridgeClient,
  ReplayName: string,
  { progress }: Terminal,
): Promise<DescribeReplayResponse> => {
  for (;;) {
    const replay = await eventBridge.send(new DescribeReplayCommand({ ReplayName }));
    if (isOver(replay.State ?? "")) return replay;
    const reached = replay.EventLastReplayedTime?.toISOString() ?? "the beginning";
    progress?.(`${replay.State?.toLowerCase()}, has come to ${reached}`);
    await sleep(lookEveryMs);
  }
};
