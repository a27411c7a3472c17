/** Looks at everything one seed's mentions have left: in the table, in the teams' queues and among the dead letters. */
import { DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
import { DeleteMessageBatchCommand, ReceiveMessageCommand, type Message } from "@aws-sdk/client-sqs";
import { marshall } from "@aws-sdk/util-dynamodb";
import * as z from "zod";
import { region } from "../../infra/local/runtime.ts";
import { pageGroupKey } from "../../shared/aws/table/conversation-items.ts";
import type { Conversation } from "../../shared/domain/conversation/conversation.ts";
import type { Pipeline } from "../journeys/pipeline.ts";
import type { DeadLetter, Seen } from "./promises.ts";
import type { Delivery } from "./traffic.ts";
import type { Witness } from "./witness.ts";

export type Audit = {
  readonly see: (acknowledged: readonly Delivery[]) => Promise<Seen>;
  readonly deadLetters: () => number;
  readonly close: () => void;
};

const Routed = z.object({
  detail: z.object({ id: z.string(), conversationId: z.string(), mention: z.object({ id: z.string() }) }),
});

const Ignored = z.object({ event: z.literal("entry.ignored"), reason: z.string() });

/** Begins with the logs of now; what an earlier seed left in a queue is taken out and is none of this one's. */
export const openAudit = (pipeline: Pipeline, witness: Witness, traffic: readonly Delivery[]): Audit => {
  const { runtime } = pipeline;
  const { endpoint, operator: credentials } = runtime;
  const dynamodb = new DynamoDBClient({ endpoint, region, credentials });
  const conversationIds = new Set(
    traffic.flatMap(({ mentions }) => mentions.map(({ conversationId }) => conversationId)),
  );
  const delivered: z.infer<typeof Routed>["detail"][] = [];
  const deadLetters: DeadLetter[] = [];
  const ignored: string[] = [];
  const close = runtime.lambda.onLog(({ entry }) => {
    const note = Ignored.safeParse(entry);
    if (note.success) ignored.push(note.data.reason);
  });

  const takeAll = async (QueueUrl: string, take: (message: Message) => void): Promise<void> => {
    for (;;) {
      const { Messages = [] } = await pipeline.sqs.send(
        new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }),
      );
      if (Messages.length === 0) return;
      Messages.forEach(take);
      const Entries = Messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
      await pipeline.sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
    }
  };

  const collect = async (): Promise<void> => {
    for (const team of teamQueues(runtime))
      await takeAll(team, ({ Body = "" }) => delivered.push(Routed.parse(JSON.parse(Body)).detail));
    for (const queue of deadLetterQueues(runtime))
      await takeAll(queue, ({ Body = "" }) => deadLetters.push({ queue, body: Body }));
  };

  return {
    see: async (acknowledged) => {
      const underWay = underWayIn(pipeline);
      await collect();
      const conversations = await Promise.all([...conversationIds].map((id) => pipeline.conversation(id)));
      const known = conversations.filter((conversation) => conversation !== null);
      const isOurs = ({ conversationId }: { readonly conversationId: string }) =>
        conversationIds.has(conversationId);
      return {
        acknowledged,
        conversations: known,
        speakers: await speakersFor(pipeline, dynamodb, known),
        told: witness.told.filter(isOurs),
        silent: witness.silent,
        delivered: delivered.filter(isOurs),
        breaches: witness.breaches.filter(isOurs),
        pages: pipeline.pages
          .map(({ page }) => page)
          .filter(({ action }) => action === "trigger")
          .filter(({ about }) => about.kind === "conversation" && isOurs(about)),
        deadLetters,
        ignored,
        underWay,
        now: new Date(),
      };
    },
    deadLetters: () => deadLetters.length,
    close: () => (close(), dynamodb.destroy()),
  };
};

/** A group's speaker may be of an earlier seed: its page stands for whoever has the same trouble now. */
const speakersFor = async (
  { runtime, conversation }: Pipeline,
  dynamodb: DynamoDBClient,
  conversations: readonly Conversation[],
): Promise<Map<string, Conversation>> => {
  const groups = new Set(conversations.flatMap(({ escalation }) => escalation?.group ?? []));
  const TableName = runtime.outputs["ConversationsTableName"];
  const found = await Promise.all(
    [...groups].map(async (group) => {
      const Key = marshall(pageGroupKey(group));
      const { Item = {} } = await dynamodb.send(new GetItemCommand({ TableName, Key, ConsistentRead: true }));
      const speaker = await conversation(Item["speaker"]?.S ?? "");
      return speaker === null ? [] : [[group, speaker] as const];
    }),
  );
  return new Map(found.flat());
};

/** Everything the pipeline itself reads must be read, and everything it owes must have arrived. */
const underWayIn = ({ runtime }: Pipeline): string[] => {
  const read = ["IntakeQueueUrl", "DeadlineQueueUrl", "OnCallQueueUrl"].map((output) =>
    runtime.outputs[output]?.split("/").at(-1),
  );
  const queued = runtime
    .queueDepths()
    .filter(({ name, visible, inFlight, delayed }) => read.includes(name) && visible + inFlight + delayed > 0)
    .map(({ name, visible, inFlight, delayed }) => `${visible + inFlight + delayed} in ${name}`);
  const owed = runtime.eventsOwed();
  return [...queued, ...(owed > 0 ? [`${owed} deliveries of events`] : [])];
};

/** A dead-letter queue is one that nobody but people reads: by its name, for not all of them are outputs. */
const deadLetterQueues = ({ queueDepths, outputs }: Pipeline["runtime"]): string[] =>
  queueDepths()
    .filter(({ name }) => name.includes("DeadLetters"))
    .map(({ name }) => (outputs["IntakeQueueUrl"] ?? "").replace(/[^/]+$/u, name));

const pipelineQueues = new Set(["IntakeQueueUrl", "DeadlineQueueUrl", "OnCallQueueUrl"]);

const teamQueues = ({ outputs }: Pipeline["runtime"]): string[] =>
  Object.entries(outputs)
    .filter(([output]) => output.endsWith("QueueUrl") && !pipelineQueues.has(output))
    .map(([, url]) => url);
