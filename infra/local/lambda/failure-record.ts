/** What Lambda sends where an asynchronous invocation's end is to be told. */
import type { DestinationRecord } from "../send-to-destination.ts";
import type { Concluded } from "./asynchronous-invocations.ts";
import type { FunctionDefinition } from "./function-definition.ts";

/** https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html#invocation-async-destinations */
export const destinationRecord = (
  definition: FunctionDefinition,
  concluded: Concluded,
  now: Date,
): DestinationRecord => ({
  body: JSON.stringify({
    version: "1.0",
    timestamp: now.toISOString(),
    requestContext: {
      requestId: concluded.requestId,
      functionArn: `${definition.arn}:$LATEST`,
      condition: concluded.condition,
      approximateInvokeCount: concluded.failures + (concluded.condition === "Success" ? 1 : 0),
    },
    requestPayload: JSON.parse(concluded.event),
    ...(concluded.result !== undefined && {
      responseContext: {
        statusCode: 200,
        executedVersion: "$LATEST",
        functionError: concluded.result.functionError,
      },
      responsePayload: concluded.result.payload,
    }),
  }),
});

/** https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html#invocation-dlq */
export const deadLetter = ({ event, requestId, result }: Concluded): DestinationRecord => ({
  body: event,
  attributes: {
    RequestID: { DataType: "String", StringValue: requestId },
    ErrorCode: { DataType: "Number", StringValue: result === undefined ? "429" : "200" },
    ErrorMessage: { DataType: "String", StringValue: messageOf(result?.payload).slice(0, 1024) },
  },
});

const messageOf = (payload: unknown): string =>
  typeof payload === "object" && payload !== null && "errorMessage" in payload
    ? String(payload.errorMessage)
    : "Rate Exceeded.";
