/**
 * A synthesized template, running on loopback. What is missing from the template is missing here: services know each
 * other only through the gateway every AWS call goes through, and through what the template gives them.
 */
import { join } from "node:path";
import { createCustomMetrics } from "./cloudwatch/custom-metrics.ts";
import { answerMetrics } from "./cloudwatch/metrics.ts";
import { readerMetrics } from "./cloudwatch/reader-metrics.ts";
import { recentDatapoints } from "./cloudwatch/recent-datapoints.ts";
import { openDynamodb } from "./dynamodb/dynamodb-service.ts";
import { eventSourcesService } from "./event-sources/event-sources-service.ts";
import { openEventBridge, type EventBridge } from "./eventbridge/event-bridge.ts";
import { eventsPrincipal } from "./eventbridge/deliver.ts";
import { matchesPattern } from "./eventbridge/pattern.ts";
import type { Credentials } from "./gateway/aws-call.ts";
import { createCallLog, type CallCount } from "./gateway/call-log.ts";
import { createFaultSwitch, type FaultSwitch } from "./gateway/fault-switch.ts";
import { createFrontFirst } from "./front-first.ts";
import { openGateway } from "./gateway/gateway.ts";
import type { Interceptor } from "./gateway/interceptor.ts";
import { openKeys } from "./gateway/keys.ts";
import type { InvokedLambda } from "./http-api/http-api.ts";
import { httpApiService } from "./http-api/http-api-service.ts";
import { createAccessControl } from "./iam/access-control.ts";
import { operator } from "./iam/caller.ts";
import type { Grant } from "./iam/grant.ts";
import { readPolicies, type UsedGrant } from "./iam/policies-in-force.ts";
import { iamRoles } from "./iam/roles.ts";
import { lambdaService, type LambdaService } from "./lambda/lambda-service.ts";
import type { LocalPlace, LocalReport, LocalService } from "./local-service.ts";
import { startSchedule, type StartSchedule } from "./schedule/schedule-expression.ts";
import { openSecrets, type SecretsService } from "./secrets/secrets-service.ts";
import { identityArnOfSender } from "./ses/known-identities.ts";
import { openSes, type SesService } from "./ses/ses-service.ts";
import { openSns, type SnsService } from "./sns/sns-service.ts";
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
  /** More for every call to pass through on its way to the service, in order, behind the judge and before the faults. */
  readonly interceptors?: readonly Interceptor[];
  /** How long Lambda waits before it tries an asynchronous invocation a second and a third time; as on AWS when left out. */
  readonly asynchronousRetryDelaysSeconds?: readonly [number, number];
  /** How schedules tick, for a test in which a minute passes in a second. */
  readonly startSchedule?: StartSchedule;
};

export type Runtime = ProvisionedStack & {
  /** The gateway: `AWS_ENDPOINT_URL` of whoever wants to talk to this pipeline. */
  readonly endpoint: string;
  /** The keys of somebody who may do anything. */
  readonly operator: Credentials;
  readonly queueDepths: () => readonly QueueDepth[];
  readonly onEvent: EventBridge["onEvent"];
  /** What would have left this machine: messages of topics, and mails. */
  readonly onPublish: SnsService["onPublish"];
  readonly onMail: SesService["onMail"];
  /** Every schedule of the template ticks now, besides its own time. */
  readonly tickNow: () => void;
  /** How many deliveries of events, retries included, have not reached their target yet. */
  readonly eventsOwed: () => number;
  readonly lambda: Pick<LambdaService, "invoke" | "onLog" | "environments" | "countersOf" | "kill">;
  readonly secrets: Pick<SecretsService, "fill">;
  readonly callCounts: () => readonly CallCount[];
  /** What the template's policies grant and some call has needed since the start. */
  readonly grantsUsed: () => readonly UsedGrant[];
  readonly grantsUnused: () => readonly Grant[];
  /** Takes a grant out of force while everything runs; what it returns puts it back. */
  readonly withhold: (grant: Grant) => () => void;
  /** Where a test asks for something to go wrong. */
  readonly faults: FaultSwitch;
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
  { stack, dataDirectory, port, onReport = () => {}, interceptors = [], ...options }: RuntimeOptions,
  goingDown: AsyncDisposableStack,
): Promise<Runtime> => {
  const keys = openKeys(join(dataDirectory, "keys"));
  const calls = createCallLog(keys);
  const access = createAccessControl({ keys, report: onReport });
  const faults = createFaultSwitch({
    principalOf: keys.principalOf,
    kill: (functionName) => lambda.kill(functionName),
    killThoseOf: (roleArn) => lambda.killThoseOf(roleArn),
  });
  const gateway = await openGateway({
    keys,
    interceptors: [calls.interceptor, access.interceptor, ...interceptors, faults.interceptor],
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
  const ses = open(openSes(place));
  const secrets = open(openSecrets(place));
  const { startSchedule: tick = startSchedule, ...lambdaOptions } = options;
  const { clockShiftOf } = faults;
  const { assetDirectory } = stack;
  const nicenessOf = (functionName: string): number => (httpApi.leadsTo(functionName) ? 0 : 10);
  const { sessionKeysOf } = keys;
  const { isCalling } = gateway;
  const lambda = open(
    lambdaService(place, {
      assetDirectory,
      clockShiftOf,
      nicenessOf,
      sessionKeysOf,
      isCalling,
      ...lambdaOptions,
    }),
  );
  /** Lambda, as it is met by whoever invokes on behalf of a queue, a stream or the HTTP API. */
  const invoked = { ...lambda, invoke: faults.invoking(lambda.invoke) };
  const { infront, behind } = createFrontFirst();
  const invokeLambda = async (functionArn: string, payload: string, ruleArn: string): Promise<void> => {
    const refused = access.refusalToInvoke(functionArn, { principal: eventsPrincipal, sourceArn: ruleArn });
    if (refused !== undefined) throw refused;
    await lambda.invoke(functionArn, JSON.parse(payload), { type: "Event" });
  };
  const schedule = faults.scheduling(tick);
  const eventBridge = open(
    openEventBridge(place, { invokeLambda, startSchedule: (...due) => schedule(...due).stop }),
  );
  const iteratorAges = recentDatapoints();
  const sources = open(
    eventSourcesService(place, {
      lambda: { ...invoked, invoke: (...invocation) => behind(() => invoked.invoke(...invocation)) },
      matchesPattern,
      onWrite: dynamodb.onWrite,
      onIteratorAge: iteratorAges.add,
    }),
  );
  const invokedByApi: InvokedLambda = {
    invoke: (...invocation) => infront(() => invoked.invoke(...invocation)),
    mayInvoke: (functionArn, { service: principal, sourceArn }) =>
      access.refusalToInvoke(functionArn, { principal, sourceArn }) === undefined,
  };
  const httpApi = open(httpApiService(place, { lambda: invokedByApi, port }));

  gateway.serve("dynamodb", dynamodb.answer);
  gateway.serve("dynamodbstreams", dynamodb.answer);
  gateway.serve("sqs", sqs.answer);
  gateway.serve("sns", sns.answer);
  gateway.serve("ses", ses.answer);
  gateway.serve("secretsmanager", secrets.answer);
  gateway.serve("events", eventBridge.answer);
  gateway.serve("lambda", lambda.answer);
  const customMetrics = createCustomMetrics();
  lambda.onLog(({ entry }) => customMetrics.readLine(entry));
  gateway.serve("monitoring", answerMetrics(readerMetrics({ sqs, iteratorAges }), customMetrics));

  const services = [roles, dynamodb, sqs, sns, ses, secrets, lambda, eventBridge, sources, httpApi];
  const provisioned = await provision(stack.template, services, place);
  const attached = [sqs, sns, lambda, eventBridge].map((service) => service.policies);
  const policies = readPolicies(roles, attached);
  const sessionOf = (roleArn: string): string => lambda.functionOfRole(roleArn) ?? "nobody";
  const identityArnOf = identityArnOfSender(
    roles.all().flatMap((role) => role.policies.map(({ document }) => document)),
    place,
  );
  access.enforce(policies, { ...place, ...dynamodb, secretArnOf: secrets.arnOf, identityArnOf, sessionOf });
  for (const { start } of services) await start?.();

  return {
    ...provisioned,
    endpoint: gateway.endpoint,
    operator: keys.credentialsOf(operator),
    queueDepths: sqs.depths,
    onEvent: eventBridge.onEvent,
    onPublish: sns.onPublish,
    onMail: ses.onMail,
    tickNow: eventBridge.tickNow,
    eventsOwed: eventBridge.owed,
    lambda,
    secrets,
    callCounts: calls.counts,
    grantsUsed: () => policies.grants().filter(({ calls: uses }) => uses > 0),
    grantsUnused: () => policies.grants().filter(({ calls: uses }) => uses === 0),
    withhold: policies.withhold,
    faults: { ask: faults.ask, fired: faults.fired },
    stop: () => goingDown.disposeAsync(),
  };
};
