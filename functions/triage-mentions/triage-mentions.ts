/**
 * Reads what a webhook brought, entry by entry: a mention is judged and routed, the brand's own reply stops the clocks
 * of what it answers, what was withdrawn is redacted, everything else is ignored with a reason. A copy of what was
 * heard before changes nothing.
 */
import type { TextJudgement } from "../../shared/classifier/text-judgement.ts";
import type { ReceivedWebhook } from "../../shared/contracts/received-webhook.ts";
import { faultReportOf } from "../../shared/domain/outages/fault-report-of.ts";
import { judgeMention } from "../../shared/domain/judging/judge-mention.ts";
import type { Judgement } from "../../shared/domain/judging/judgement.ts";
import { conversationIdOf, type Mention } from "../../shared/domain/messages/mention.ts";
import type { FaultReport } from "../../shared/domain/outages/outage-watch.ts";
import type { Routing } from "../../shared/domain/judging/route.ts";
import type { Rule } from "../../shared/domain/judging/rule.ts";
import type { Step } from "../../shared/domain/conversation/step.ts";
import { PermanentError } from "../../shared/errors.ts";
import type { ChannelIdentity, Outcome, PlatformParser } from "../../shared/platforms/platform-adapter.ts";
import type { ConversationStore } from "../../shared/ports/conversation-store.ts";
import type { OutageWatches } from "../../shared/ports/outage-watches.ts";
import type { Telemetry } from "../../shared/ports/telemetry.ts";
import { inLanes } from "./in-lanes.ts";
import { placeMention, placeReply, placeStanding } from "./place-messages.ts";
import { reportFaults } from "./report-faults.ts";
import { withoutBots } from "../../shared/platforms/without-bots.ts";
import { unpackBody } from "./unpack-body.ts";

export type Channel = ChannelIdentity & {
  readonly parser: PlatformParser;
  /** Whose channel it is: those of one brand are listened to together for many who report the same fault. */
  readonly brand: string;
};

export type Ports = {
  readonly channels: Readonly<Record<string, Channel>>;
  readonly classify: (text: string) => TextJudgement;
  readonly rules: readonly Rule[];
  readonly routing: Routing;
  readonly conversations: ConversationStore;
  readonly outageWatches: OutageWatches;
  /** Keeps one entry that cannot be read, alone, so that the others of its delivery go on. */
  readonly setAside: (webhook: ReceivedWebhook, entry: unknown, reason: string) => Promise<void>;
  readonly telemetry: Telemetry;
};

export type WebhookMessage = { readonly webhook: ReceivedWebhook; readonly body: string };

/** How many conversations of one delivery are worked on at once: a thousand entries are done in seconds. */
const width = 16;

export const triageMentions =
  (ports: Ports) =>
  async ({ webhook, body }: WebhookMessage): Promise<void> => {
    const channel = Object.hasOwn(ports.channels, webhook.channelId)
      ? ports.channels[webhook.channelId]
      : undefined;
    if (channel === undefined) throw new PermanentError(`no channel is called ${webhook.channelId}`);
    const receivedAt = new Date(webhook.receivedAt);
    const outcomes = channel.parser.normalise(unpackBody(body, webhook), { channel, receivedAt });
    const heard = outcomes.map((outcome) => withoutBots(outcome, channel));
    const faults: FaultReport[] = [];
    try {
      await inLanes(heard, { laneOf, width }, (outcome) => hear(ports, { webhook, faults }, outcome));
    } finally {
      await reportFaults(ports, channel.brand, faults);
    }
  };

/** What may touch the same conversation goes one after the other, so that it does not compete with itself. */
const laneOf = (outcome: Outcome): string => {
  switch (outcome.outcome) {
    case "mention":
      return conversationIdOf(outcome.mention);
    case "reply":
      return `${outcome.reply.platform}:${outcome.reply.threadId}:${outcome.reply.toAuthorId ?? ""}`;
    case "withdrawn":
    case "hidden":
    case "shown":
      return outcome.id;
    case "ignored":
    case "unreadable":
      return outcome.outcome;
  }
};

type Delivery = {
  readonly webhook: ReceivedWebhook;
  /** What its mentions report, once they are committed. */
  readonly faults: FaultReport[];
};

const hear = async (ports: Ports, { webhook, faults }: Delivery, outcome: Outcome): Promise<void> => {
  const { conversations, routing, telemetry } = ports;
  const place = { conversations, promises: routing.promises };
  switch (outcome.outcome) {
    case "mention": {
      const { mention } = outcome;
      const judged = (edition: Mention): Judgement => judge(ports, edition);
      tell(ports, outcome, mention.id, await placeMention(place, mention, judged));
      const fault = faultReportOf(mention, judged(mention).classification.category);
      return void (fault !== null && faults.push(fault));
    }
    case "reply":
      return tell(ports, outcome, outcome.reply.id, await placeReply(place, outcome.reply));
    case "withdrawn":
    case "hidden":
    case "shown": {
      const standing = { state: outcome.outcome, since: outcome.at };
      return tell(ports, outcome, outcome.id, await placeStanding(place, outcome.id, standing));
    }
    case "ignored":
      telemetry.count("EntryIgnored");
      return telemetry.note("entry.ignored", { channelId: webhook.channelId, reason: outcome.reason });
    case "unreadable":
      telemetry.count("EntryUnreadable");
      return ports.setAside(webhook, outcome.entry, outcome.reason);
  }
};

const judge = ({ classify, rules, routing }: Ports, mention: Mention): Judgement =>
  judgeMention({ mention, read: classify(mention.text), rules, routing });

const committedMetrics = {
  mention: "MentionCommitted",
  reply: "ReplyCommitted",
  withdrawn: "MentionWithdrawn",
  hidden: "MentionModerated",
  shown: "MentionModerated",
} as const;

type Heard = { readonly outcome: keyof typeof committedMetrics };

const tell = ({ telemetry }: Ports, { outcome }: Heard, id: string, step: Step): void => {
  switch (step.kind) {
    case "commit":
      telemetry.count(committedMetrics[outcome]);
      return telemetry.note(`${outcome}.committed`, {
        id,
        conversationId: step.conversation.id,
        team: step.conversation.team,
        version: step.conversation.version,
      });
    case "messages":
      return telemetry.note(`${outcome}.put-by`, { id });
    case "nothing":
      telemetry.count("EntryIgnored");
      return telemetry.note(`${outcome}.ignored`, { id, reason: step.reason });
  }
};
