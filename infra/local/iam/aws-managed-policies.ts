import type { PolicyDocument } from "./policy-document.ts";

const allow = (...actions: string[]): PolicyDocument => ({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: actions, Resource: "*" }],
});

const writingLogs = ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"];

/**
 * The managed policies of AWS that CDK attaches by itself, by the end of their ARN.
 * https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
 */
export const awsManagedPolicies: ReadonlyMap<string, PolicyDocument> = new Map([
  ["service-role/AWSLambdaBasicExecutionRole", allow(...writingLogs)],
  [
    "service-role/AWSLambdaSQSQueueExecutionRole",
    allow("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes", ...writingLogs),
  ],
  [
    "service-role/AWSLambdaDynamoDBExecutionRole",
    allow(
      "dynamodb:DescribeStream",
      "dynamodb:GetRecords",
      "dynamodb:GetShardIterator",
      "dynamodb:ListStreams",
      ...writingLogs,
    ),
  ],
  [
    "AWSXRayDaemonWriteAccess",
    allow(
      "xray:PutTraceSegments",
      "xray:PutTelemetryRecords",
      "xray:GetSamplingRules",
      "xray:GetSamplingTargets",
      "xray:GetSamplingStatisticSummaries",
    ),
  ],
]);
