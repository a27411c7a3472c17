import { Duration } from "aws-cdk-lib";
import { Construct } from "constructs";
import type { Env as PageOnCallEnv } from "../../functions/page-on-call/env.ts";
import { ConversationAcknowledged } from "../../shared/contracts/conversation-acknowledged.ts";
import { ConversationAnswered } from "../../shared/contracts/conversation-answered.ts";
import { ConversationClosed } from "../../shared/contracts/conversation-closed.ts";
import { ConversationEscalated } from "../../shared/contracts/conversation-escalated.ts";
import { ConversationUpdated } from "../../shared/contracts/conversation-updated.ts";
import { DeadlineBreached } from "../../shared/contracts/deadline-breached.ts";
import { DeadlineWarned } from "../../shared/contracts/deadline-warned.ts";
import { MentionRouted } from "../../shared/contracts/mention-routed.ts";
import { OutageSuspected } from "../../shared/contracts/outage-suspected.ts";
import { PageSent } from "../../shared/contracts/page-sent.ts";
import { nobodyReached } from "../nobody-reached.ts";
import type { AnswerPage } from "./answer-page.ts";
import { consumeQueue } from "./consume-queue.ts";
import type { Conversations } from "./conversations.ts";
import type { Deployment } from "./deployment.ts";
import { DurableQueue } from "./durable-queue.ts";
import type { EventBus } from "./event-bus.ts";
import { NodeFunction } from "./node-function.ts";
import { createPageDestinations, type PageDestinations } from "./page-destinations.ts";

type OnCallProps = {
  readonly deployment: Deployment;
  readonly bus: EventBus;
  readonly conversations: Conversations;
  readonly answerPage: AnswerPage;
};

const pageTimeout = Duration.seconds(45);

/** Whoever was paged need not look any more. */
const nothingLeft = { paged: [true], nobodyWaits: [true] };

/** What somebody may have to be told of. Whoever was paged hears what became of it; of all others nobody is told. */
const onCallEvents = [
  {
    id: "UrgentRule",
    event: MentionRouted,
    detail: { classification: { category: ["service"], urgent: [true] } },
  },
  { id: "WarningRule", event: DeadlineWarned },
  { id: "BreachRule", event: DeadlineBreached },
  { id: "TurnRule", event: ConversationEscalated },
  { id: "OutageRule", event: OutageSuspected, detail: { news: ["opened"] } },
  { id: "TakenRule", event: ConversationAcknowledged, detail: { paged: [true] } },
  { id: "AnsweredRule", event: ConversationAnswered, detail: nothingLeft },
  { id: "ClosedRule", event: ConversationClosed, detail: nothingLeft },
  { id: "TakenBackRule", event: ConversationUpdated, detail: nothingLeft },
  { id: "PagedTooLateRule", event: PageSent, detail: { tooLate: [true] } },
];

/** Whoever is on call is woken, in turn, until somebody has the conversation. */
export class OnCall extends Construct {
  /** Where pages go, for whatever else tells people something. */
  readonly destinations: PageDestinations;
  private readonly deployment: Deployment;
  private readonly queue: DurableQueue;

  constructor(scope: Construct, id: string, { bus, ...props }: OnCallProps) {
    super(scope, id);
    this.deployment = props.deployment;
    this.queue = this.createQueue();
    this.destinations = createPageDestinations(this, this.deployment);
    for (const { id: ruleId, ...told } of onCallEvents)
      bus.deliver(this, ruleId, { ...told, to: this.queue });
    this.pageOnCall(props);
  }

  private createQueue(): DurableQueue {
    return new DurableQueue(this, "Queue", {
      observability: this.deployment.observability,
      name: "OnCall",
      readerTimeout: pageTimeout,
      whenDead: {
        customersLose: "an answer that was promised: somebody was to be woken, and nobody was.",
        lookFirst: "the log of page-on-call for the destination that refused, then page by hand.",
      },
      whenLate: {
        than: Duration.minutes(5),
        customersLose: "minutes: people are woken late.",
        lookFirst: "errors and throttles of page-on-call, and the destinations it pages.",
      },
    });
  }

  private pageOnCall({ conversations: { table }, answerPage }: Omit<OnCallProps, "bus">): void {
    const { deadLetters } = this.queue;
    const pager = new NodeFunction<PageOnCallEnv>(this, "PageOnCall", {
      deployment: this.deployment,
      name: nobodyReached.by,
      timeout: pageTimeout,
      environment: {
        CONVERSATIONS_TABLE_NAME: table.tableName,
        DEAD_LETTER_QUEUE_URL: deadLetters.queueUrl,
        LINK_SECRET_ID: answerPage.linkSecretArn,
        ANSWER_PAGE_URL: answerPage.url,
        ...this.destinations.environment,
      },
      customersLose: "an answer that was promised: clocks run out and nobody is woken.",
    });
    pager.allow(["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"], table.tableArn);
    pager.allow(["sqs:SendMessage"], deadLetters.queueArn);
    pager.allow(["secretsmanager:GetSecretValue"], answerPage.linkSecretArn);
    this.destinations.letPage(pager);
    pager.alertOn("PageFailed", {
      customersLose: "somebody who was to be woken: one destination took no page, whatever others did.",
      lookFirst: "the log of page-on-call, page.failed: which destination, and why; then its secret.",
    });
    pager.alertOn(nobodyReached.metric, nobodyReached.words);
    consumeQueue(pager, { queue: this.queue, batchSize: 1, maxConcurrency: 10 });
  }
}
