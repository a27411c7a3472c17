import { SQSClient } from "@aws-sdk/client-sqs";
import type { Provisioned } from "../../../../infra/local/local-service.ts";
import { openSqs, type SqsService } from "../../../../infra/local/sqs/sqs-service.ts";
import { openTestAws } from "../gateway/open-test-aws.ts";

/** SQS behind a gateway on the given data. Queues are made as a template makes them. */
export const openTestSqs = async (dataDirectory: string) => {
  const aws = await openTestAws(dataDirectory);
  const sqs = openSqs(aws.place);
  aws.gateway.serve("sqs", sqs.answer);
  return {
    ...aws,
    sqs,
    /** What the clients of other services take. */
    sdk: aws.client,
    client: new SQSClient(aws.client),
    queue: (logicalId: string, properties: object = {}) =>
      fulfil(sqs, "AWS::SQS::Queue", logicalId, properties),
    close: async () => {
      await sqs.stop?.();
      await aws.gateway.close();
    },
  };
};

export type Queue = { readonly QueueUrl: string; readonly arn: string; readonly name: string };

const fulfil = async (
  sqs: SqsService,
  type: string,
  logicalId: string,
  properties: object,
): Promise<Queue> => {
  const provision = sqs.resources[type];
  if (provision === undefined) throw new Error(`nothing fulfils ${type}`);
  const { ref, attributes }: Provisioned = await provision({
    logicalId,
    type,
    properties: { ...properties },
  });
  return { QueueUrl: ref, arn: attributes?.["Arn"] ?? "", name: attributes?.["QueueName"] ?? "" };
};
