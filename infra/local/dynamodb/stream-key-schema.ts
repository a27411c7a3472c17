import type { AwsAnswer } from "../gateway/aws-call.ts";
import type { TableProperties } from "./table-properties.ts";

export type ProvisionedTable = {
  readonly properties: TableProperties;
  readonly streamArn?: string | undefined;
};

/**
 * What DynamoDB says of a stream's keys and the engine leaves out: a reader keeps the order per partition key by it.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_StreamDescription.html
 */
export const withKeySchema = (
  answer: AwsAnswer,
  tables: ReadonlyMap<string, ProvisionedTable>,
): AwsAnswer => {
  const text = Buffer.from(answer.body).toString();
  const table = /"TableName":"([^"]+)"/u.exec(text)?.[1];
  const keySchema = tables.get(table ?? "")?.properties.KeySchema;
  if (keySchema === undefined || text.includes('"KeySchema":')) return answer;
  return {
    ...answer,
    body: text.replace('"TableName":', `"KeySchema":${JSON.stringify(keySchema)},"TableName":`),
  };
};
