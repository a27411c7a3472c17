/**
 * A synthesized template, running on loopback. What is missing from the template is missing here: services know each
 * other only through the gateway every AWS call goes through, and through what the template gives them.
 */
import { join } from "node:path";
import { openDynamodb } from "./dynamodb/dynamodb-service.ts";
import { eventSourcesService } from "./event-sources/event-sources-service.ts";
import { openEventBridge, type EventBridge } from "./eventbridge/event-bridge.ts";
import { matchesPattern } from "./eventbridge/pattern.ts";
import type { Credentials } from "./gateway/aws-call.ts";
import { createCallLog, type CallCount } from "./gateway/call-log.ts";
import { openGateway } from "./gateway/gateway.ts";
import type { Interceptor } from "./gateway/interceptor.ts";
import { openKeys } from "./gateway/keys.ts";
import { httpApiService } from "./http-api/http-api-service.ts";
import { iamRoles } from "./iam/roles.ts";
import { lambdaService, type LambdaService } from "./lambda/lambda-service.ts";
import type { LocalPlace, LocalReport, LocalService } from "./local-service.ts";
import { startSchedule } from "./schedule/schedule-expression.ts";
import { openSecrets, type SecretsService } from "./secrets/secrets-service.ts";
import { openSns } from "./sns/sns-service.ts";
import { openSqs, type QueueDepth } from "./sqs/sqs-service.ts";
import type { AssemblyStack } from "./template/assembly.ts";
import { provision, type ProvisionedStack } from "./template/provision.ts";

export const region = "us-east-1";
const accountId = "000000000000";

export type RuntimeOptions = {
  readonly stack: AssemblyStack;
  /** A data directory this process holds (`openDataDirectory`). */
  readonly dataDirectory: string;
  /** The port of the HTTP API; 0 takes any free one. */
  readonly port: number;
  readonly onReport?: (report: LocalReport) => void;
  /** More for every call to pass through on its way to the service, in order. */
  readonly interceptors?: readonly Interceptor[];
};

export type Runtime = ProvisionedStack & {
  /** The gateway: `AWS_ENDPOINT_URL` of whoever wants to talk to this pipeline. */
  readonly endpoint: string;
  /** The keys of somebody who may do anything. */
  readonly operator: Credentials;
  readonly queueDepths: () => readonly QueueDepth[];
  readonly onEvent: EventBridge["onEvent"];
  readonly lambda: Pick<LambdaService, "invoke" | "onLog" | "environments" | "countersOf" | "kill">;
  readonly secrets: Pick<SecretsService, "fill">;
  readonly callCounts: () => readonly CallCount[];
  /** Ends everything, in the reverse of the order it came up in; nothing of it is left running. */
  readonly stop: () => Promise<void>;
};

/** Brings the template up. Rejects, with everything down again, when any part of it cannot run here. */
export const startRuntime = async (options: RuntimeOptions): Promise<Runtime> => {
  const goingDown = new AsyncDisposableStack();
  try {
    return await bringUp(options, goingDown);
  } catch (error) {
    await goingDown.disposeAsync();
    throw error;
  }
};

const bringUp = async (
  { stack, dataDirectory, port, onReport = () => {}, interceptors = [] }: RuntimeOptions,
  goingDown: AsyncDisposableStack,
): Promise<Runtime> => {
  const keys = openKeys(join(dataDirectory, "keys"));
  const calls = createCallLog(keys);
  const gateway = await openGateway({
    keys,
    interceptors: [calls.interceptor, ...interceptors],
    report: onReport,
  });
  goingDown.defer(gateway.close);

  const place: LocalPlace = {
    region,
    accountId,
    stackName: stack.stackName,
    dataDirectory,
    endpoint: gateway.endpoint,
    callAws: gateway.callAws,
    credentialsOf: keys.credentialsOf,
    report: onReport,
  };
  const open = <Service extends LocalService>(service: Service): Service =>
    goingDown.adopt(service, async ({ stop }) => stop?.());

  const roles = open(iamRoles(place));
  const dynamodb = open(await openDynamodb(place));
  const sqs = open(openSqs(place));
  const sns = open(openSns(place, sqs));
  const secrets = open(openSecrets(place));
  const lambda = open(lambdaService(place, { assetDirectory: stack.assetDirectory }));
  const invokeLambda = async (functionArn: string, payload: string, ruleArn: string): Promise<void> => {
    if (!lambda.mayInvoke(functionArn, { service: "events.amazonaws.com", sourceArn: ruleArn }))
      throw new Error(`${functionArn} has no permission that lets ${ruleArn} invoke it`);
    await lambda.invoke(functionArn, JSON.parse(payload), { type: "Event" });
  };
  const eventBridge = open(
    openEventBridge(place, { invokeLambda, startSchedule: (...due) => startSchedule(...due).stop }),
  );
  const sources = open(eventSourcesService(place, { lambda, matchesPattern, onWrite: dynamodb.onWrite }));
  const httpApi = open(httpApiService(place, { lambda, port }));

  gateway.serve("dynamodb", dynamodb.answer);
  gateway.serve("dynamodbstreams", dynamodb.answer);
  gateway.serve("sqs", sqs.answer);
  gateway.serve("sns", sns.answer);
  gateway.serve("secretsmanager", secrets.answer);
  gateway.serve("events", eventBridge.answer);
  gateway.serve("lambda", lambda.answer);

  const services = [roles, dynamodb, sqs, sns, secrets, lambda, eventBridge, sources, httpApi];
  const provisioned = await provision(stack.template, services, place);
  for (const { start } of services) await start?.();

  return {
    ...provisioned,
    endpoint: gateway.endpoint,
    operator: keys.credentialsOf("operator"),
    queueDepths: sqs.depths,
    onEvent: eventBridge.onEvent,
    lambda,
    secrets,
    callCounts: calls.counts,
    stop: () => goingDown.disposeAsync(),
  };
};
