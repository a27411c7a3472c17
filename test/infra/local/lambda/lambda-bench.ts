/** Lambda on a bench: real processes running small handlers written for one test, in a folder of its own. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CallAws } from "../../../../infra/local/gateway/aws-call.ts";
import {
  lambdaService,
  type LambdaOptions,
  type LambdaService,
} from "../../../../infra/local/lambda/lambda-service.ts";
import type { LogLine } from "../../../../infra/local/lambda/log-files.ts";
import type { LocalPlace, LocalReport } from "../../../../infra/local/local-service.ts";

export type Sent = {
  readonly service: string;
  readonly operation: string;
  readonly input: Record<string, unknown>;
};

export type Bench = AsyncDisposable & {
  readonly lambda: LambdaService;
  readonly place: LocalPlace;
  readonly lines: LogLine[];
  readonly reports: LocalReport[];
  /** The AWS calls the service made. */
  readonly sent: Sent[];
  /** Provisions a function whose `index.mjs` is this source; returns its name. */
  readonly add: (source: string, properties?: Record<string, unknown>) => Promise<string>;
};

export const openBench = async (
  options: Partial<LambdaOptions> & { readonly directory?: string; readonly started?: boolean } = {},
): Promise<Bench> => {
  const directory = options.directory ?? mkdtempSync(join(tmpdir(), "firstreply-lambda-"));
  const reports: LocalReport[] = [];
  const sent: Sent[] = [];
  const callAws: CallAws = async (service, operation, input) => {
    sent.push({ service, operation, input });
    return {};
  };
  const place: LocalPlace = {
    region: "eu-west-1",
    accountId: "111122223333",
    stackName: "Bench",
    dataDirectory: directory,
    endpoint: "http://127.0.0.1:1",
    callAws,
    credentialsOf: (principal) => ({ accessKeyId: `key of ${principal}`, secretAccessKey: "secret" }),
    report: (line) => void reports.push(line),
  };
  const lambda = lambdaService(place, { assetDirectory: ({ S3Key }) => join(directory, S3Key), ...options });
  const lines: LogLine[] = [];
  lambda.onLog((line) => lines.push(line));
  if (options.started !== false) await lambda.start?.();
  let functions = 0;
  const add = async (source: string, properties: Record<string, unknown> = {}): Promise<string> => {
    const logicalId = `Function${++functions}`;
    mkdirSync(join(directory, logicalId), { recursive: true });
    writeFileSync(join(directory, logicalId, "index.mjs"), source);
    const Code = { S3Bucket: "assets", S3Key: logicalId };
    const type = "AWS::Lambda::Function";
    const standard = {
      Runtime: "nodejs24.x",
      Handler: "index.handler",
      Role: "arn:aws:iam::111122223333:role/r",
      Code,
    };
    const provisioned = await lambda.resources[type]?.({
      logicalId,
      type,
      properties: { ...standard, ...properties },
    });
    return provisioned?.ref ?? "";
  };
  const close = async (): Promise<void> => {
    await lambda.stop?.();
    if (options.directory === undefined) rmSync(directory, { recursive: true });
  };
  return { lambda, place, lines, reports, sent, add, [Symbol.asyncDispose]: close };
};
