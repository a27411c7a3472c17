import { readFileSync } from "node:fs";
import { join } from "node:path";
import { GetQueueAttributesCommand, SQSClient } from "@aws-sdk/client-sqs";

const clients = new Map<string, SQSClient>();

/** How many messages lie in the team queues of a local run. */
export const teamQueueCount = async (dataDirectory: string): Promise<number> => {
  const outputs: Readonly<Record<string, Readonly<Record<string, string>>>> = JSON.parse(
    readFileSync(join(dataDirectory, "outputs.json"), "utf8"),
  );
  const [stack = {}] = Object.values(outputs);
  const client = clientFor(dataDirectory);
  const counts = await Promise.all(
    ["ServiceQueueUrl", "SalesQueueUrl", "ChatterQueueUrl", "TriageQueueUrl"].map(async (output) => {
      const { Attributes } = await client.send(
        new GetQueueAttributesCommand({
          QueueUrl: stack[output],
          AttributeNames: ["ApproximateNumberOfMessages"],
        }),
      );
      return Number(Attributes?.["ApproximateNumberOfMessages"] ?? 0);
    }),
  );
  return counts.reduce((sum, count) => sum + count, 0);
};

const clientFor = (dataDirectory: string): SQSClient => {
  const known = clients.get(dataDirectory);
  if (known !== undefined) return known;
  const lines = readFileSync(join(dataDirectory, "env"), "utf8").trim().split("\n");
  const env = Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]),
  );
  const client = new SQSClient({
    endpoint: env["AWS_ENDPOINT_URL"] ?? "",
    region: env["AWS_REGION"] ?? "",
    credentials: {
      accessKeyId: env["AWS_ACCESS_KEY_ID"] ?? "",
      secretAccessKey: env["AWS_SECRET_ACCESS_KEY"] ?? "",
    },
  });
  clients.set(dataDirectory, client);
  return client;
};
