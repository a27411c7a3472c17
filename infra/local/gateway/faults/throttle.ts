import type { AwsAnswer, AwsCall } from "../aws-call.ts";
import { AwsError, errorAnswer } from "../aws-error.ts";

type Refusal = { readonly code: string; readonly message: string; readonly status?: number };

const rateExceeded: Refusal = { code: "ThrottlingException", message: "Rate exceeded" };

/** Each service's own word for "too much", from the list of errors in its API reference. */
const refusals: Readonly<Record<string, Refusal>> = {
  dynamodb: {
    code: "ProvisionedThroughputExceededException",
    message: "The level of configured provisioned throughput for the table was exceeded.",
  },
  dynamodbstreams: { code: "LimitExceededException", message: "Too many readers of this shard." },
  sqs: { code: "RequestThrottled", message: "The request was denied due to request throttling." },
  sns: { code: "Throttled", message: "Rate exceeded", status: 429 },
  lambda: { code: "TooManyRequestsException", message: "Rate Exceeded.", status: 429 },
  events: rateExceeded,
  secretsmanager: rateExceeded,
};

export const throttlingError = (service: string): AwsError => new AwsError(refusals[service] ?? rateExceeded);

/** Refuses a call in the words of a service that had too many. */
export const throttle = ({ service, operation }: Pick<AwsCall, "service" | "operation">): AwsAnswer =>
  operation === "TransactWriteItems" ? cancelledTransaction : errorAnswer(service, throttlingError(service));

/**
 * A transaction that meets a throttled item is cancelled, which no SDK tries again by itself.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
 */
const cancelledTransaction: AwsAnswer = {
  status: 400,
  headers: { "content-type": "application/x-amz-json-1.0" },
  body: JSON.stringify({
    __type: "com.amazonaws.dynamodb.v20120810#TransactionCanceledException",
    message:
      "Transaction cancelled, please refer cancellation reasons for specific reasons [ThrottlingError, None]",
    CancellationReasons: [
      { Code: "ThrottlingError", Message: "Throughput exceeds the current capacity." },
      { Code: "None" },
    ],
  }),
};
