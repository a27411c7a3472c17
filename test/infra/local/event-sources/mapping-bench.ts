/** An event source mapping on a bench: the real one, between a fake source and a function that is a plain function. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { eventSourcesService } from "../../../../infra/local/event-sources/event-sources-service.ts";
import { matchesPattern } from "../../../../infra/local/eventbridge/pattern.ts";
import type { CallAws } from "../../../../infra/local/gateway/aws-call.ts";
import type { Invoke, LambdaService } from "../../../../infra/local/lambda/lambda-service.ts";
import type { LocalPlace, LocalReport } from "../../../../infra/local/local-service.ts";

export const functionArn = "arn:aws:lambda:eu-west-1:111122223333:function:consumer";
export const roleArn = "arn:aws:iam::111122223333:role/consumer";
export const queueArn = "arn:aws:sqs:eu-west-1:111122223333:intake";
export const streamArn =
  "arn:aws:dynamodb:eu-west-1:111122223333:table/conversations/stream/2026-01-01T00:00:00.000";

/** Answers with what the handler returns; what it throws is the function's error. */
export const functionOf =
  (handler: (event: { Records: never[] }) => unknown): Invoke =>
  async (_, event) => {
    try {
      return { requestId: "request", payload: (await handler(JSON.parse(JSON.stringify(event)))) ?? null };
    } catch (error) {
      return { requestId: "request", payload: { errorMessage: String(error) }, functionError: "Unhandled" };
    }
  };

export const startMapping = async (options: {
  readonly callAws: CallAws;
  readonly invoke: Invoke;
  readonly properties: Record<string, unknown>;
  readonly directory?: string;
  readonly timeoutSeconds?: number;
  readonly onWrite?: (listener: (tableName: string) => void) => () => void;
}) => {
  const reports: LocalReport[] = [];
  const directory = options.directory ?? mkdtempSync(join(tmpdir(), "firstreply-mapping-"));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  const place: LocalPlace = {
    region: "eu-west-1",
    accountId: "111122223333",
    stackName: "Bench",
    dataDirectory: directory,
    endpoint: "http://127.0.0.1:1",
    callAws: options.callAws,
    credentialsOf: () => ({ accessKeyId: "key", secretAccessKey: "secret" }),
    report: (line) => void reports.push(line),
  };
  const definition: ReturnType<LambdaService["definitionOf"]> = {
    logicalId: "Consumer",
    name: "consumer",
    arn: functionArn,
    roleArn,
    directory: "",
    handler: "index.handler",
    memoryMegabytes: 128,
    timeoutSeconds: options.timeoutSeconds ?? 3,
    environment: {},
    logging: { group: "g", format: "Text", applicationLevel: "INFO", systemLevel: "INFO" },
  };
  const service = eventSourcesService(place, {
    lambda: { invoke: options.invoke, definitionOf: () => definition },
    matchesPattern,
    onWrite: options.onWrite ?? (() => () => {}),
  });
  const type = "AWS::Lambda::EventSourceMapping";
  await service.resources[type]?.({
    logicalId: "Mapping",
    type,
    properties: { FunctionName: "consumer", ...options.properties },
  });
  await service.start?.();
  return {
    reports,
    directory,
    [Symbol.asyncDispose]: async () => {
      await service.stop?.();
    },
  };
};
