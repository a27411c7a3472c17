/**
 * A whole pipeline for a journey: the app synthesized once for all journeys, its template (changed, where a journey
 * wants to see what is missed) brought up on loopback, and the hands of a platform, a team and an operator.
 */
import { randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import type * as z from "zod";
import { queueCounts } from "../../infra/start/board/queue-counts.ts";
import { startFeedServer } from "../../infra/start/feed-server.ts";
import { leaveFiles } from "../../infra/start/leave-files.ts";
import {
  fillChannelSecrets,
  fillDestinationSecrets,
  fillFeedSecrets,
  type ChannelSecrets,
} from "../../infra/start/local-secrets.ts";
import { startPageReceiver, type SignedPage } from "../../infra/start/page-receiver.ts";
import { openDataDirectory } from "../../infra/local/data-directory.ts";
import type { LocalReport } from "../../infra/local/local-service.ts";
import type { SentMail } from "../../infra/local/ses/ses-service.ts";
import { region, startRuntime, type Runtime, type RuntimeOptions } from "../../infra/local/runtime.ts";
import { readAssembly } from "../../infra/local/template/assembly.ts";
import type { Template } from "../../infra/local/template/template.ts";
import { conversationOf } from "../../shared/aws/table/conversation-items.ts";
import type { Conversation } from "../../shared/domain/conversation/conversation.ts";
import type { Platform } from "../../shared/domain/platform.ts";
import { rehearsals } from "../../shared/platforms/rehearsals.ts";
import { eventually } from "./eventually.ts";

type Wish<Message> = { readonly fits?: (message: Message) => boolean; readonly patienceMs?: number };

export type Pipeline = {
  readonly runtime: Runtime;
  readonly pages: readonly SignedPage[];
  /** The first line of each message a chat got. */
  readonly chats: readonly string[];
  readonly mails: readonly SentMail[];
  /** What the runtime and the functions complained about: what a failing journey shows. */
  readonly complaints: readonly string[];
  /** Everything the functions have logged. */
  readonly logs: readonly string[];
  readonly secrets: ChannelSecrets;
  /** Where it keeps everything, and leaves what a command needs to find it: `--data`; its feeds are `feeds/<name>.ics`. */
  readonly dataDirectory: string;
  readonly sqs: SQSClient;
  /** Wakes the sweeper now, without waiting for its minute. */
  readonly sweep: () => Promise<void>;
  /** Posts a body as its platform would; resolves to the status. */
  readonly deliver: (platform: Platform, body: unknown) => Promise<number>;
  /** Takes messages off a queue of the outputs until one fits; rejects, with what was complained about, when none comes. */
  readonly takeFrom: <Message>(
    queueOutput: string,
    schema: z.ZodType<Message>,
    wish?: Wish<Message>,
  ) => Promise<Message>;
  /** Resolves once nothing is on its way any more: no message in a queue that somebody reads, no function at work. */
  readonly quiet: () => Promise<void>;
  readonly conversation: (id: string) => Promise<Conversation | null>;
  readonly stop: () => Promise<void>;
};

type PipelineOptions = {
  /** Takes something out of the template, or changes it. */
  readonly change?: (template: Template) => void;
  readonly dataDirectory?: string;
  /** The folder the app was synthesized into; that of all journeys, unless told. */
  readonly assembly?: string;
} & Pick<RuntimeOptions, "asynchronousRetryDelaysSeconds" | "interceptors" | "startSchedule">;

export const startPipeline = async ({
  change = () => {},
  dataDirectory,
  assembly,
  ...runtimeOptions
}: PipelineOptions = {}): Promise<Pipeline> => {
  const goingDown = new AsyncDisposableStack();
  const directory = dataDirectory ?? mkdtempSync(join(tmpdir(), "firstreply-journey-"));
  if (dataDirectory === undefined) goingDown.defer(() => rmSync(directory, { recursive: true, force: true }));
  const data = openDataDirectory(directory);
  goingDown.defer(data.release);

  const [assembled] = readAssembly(assembly ?? (await import("vitest")).inject("assembly"));
  if (assembled === undefined) throw new Error("the app has no stack");
  const stack = { ...assembled, template: structuredClone(assembled.template) };
  change(stack.template);

  const complaints: string[] = [];
  const complain = ({ service, message, level }: LocalReport) =>
    void (level === "info" || complaints.push(`${service}: ${message}`));
  const runtime = await startRuntime({
    stack,
    dataDirectory: directory,
    port: 0,
    onReport: complain,
    ...runtimeOptions,
  });
  goingDown.defer(runtime.stop);
  const logs: string[] = [];
  runtime.lambda.onLog(({ functionName, line }) => {
    logs.push(line);
    if (/"(WARN|ERROR|FATAL)"|Error/u.test(line)) complaints.push(`${functionName}: ${line}`);
  });

  const pages: SignedPage[] = [];
  const signingSecret = `whsec_${randomBytes(24).toString("base64")}`;
  const chats: string[] = [];
  const receiver = await startPageReceiver(signingSecret, {
    onPage: (page) => pages.push(page),
    onChat: (title) => chats.push(title),
  });
  goingDown.defer(receiver.close);
  const mails: SentMail[] = [];
  goingDown.defer(runtime.onMail((mail) => mails.push(mail)));
  const secrets = fillChannelSecrets(stack, runtime, directory);
  fillDestinationSecrets(stack, runtime, { ...receiver, signingSecret });
  const feeds = await startFeedServer(join(directory, "feeds"));
  goingDown.defer(feeds.close);
  fillFeedSecrets(stack, runtime, feeds.url);
  leaveFiles(data, stack.stackName, runtime);

  const client = { endpoint: runtime.endpoint, region, credentials: runtime.operator };
  const sqs = new SQSClient(client);
  const dynamodb = new DynamoDBClient(client);
  goingDown.defer(() => (sqs.destroy(), dynamodb.destroy()));
  const output = (name: string): string => {
    const value = runtime.outputs[name];
    if (value === undefined) throw new Error(`the stack has no output ${name}`);
    return value;
  };

  return {
    runtime,
    pages,
    chats,
    mails,
    complaints,
    logs,
    secrets,
    dataDirectory: directory,
    sqs,
    sweep: async () =>
      void (await runtime.lambda.invoke(functionOf(stack.template, runtime, "sweep-deadlines"), {})),
    deliver: async (platform, content) => {
      const body = Buffer.from(typeof content === "string" ? content : JSON.stringify(content));
      const headers = {
        "content-type": "application/json",
        ...rehearsals[platform].sign(body, secrets[platform] ?? {}, new Date()),
      };
      const response = await fetch(`${output("WebhookUrl")}/${platform}`, { method: "POST", body, headers });
      await response.arrayBuffer();
      return response.status;
    },
    takeFrom: async (queueOutput, schema, { fits = () => true, patienceMs } = {}) => {
      const QueueUrl = output(queueOutput);
      return eventually(
        async () => {
          const { Messages = [] } = await sqs.send(
            new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 2, MaxNumberOfMessages: 1 }),
          );
          for (const { Body = "", ReceiptHandle } of Messages) {
            await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
            const message = schema.parse(readMessage(Body));
            if (fits(message)) return message;
          }
          return undefined;
        },
        () => `nothing that fits came to ${queueOutput}. ${waitingIn(runtime)} ${complaintsOf(complaints)}`,
        patienceMs,
      );
    },
    quiet: async () => {
      const read = ["IntakeQueueUrl", "OnCallQueueUrl"].map((name) => output(name).split("/").at(-1));
      const isQuiet = () =>
        runtime
          .queueDepths()
          .every(({ name, visible, inFlight }) => !read.includes(name) || visible + inFlight === 0) &&
        runtime.lambda.environments().every(({ state }) => state !== "busy");
      // Between two steps of the pipeline everything rests for a moment: it is quiet when it stays so for a while.
      let looks = 0;
      await eventually(
        () => ((looks = isQuiet() ? looks + 1 : 0) > 20 ? true : undefined),
        () => `the pipeline never came to rest. ${complaintsOf(complaints)}`,
      );
    },
    conversation: async (id) => {
      const Key = { pk: { S: id }, sk: { S: "head" } };
      const { Item } = await dynamodb.send(
        new GetItemCommand({ TableName: output("ConversationsTableName"), Key, ConsistentRead: true }),
      );
      return Item === undefined ? null : conversationOf(unmarshall(Item));
    },
    stop: () => goingDown.disposeAsync(),
  };
};

/** The queues in which something waits: where a journey got stuck. */
const waitingIn = (runtime: Runtime): string =>
  [...queueCounts(runtime)]
    .map(([name, count]) => (count > 0 ? `${count} waiting in ${name}.` : ""))
    .join(" ")
    .trim();

/** The physical name of one of our functions. */
const functionOf = (template: Template, { resources }: Runtime, name: string): string => {
  const [id] = Object.entries(template.Resources).find(
    ([, { Type, Properties }]) =>
      Type === "AWS::Lambda::Function" && JSON.stringify(Properties).includes(`"${name}"`),
  ) ?? [""];
  return resources.get(id)?.ref ?? "";
};

const complaintsOf = (complaints: readonly string[]): string =>
  complaints.length === 0 ? "Nobody complained." : `Complaints:\n${complaints.slice(-5).join("\n")}`;

/** A bus event's detail, or the message as it is. */
const readMessage = (body: string): unknown => {
  try {
    const parsed: unknown = JSON.parse(body);
    return typeof parsed === "object" && parsed !== null && "detail" in parsed ? parsed.detail : parsed;
  } catch {
    return body;
  }
};

/** A body of `events/`, as if it had been written just now. */
export const freshBody = (platform: Platform, name: string, byMs?: number): string => {
  const body = readFileSync(resolve(import.meta.dirname, `../../events/${platform}/${name}.json`), "utf8");
  const rehearsal = rehearsals[platform];
  return rehearsal.freshen(body, byMs ?? Date.now() - (rehearsal.recordedAt(body) ?? new Date()).getTime());
};
