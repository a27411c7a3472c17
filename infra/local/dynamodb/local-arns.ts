import type { AwsAnswer } from "../gateway/aws-call.ts";

export type LocalArns = {
  readonly tableArn: (tableName: string) => string;
  /** The engine's answer in our region and account, and without the end the engine gives to a shard still open. */
  readonly localise: (operation: string, answer: AwsAnswer) => AwsAnswer;
  /** A call to the streams API, its stream named as the engine names it. */
  readonly delocalise: (body: Uint8Array) => string;
};

const operationsWithArns = new Set([
  "CreateTable",
  "DescribeTable",
  "UpdateTable",
  "ListStreams",
  "DescribeStream",
  "GetRecords",
]);

const engineArn = /Arn":"(arn:aws:dynamodb:[^:"]*:[^:"]*:)/u;

/**
 * The engine names its own region and account in every ARN it gives. The texts replaced cannot occur in an item:
 * DynamoDB writes a string as {"S":"…"}, and quotes inside it are escaped.
 */
export const localArns = (region: string, accountId: string): LocalArns => {
  const prefix = `arn:aws:dynamodb:${region}:${accountId}:`;
  let enginePrefix = prefix;
  return {
    tableArn: (tableName) => `${prefix}table/${tableName}`,
    localise: (operation, answer) => {
      if (!operationsWithArns.has(operation)) return answer;
      const text = Buffer.from(answer.body).toString();
      enginePrefix = engineArn.exec(text)?.[1] ?? enginePrefix;
      const body = text
        .replaceAll(new RegExp(engineArn, "gu"), `Arn":"${prefix}`)
        .replaceAll(/"awsRegion":"[^"]*"/gu, `"awsRegion":"${region}"`)
        .replaceAll(/,"EndingSequenceNumber":"[^"]*"/gu, "");
      return { ...answer, body };
    },
    delocalise: (body) => Buffer.from(body).toString().replaceAll(`"${prefix}`, `"${enginePrefix}`),
  };
};
