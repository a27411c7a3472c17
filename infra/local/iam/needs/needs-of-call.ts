import * as z from "zod";
import type { AwsCall } from "../../gateway/aws-call.ts";
import { AwsError } from "../../gateway/aws-error.ts";
import { jsonBody } from "../../gateway/json-body.ts";
import { dynamodbNeeds } from "./dynamodb-needs.ts";
import { eventsNeeds } from "./events-needs.ts";
import { lambdaNeeds } from "./lambda-needs.ts";
import { monitoringNeeds } from "./monitoring-needs.ts";
import type { Need, NeedsTable, ResourceNames } from "./need.ts";
import { secretsNeeds } from "./secrets-needs.ts";
import { sesNeeds } from "./ses-needs.ts";
import { snsNeeds } from "./sns-needs.ts";
import { sqsNeeds } from "./sqs-needs.ts";
import { streamsNeeds } from "./streams-needs.ts";

type CallToJudge = Pick<AwsCall, "service" | "operation" | "body" | "path">;

const tables: Readonly<Record<string, (names: ResourceNames) => NeedsTable>> = {
  dynamodb: dynamodbNeeds,
  dynamodbstreams: streamsNeeds,
  sqs: sqsNeeds,
  sns: snsNeeds,
  ses: sesNeeds,
  events: eventsNeeds,
  secretsmanager: secretsNeeds,
  lambda: lambdaNeeds,
  monitoring: monitoringNeeds,
};

/** Tells what a call needs; undefined for an operation whose needs nobody has written down. */
export const needsOfCalls = (names: ResourceNames): ((call: CallToJudge) => readonly Need[] | undefined) => {
  const known = new Map(Object.entries(tables).map(([service, table]) => [service, table(names)]));
  return (call) => {
    const table = known.get(call.service) ?? {};
    const needsOf = Object.hasOwn(table, call.operation) ? table[call.operation] : undefined;
    try {
      return needsOf?.(inputOf(call));
    } catch (error) {
      if (!(error instanceof z.ZodError)) throw error;
      throw new AwsError({ code: "ValidationException", message: z.prettifyError(error) });
    }
  };
};

/** A call's input, whichever protocol it came by. */
const inputOf = ({ service, body, path }: CallToJudge): unknown => {
  if (service === "sns") return Object.fromEntries(new URLSearchParams(Buffer.from(body).toString()));
  if (service === "lambda") return { FunctionName: decodeURIComponent(path.split("/")[3] ?? "") };
  return jsonBody(body);
};
