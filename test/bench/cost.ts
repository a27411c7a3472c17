/**
 * What a million mentions cost on AWS. Calls and units are counted at the gateway while known mentions, of which 40 %
 * run a clock, go through the running template; then each clock is ended by an answer in the platform's app, which is
 * a webhook, a commit and an event of its own and is billed beside. Function time is this machine's, billed by the
 * millisecond with cold starts, at the template's memory.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as z from "zod";
import { openDataDirectory } from "../../infra/local/data-directory.ts";
import type { CallCount } from "../../infra/local/gateway/call-log.ts";
import { startRuntime, type Runtime } from "../../infra/local/runtime.ts";
import { synthesize } from "../../infra/local/synthesize.ts";
import { readAssembly, type AssemblyStack } from "../../infra/local/template/assembly.ts";
import { fillChannelSecrets } from "../../infra/start/local-secrets.ts";
import { rehearsals } from "../../shared/platforms/rehearsals.ts";
import { dynamodbMeter } from "./dynamodb-meter.ts";
import type { Figure } from "./figure.ts";
import { freshMentions } from "./fresh-mentions.ts";
import { machineState } from "./machine-state.ts";
import { postAtRate, type Target } from "./post-load.ts";
import { prices } from "./prices.ts";

const perSecond = 50;
const seconds = 20;
const mentions = perSecond * seconds;
const million = 1_000_000;

type Bill = { readonly line: string; readonly dollars: number };

export const measureCost = async (): Promise<{ readonly calls: Figure[]; readonly bill: Figure[] }> => {
  const folder = mkdtempSync(join(tmpdir(), "firstreply-cost-"));
  await using goingDown = new AsyncDisposableStack();
  goingDown.defer(() => rmSync(folder, { recursive: true, force: true }));
  const data = openDataDirectory(join(folder, "data"));
  goingDown.defer(data.release);
  const stack = await assembled(join(folder, "assembly"));
  const meter = dynamodbMeter();
  const runtime = await startRuntime({
    stack,
    dataDirectory: data.path,
    port: 0,
    interceptors: [
      async (call, next) => {
        const answer = await next(call);
        meter.pass(call, answer);
        return answer;
      },
    ],
  });
  goingDown.defer(runtime.stop);
  const logs = countLogs(runtime);
  const secret = fillChannelSecrets(stack, runtime, data.path)["x"] ?? {};

  const target = freshMentions(runtime.outputs["WebhookUrl"] ?? "", secret);
  const soFar = (webhooks: number, events: number): Bill[] =>
    billOf({ counts: runtime.callCounts(), units: meter.units(), webhooks, events, ...logs() });

  await postAtRate(target, perSecond, seconds);
  await atRest(runtime);
  const calls = callFigures(runtime.callCounts());
  const heard = soFar(mentions, mentions);

  const answers = mentions * 0.4;
  await postAtRate(answersTo(target, secret), perSecond, answers / perSecond);
  await atRest(runtime);
  return { calls, bill: billFigures(heard, soFar(mentions + answers, mentions + answers)) };
};

const assembled = async (outputDirectory: string): Promise<AssemblyStack> => {
  await synthesize({ configFile: "test/bench/bench.config.ts", outputDirectory });
  const [stack] = readAssembly(outputDirectory);
  if (stack === undefined) throw new Error("the app has no stack");
  // Lambda says what it bills at this level; the pipeline's own logs are counted apart from it.
  for (const { Type, Properties } of Object.values(stack.template.Resources))
    if (Type === "AWS::Lambda::Function")
      Object.assign(Properties["LoggingConfig"] ?? {}, { SystemLogLevel: "INFO" });
  return stack;
};

const Report = z.object({
  record: z.object({ metrics: z.object({ billedDurationMs: z.number(), memorySizeMB: z.number() }) }),
});

const countLogs = (runtime: Runtime) => {
  let logBytes = 0;
  let gigabyteSeconds = 0;
  let invocations = 0;
  runtime.lambda.onLog(({ line, entry }) => {
    const report = Report.safeParse(entry).data?.record.metrics;
    if (report === undefined)
      return void (logBytes += line.includes('"platform.') ? 0 : Buffer.byteLength(line) + 26);
    invocations += 1;
    gigabyteSeconds += (report.billedDurationMs / 1000) * (report.memorySizeMB / 1024);
  });
  return () => ({ logBytes, gigabyteSeconds, invocations });
};

/** The four of each ten that run a clock, answered by the brand in X's own app. */
const answersTo = (mentionsSent: Target, secret: Readonly<Record<string, string>>): Target => ({
  url: mentionsSent.url,
  request: (n) => {
    const { payload } = Mention.parse(
      JSON.parse(Buffer.from(mentionsSent.request(Math.floor(n / 4) * 10 + (n % 4)).body).toString()),
    ).data;
    const id = String(BigInt(payload.id) + 1n);
    const reply = {
      id,
      text: "We are on it. Anna",
      author_id: "2244994945",
      created_at: new Date().toISOString(),
      conversation_id: payload.conversation_id,
      edit_history_tweet_ids: [id],
      in_reply_to_tweet_id: payload.id,
      in_reply_to_user_id: payload.author_id,
      referenced_tweets: [{ type: "replied_to", id: payload.id }],
    };
    const event = {
      event_uuid: id,
      event_type: "post.create",
      filter: { user_id: "2244994945" },
      payload: reply,
    };
    const body = Buffer.from(JSON.stringify({ data: event }));
    return {
      body,
      headers: { "content-type": "application/json", ...rehearsals.x.sign(body, secret, new Date()) },
    };
  },
});

const Mention = z.object({
  data: z.object({
    payload: z.object({ id: z.string(), author_id: z.string(), conversation_id: z.string() }),
  }),
});

/** Resolves once nothing moves: no function works and the queues that functions read are empty, for a while. */
const atRest = async (runtime: Runtime): Promise<void> => {
  let looks = 0;
  while (looks < 20) {
    const busy = runtime.lambda.environments().some(({ state }) => state === "busy");
    const waiting = runtime
      .queueDepths()
      .some(({ name, visible, inFlight }) => /Intake|OnCall/u.test(name) && visible + inFlight > 0);
    looks = busy || waiting ? 0 : looks + 1;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};

type Counted = {
  readonly counts: readonly CallCount[];
  readonly units: { readonly write: number; readonly read: number };
  readonly webhooks: number;
  readonly events: number;
  readonly logBytes: number;
  readonly gigabyteSeconds: number;
  readonly invocations: number;
};

const billOf = (counted: Counted): Bill[] => {
  const { counts, units, webhooks, events, logBytes, gigabyteSeconds, invocations } = counted;
  const calls = (service: string, operation?: string): number =>
    counts
      .filter(
        (count) => count.service === service && (operation === undefined || count.operation === operation),
      )
      .reduce((sum, count) => sum + count.calls, 0);
  return [
    { line: "HTTP API requests", dollars: webhooks * prices.httpApiRequest },
    {
      line: "SQS requests, those of event source mappings and rules included",
      dollars: calls("sqs") * prices.sqsRequest,
    },
    {
      line: `DynamoDB, ${(units.write / mentions).toFixed(1)} write units a mention`,
      dollars: units.write * prices.dynamodbWriteUnit,
    },
    {
      line: `DynamoDB, ${(units.read / mentions).toFixed(1)} read units a mention`,
      dollars: units.read * prices.dynamodbReadUnit,
    },
    { line: "events on the bus", dollars: events * prices.eventPublished },
    { line: "pages over SNS", dollars: calls("sns") * prices.snsPublish },
    { line: "Lambda requests", dollars: invocations * prices.lambdaRequest },
    { line: "Lambda time", dollars: gigabyteSeconds * prices.lambdaGigabyteSecondArm },
    { line: "logs", dollars: (logBytes / 1e9) * prices.logGigabyte },
    { line: "Secrets Manager calls", dollars: calls("secretsmanager") * prices.secretCall },
  ];
};

const perMillion = (dollars: number): string => `$${((dollars / mentions) * million).toFixed(2)}`;

const billFigures = (heard: readonly Bill[], answered: readonly Bill[]): Figure[] => {
  const machine = machineState();
  const total = (bill: readonly Bill[]): number => bill.reduce((sum, { dollars }) => sum + dollars, 0);
  return [
    ...heard.map(({ line, dollars }) => ({ what: line, value: perMillion(dollars), machine })),
    {
      what: `a million mentions, 40 % of which run a clock, prices of ${prices.asOf}`,
      value: perMillion(total(heard)),
      aim: "≤ $10",
      machine,
    },
    { what: "the same, with an answer to each clock", value: perMillion(total(answered)), machine },
  ];
};

const callFigures = (counts: readonly CallCount[]): Figure[] => {
  const byOperation = new Map<string, number>();
  for (const { service, operation, calls } of counts)
    byOperation.set(`${service} ${operation}`, (byOperation.get(`${service} ${operation}`) ?? 0) + calls);
  const machine = machineState();
  return [...byOperation]
    .toSorted(([, one], [, other]) => other - one)
    .map(([what, calls]) => ({ what, value: `${(calls / mentions).toFixed(2)} a mention`, machine }));
};
