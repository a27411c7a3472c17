import * as z from "zod";
import { everything, on, type NeedsOf, type NeedsTable, type ResourceNames } from "./need.ts";

const BusName = z.string().default("default");
const Entries = z.object({
  Entries: z.array(
    z.object({
      EventBusName: BusName,
      Source: z.string().optional(),
      DetailType: z.string().optional(),
    }),
  ),
});
const OneBus = z.object({ Name: BusName });
const OneRule = z.object({ Rule: z.string(), EventBusName: BusName });
const OneArchive = z.object({ ArchiveName: z.string() });
const OneReplay = z.object({ ReplayName: z.string() });
const NewReplay = z.object({ EventSourceArn: z.string(), Destination: z.object({ Arn: z.string() }) });

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoneventbridge.html */
export const eventsNeeds = ({ region, accountId }: ResourceNames): NeedsTable => {
  const arnOf = (resource: string): string => `arn:aws:events:${region}:${accountId}:${resource}`;
  const busArn = (nameOrArn: string): string =>
    nameOrArn.startsWith("arn:") ? nameOrArn : arnOf(`event-bus/${nameOrArn}`);

  const putEvents: NeedsOf = (input) =>
    Entries.parse(input).Entries.map(({ EventBusName, Source, DetailType }) => ({
      action: "events:PutEvents",
      resource: busArn(EventBusName),
      context: { "events:source": Source, "events:detail-type": DetailType },
    }));
  const rule = (input: unknown): string => {
    const { Rule, EventBusName } = OneRule.parse(input);
    const bus = EventBusName.replace(/^arn:.*:event-bus\//u, "");
    return arnOf(bus === "default" ? `rule/${Rule}` : `rule/${bus}/${Rule}`);
  };

  return {
    PutEvents: putEvents,
    DescribeEventBus: on("events:DescribeEventBus", (input) => busArn(OneBus.parse(input).Name)),
    ListRules: on("events:ListRules", everything),
    ListTargetsByRule: on("events:ListTargetsByRule", rule),
    ListArchives: on("events:ListArchives", everything),
    DescribeArchive: on("events:DescribeArchive", (input) =>
      arnOf(`archive/${OneArchive.parse(input).ArchiveName}`),
    ),
    StartReplay: on("events:StartReplay", archiveAndBus),
    DescribeReplay: on("events:DescribeReplay", (input) =>
      arnOf(`replay/${OneReplay.parse(input).ReplayName}`),
    ),
  };
};

const archiveAndBus = (input: unknown): string[] => {
  const { EventSourceArn: archive, Destination: bus } = NewReplay.parse(input);
  return [archive, bus.Arn];
};
