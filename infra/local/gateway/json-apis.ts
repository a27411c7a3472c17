/** The APIs that name their operation in `X-Amz-Target`: by what prefix, in which version of the JSON protocol. */
export const jsonApis: Readonly<
  Record<string, { readonly target: string; readonly version: "1.0" | "1.1" }>
> = {
  sqs: { target: "AmazonSQS", version: "1.0" },
  dynamodb: { target: "DynamoDB_20120810", version: "1.0" },
  dynamodbstreams: { target: "DynamoDBStreams_20120810", version: "1.0" },
  events: { target: "AWSEvents", version: "1.1" },
  monitoring: { target: "GraniteServiceVersion20100801", version: "1.0" },
  secretsmanager: { target: "secretsmanager", version: "1.1" },
};
