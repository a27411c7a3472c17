/** The three questions we have for CloudWatch, asked with the small signed client: they do not warrant one of the SDK's. */
import * as z from "zod";
import { AwsCallFailed } from "../../../shared/aws/signed-client.ts";
import type { ClientConfig } from "./open-deployment.ts";
import { signedCall } from "./signed-call.ts";

export type CloudWatch = {
  /** The latest maximum of the last ten minutes; null when nothing was measured, undefined when nobody measures here. */
  readonly latest: (metric: Metric) => Promise<number | null | undefined>;
  /** How often a function counted something, and when, to the minute, oldest first; undefined when nobody counts here. */
  readonly counted: (count: Count) => Promise<readonly Counted[] | undefined>;
  /** The alarms of a topic that ring now; undefined where there are none to ring. */
  readonly ringing: (alarmTopicArn: string) => Promise<readonly RingingAlarm[] | undefined>;
};

type Metric = {
  readonly namespace: "AWS/SQS" | "AWS/Lambda";
  readonly name: string;
  /** Whose: a queue's name or a function's. */
  readonly dimension: readonly [name: "QueueName" | "FunctionName", value: string];
};

type Count = {
  readonly namespace: string;
  readonly name: string;
  /** The function. */
  readonly by: string;
  readonly from: Date;
  readonly to: Date;
};

export type Counted = { readonly at: Date; readonly times: number };

export type RingingAlarm = { readonly name: string; readonly description: string };

const lookBackSeconds = 600;

export const cloudWatchOf = (client: ClientConfig): CloudWatch => {
  const ask = asker(client);
  return {
    latest: async ({ namespace, name, dimension: [Name, Value] }) => {
      const now = Math.floor(Date.now() / 1000);
      const answer = await ask("GetMetricStatistics", {
        Namespace: namespace,
        MetricName: name,
        Dimensions: [{ Name, Value }],
        StartTime: now - lookBackSeconds,
        EndTime: now + 60,
        Period: 60,
        Statistics: ["Maximum"],
      });
      if (answer === undefined) return undefined;
      const { Datapoints } = Statistics.parse(answer);
      return Datapoints.toSorted((one, other) => one.Timestamp - other.Timestamp).at(-1)?.Maximum ?? null;
    },
    counted: async ({ namespace, name, by, from, to }) => {
      const Metric = {
        Namespace: namespace,
        MetricName: name,
        Dimensions: [{ Name: "service", Value: by }],
      };
      const answer = await ask("GetMetricData", {
        StartTime: Math.floor(from.getTime() / 1000),
        EndTime: Math.ceil(to.getTime() / 1000),
        ScanBy: "TimestampAscending",
        MetricDataQueries: [{ Id: "counted", MetricStat: { Metric, Period: 60, Stat: "Sum" } }],
      });
      return answer === undefined ? undefined : Sums.parse(answer);
    },
    ringing: async (alarmTopicArn) => {
      const alarms: RingingAlarm[] = [];
      for (let NextToken: string | undefined, page = 0; page === 0 || NextToken !== undefined; page += 1) {
        const answer = await ask("DescribeAlarms", {
          StateValue: "ALARM",
          ...(NextToken !== undefined && { NextToken }),
        });
        if (answer === undefined) return undefined;
        const read = Alarms.parse(answer);
        const ours = read.MetricAlarms.filter(({ AlarmActions }) => AlarmActions.includes(alarmTopicArn));
        alarms.push(
          ...ours.map(({ AlarmName, AlarmDescription }) => ({
            name: AlarmName,
            description: AlarmDescription,
          })),
        );
        NextToken = read.NextToken;
      }
      return alarms;
    },
  };
};

const Statistics = z.object({
  Datapoints: z.array(z.object({ Timestamp: z.number(), Maximum: z.number() })).default([]),
});

/** Of a day there are 1440 minutes, which fit one page. */
const Sums = z
  .object({
    MetricDataResults: z.tuple([z.object({ Timestamps: z.array(z.number()), Values: z.array(z.number()) })]),
  })
  .transform(({ MetricDataResults: [{ Timestamps, Values }] }): readonly Counted[] =>
    Timestamps.map((seconds, index) => ({ at: new Date(seconds * 1000), times: Values[index] ?? 0 })),
  );

const Alarms = z.object({
  MetricAlarms: z
    .array(
      z.object({
        AlarmName: z.string(),
        AlarmDescription: z.string().default(""),
        AlarmActions: z.array(z.string()).default([]),
      }),
    )
    .default([]),
  NextToken: z.string().optional(),
});

type Ask = (operation: string, input: Readonly<Record<string, unknown>>) => Promise<unknown>;

/** Undefined for what whoever answers here has never heard of. */
const asker = (client: ClientConfig): Ask => {
  const call = signedCall(client, "monitoring", "1.0");
  return async (operation, input) => {
    try {
      return await call(`GraniteServiceVersion20100801.${operation}`, input);
    } catch (error) {
      if (error instanceof AwsCallFailed && /UnknownOperation/u.test(error.code)) return undefined;
      throw error;
    }
  };
};
