/**
 * Reads what a webhook brought, entry by entry: a mention is judged and routed, the brand's own reply stops the clocks
 * of what it answers, everything else is ignored with a reason. A copy of what was heard before changes nothing.
 */
import type { ReceivedWebhook } from "../../shared/contracts/received-webhook.ts";
import type { Classification } from "../../shared/domain/classification.ts";
import { hearMention } from "../../shared/domain/hear-mention.ts";
import { answeredMentionId, hearReply } from "../../shared/domain/hear-reply.ts";
import { conversationIdOf, type Mention } from "../../shared/domain/mention.ts";
import type { Reply } from "../../shared/domain/reply.ts";
import { route, type Routing } from "../../shared/domain/route.ts";
import type { Step } from "../../shared/domain/step.ts";
import { PermanentError } from "../../shared/errors.ts";
import type { ChannelIdentity, Outcome, PlatformParser } from "../../shared/platforms/platform-adapter.ts";
import type { ConversationStore } from "../../shared/ports/conversation-store.ts";
import type { Telemetry } from "../../shared/ports/telemetry.ts";
import { takeStep } from "../../shared/take-step.ts";
import { unpackBody } from "./unpack-body.ts";

export type Channel = ChannelIdentity & { readonly parser: PlatformParser };

export type Ports = {
  readonly channels: Readonly<Record<string, Channel>>;
  readonly classify: (text: string) => Classification;
  readonly routing: Routing;
  readonly conversations: ConversationStore;
  /** Keeps one entry that cannot be read, alone, so that the others of its delivery go on. */
  readonly setAside: (webhook: ReceivedWebhook, entry: unknown, reason: string) => Promise<void>;
  readonly telemetry: Telemetry;
};

export type WebhookMessage = { readonly webhook: ReceivedWebhook; readonly body: string };

export const triageMentions =
  (ports: Ports) =>
  async ({ webhook, body }: WebhookMessage): Promise<void> => {
    const channel = ports.channels[webhook.channelId];
    if (channel === undefined) throw new PermanentError(`no channel is called ${webhook.channelId}`);
    const receivedAt = new Date(webhook.receivedAt);
    const outcomes = channel.parser.normalise(unpackBody(body, webhook), { channel, receivedAt });
    for (const outcome of outcomes) await hear(ports, webhook, outcome);
  };

const hear = async (ports: Ports, webhook: ReceivedWebhook, outcome: Outcome): Promise<void> => {
  switch (outcome.outcome) {
    case "mention":
      return tell(ports, "mention", outcome.mention, await triage(ports, outcome.mention));
    case "reply":
      return tell(ports, "reply", outcome.reply, await stopClocks(ports, outcome.reply));
    case "ignored":
      ports.telemetry.count("EntryIgnored");
      return ports.telemetry.note("entry.ignored", { channelId: webhook.channelId, reason: outcome.reason });
    case "unreadable":
      ports.telemetry.count("EntryUnreadable");
      return ports.setAside(webhook, outcome.entry, outcome.reason);
  }
};

const triage = ({ conversations, classify, routing }: Ports, mention: Mention): Promise<Step> => {
  const judgement = route(classify(mention.text), routing);
  return takeStep({
    conversations,
    conversationId: conversationIdOf(mention),
    messageId: mention.id,
    decide: (conversation, stored) => hearMention({ conversation, mention, judgement, stored }),
  });
};

/** A reply names the mention it answers; the mention's own item names the conversation. */
const stopClocks = async ({ conversations }: Ports, reply: Reply): Promise<Step> => {
  const parentId = answeredMentionId(reply);
  if (parentId === null) return hearReply({ conversation: null, reply, parent: null });
  const answered = await conversations.loadMessage(parentId);
  if (answered === null || answered.kind === "awaited") {
    const step = hearReply({ conversation: null, reply, parent: answered });
    if (step.kind === "nothing" || (await conversations.commit(step)) === "committed") return step;
    throw new Error(`${parentId} arrived while its reply was put by for it`);
  }
  return takeStep({
    conversations,
    conversationId: answered.conversationId,
    decide: (conversation) => hearReply({ conversation, reply, parent: answered }),
  });
};

const tell = ({ telemetry }: Ports, what: "mention" | "reply", { id }: Mention | Reply, step: Step): void => {
  switch (step.kind) {
    case "commit":
      telemetry.count(what === "mention" ? "MentionCommitted" : "ReplyCommitted");
      return telemetry.note(`${what}.committed`, {
        id,
        conversationId: step.conversation.id,
        team: step.conversation.team,
        version: step.conversation.version,
      });
    case "wait":
      return telemetry.note(`${what}.awaits-its-mention`, { id });
    case "nothing":
      telemetry.count("EntryIgnored");
      return telemetry.note(`${what}.ignored`, { id, reason: step.reason });
  }
};
