import { describe, expect, test } from "vitest";
import * as z from "zod";
import pipelineConfig from "../../../infra/pipeline.config.ts";
import { matchesPattern } from "../../../infra/local/eventbridge/pattern.ts";
import { MentionRouted } from "../../../shared/contracts/mention-routed.ts";
import { resourcesOf, synthesized } from "./synthesized.ts";

const Rule = z.looseObject({
  EventPattern: z.unknown(),
  Targets: z.tuple([z.looseObject({ Arn: z.object({ "Fn::GetAtt": z.tuple([z.string(), z.string()]) }) })]),
});

/** The queues that an event ends up on, by the template's rules. */
const queuesFor = (template: ReturnType<typeof synthesized>, event: unknown): string[] =>
  Object.values(resourcesOf(template, "AWS::Events::Rule"))
    .filter(({ Properties }) => "EventPattern" in Properties)
    .map(({ Properties }) => Rule.parse(Properties))
    .filter(({ EventPattern }) => matchesPattern(EventPattern, event))
    .map(({ Targets }) => Targets[0].Arn["Fn::GetAtt"][0].replace(/Queue[0-9A-F]{8}$/u, ""));

const routedTo = (detail: object) => ({
  source: MentionRouted.source,
  "detail-type": MentionRouted.detailType,
  detail,
});

describe("a routed mention", () => {
  const template = synthesized();

  test.each([
    ["service", "TeamQueuesService"],
    ["sales", "TeamQueuesSales"],
    ["chatter", "TeamQueuesChatter"],
    ["triage", "TeamQueuesTriage"],
    ["a team that is gone", "TeamQueuesUnrouted"],
    ["", "TeamQueuesUnrouted"],
  ])("of %s lands on the queue of %s, and on no other", (team, queue) => {
    expect(queuesFor(template, routedTo({ team }))).toEqual([queue]);
  });

  test("without a team is not lost either", () => {
    expect(queuesFor(template, routedTo({}))).toEqual(["TeamQueuesUnrouted"]);
  });

  test("that somebody else tells of lands nowhere", () => {
    expect(queuesFor(template, { ...routedTo({ team: "service" }), source: "elsewhere" })).toEqual([]);
  });
});

describe("a team added to the configuration", () => {
  const { sales: _, ...teams } = pipelineConfig.teams;
  const template = synthesized({
    teams: { ...teams, "night-shift": { takes: ["sales"], replyWithinSeconds: 600, pages: ["duty-topic"] } },
  });
  const alarmsOf = (metric: string) =>
    Object.entries(resourcesOf(template, "AWS::CloudWatch::Alarm")).filter(
      ([id, { Properties }]) => id.startsWith("TeamQueuesNightShift") && Properties["MetricName"] === metric,
    );

  test("has a queue, and a rule that fills it", () => {
    expect(queuesFor(template, routedTo({ team: "night-shift" }))).toEqual(["TeamQueuesNightShift"]);
  });

  test("has outputs for its queue and its dead letters", () => {
    expect(Object.keys(template.toJSON()["Outputs"])).toEqual(
      expect.arrayContaining(["NightShiftQueueUrl", "NightShiftDeadLetterUrl"]),
    );
  });

  test("has an alarm for its dead letters, and one for mentions that wait longer than was promised", () => {
    expect(alarmsOf("ApproximateNumberOfMessagesVisible")).toHaveLength(1);
    expect(alarmsOf("ApproximateAgeOfOldestMessage")).toMatchObject([
      [{}, { Properties: { Threshold: 600 } }],
    ]);
  });

  test("and the team it replaced has none of that", () => {
    expect(queuesFor(template, routedTo({ team: "sales" }))).toEqual(["TeamQueuesUnrouted"]);
  });
});

test("anything at all on the unrouted queue is an alarm", () => {
  const alarms = Object.entries(resourcesOf(synthesized(), "AWS::CloudWatch::Alarm"));
  const [, alarm] = alarms.find(([id]) => id.startsWith("TeamQueuesUnroutedNotEmpty")) ?? [];
  expect(alarm?.Properties).toMatchObject({
    MetricName: "ApproximateNumberOfMessagesVisible",
    Dimensions: [{ Value: { "Fn::GetAtt": [expect.stringContaining("UnroutedQueue"), "QueueName"] } }],
    Threshold: 1,
  });
});
