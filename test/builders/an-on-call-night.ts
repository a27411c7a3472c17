/** A pipeline's night, in memory: a conversation that waits, who is on call, and pagers that note what they took. */
import { pageOnCall } from "../../functions/page-on-call/page-on-call.ts";
import type { OnCallEvent } from "../../functions/page-on-call/on-call-event.ts";
import type { PageMessage } from "../../shared/contracts/page.ts";
import { onCallOf } from "../../shared/config/on-call-of.ts";
import { decideAtDeadline } from "../../shared/domain/clocks/decide-at-deadline.ts";
import type { ConversationEvent } from "../../shared/domain/conversation/conversation-event.ts";
import { changeStanding } from "../../shared/domain/conversation/change-standing.ts";
import { close } from "../../shared/domain/conversation/close.ts";
import type { Conversation } from "../../shared/domain/conversation/conversation.ts";
import { hearMention } from "../../shared/domain/conversation/hear-mention.ts";
import { hearReply } from "../../shared/domain/conversation/hear-reply.ts";
import type { Step } from "../../shared/domain/conversation/step.ts";
import { PermanentError } from "../../shared/errors.ts";
import { takeStep } from "../../shared/use-cases/take-step.ts";
import { parseConfig } from "../../infra/config/resolve-config.ts";
import { memoryOutageWatches } from "../doubles/memory-outage-watches.ts";
import { memoryPageGroups } from "../doubles/memory-page-groups.ts";
import { memoryRosterFeeds } from "../doubles/memory-roster-feeds.ts";
import { memoryRosterChanges } from "../doubles/memory-roster-changes.ts";
import { memoryTable } from "../doubles/memory-table.ts";
import { recordedTelemetry } from "../doubles/recorded-telemetry.ts";
import { settableClock } from "../doubles/settable-clock.ts";
import { aJudgement, aClassification } from "./a-judgement.ts";
import { aMention } from "./a-mention.ts";
import { aReply } from "./a-reply.ts";
import { hours } from "./a-policy.ts";
import { conversationIdOf } from "../../shared/domain/messages/mention.ts";

const always = (...responders: string[]) => ({
  time_zone: "UTC",
  layers: [{ name: "all", turns: [responders] }],
});
const nobody = {
  time_zone: "UTC",
  layers: [{ name: "gone", turns: [["ada"]], until: "2020-01-01" }],
};

/** Ada is on call, Lee leads, Max is management; ops is the catch-all. */
const nightConfig = (changes: object = {}) =>
  parseConfig(
    {
      stackName: "Night",
      channels: { x: { platform: "x", account: "1", handle: "brand" } },
      calendars: { office: { time_zone: "UTC", weekly: { mon: [["09:00", "17:00"]] } } },
      destinations: Object.fromEntries(
        ["ada-phone", "ada-chat", "ben-phone", "lee-phone", "max-phone", "ops"].map((name) => [
          name,
          { kind: "webhook" },
        ]),
      ),
      responders: {
        ada: { name: "Ada", zone: "Europe/Berlin", reachedBy: ["ada-phone", "ada-chat"] },
        ben: { name: "Ben", zone: "UTC", reachedBy: ["ben-phone"] },
        lee: { name: "Lee", zone: "UTC", reachedBy: ["lee-phone"] },
        max: { name: "Max", zone: "UTC", reachedBy: ["max-phone"] },
      },
      rosters: { primary: always("ada"), nobody },
      escalations: {
        night: {
          levels: [
            { to: [{ roster: "primary" }], waitSeconds: 300 },
            { to: [{ responder: "lee" }], waitSeconds: 600 },
          ],
          repeat: 1,
          acknowledgedForSeconds: 900,
          management: [{ responder: "max" }],
        },
      },
      catchAll: ["ops"],
      teams: {
        service: {
          takes: ["service"],
          replyWithinSeconds: 900,
          hours: "office",
          escalation: "night",
          outOfHours: "night",
        },
        rest: { takes: ["sales", "chatter", "unsure"], replyWithinSeconds: null },
      },
      ...changes,
    },
    "the night's configuration",
  );

type Sent = { readonly to: string; readonly page: PageMessage };

const judge = () => aJudgement({ classification: aClassification({ urgent: true }) });

export const anOnCallNight = (
  options: {
    readonly config?: object;
    readonly failing?: readonly string[];
    readonly chats?: readonly string[];
  } = {},
) => {
  const config = nightConfig(options.config);
  const failing = new Set(options.failing);
  const table = memoryTable();
  const promises = { calendars: hours, hours: {} };
  const wallClock = settableClock("2026-11-21T03:00:00Z");
  const telemetry = recordedTelemetry();
  const sent: Sent[] = [];
  let [before, afterwards] = [doNothing, doNothing];
  const pagers = Object.fromEntries(
    Object.keys(config.destinations).map((destination) => [
      destination,
      {
        destination,
        ...(options.chats?.includes(destination) && { isChat: true as const }),
        send: async (page: PageMessage) => {
          if (failing.has(destination)) throw new PermanentError("no route");
          if (page.action === "update") await before();
          sent.push({ to: destination, page });
          if (page.action === "trigger") await afterwards();
        },
      },
    ]),
  );
  const rosterChanges = memoryRosterChanges();
  const rosterFeeds = memoryRosterFeeds();
  const page = pageOnCall({
    conversations: table,
    promises,
    onCall: onCallOf(config),
    rosterChanges,
    rosterFeeds,
    groups: memoryPageGroups(),
    outageWatches: memoryOutageWatches(),
    pagers,
    linkTo: async ({ responder }) => `https://pages.example/${responder}`,
    wallClock,
    telemetry,
  });

  const known = (id: string): Conversation => {
    const found = table.stream.findLast((conversation) => conversation.id === id);
    if (found === undefined) throw new Error(`${id} is not there`);
    return found;
  };
  /** A step is taken, and everything it tells reaches page-on-call. */
  const happens = async (id: string, decide: (conversation: Conversation) => Step): Promise<void> => {
    const conversationId = known(id).id;
    const step = await takeStep({
      conversations: table,
      promises,
      conversationId,
      decide: (conversation) =>
        conversation === null ? { kind: "nothing", reason: "gone" } : decide(conversation),
    });
    if (step.kind === "commit") await relay(id, step.conversation.events);
  };
  const relay = async (id: string, events: readonly ConversationEvent[]): Promise<void> => {
    for (const event of events) {
      const told = asOnCallEvent(id, event);
      if (told !== null) await page(told);
    }
  };

  return {
    table,
    sent,
    failing,
    wallClock,
    telemetry,
    rosterChanges,
    rosterFeeds,
    page,
    /** What happens while a count is told. */
    onUpdated: (then: () => Promise<void>): void => void (before = then),
    /** What happens after a page was sent, and before that is remembered. */
    onSent: (then: () => Promise<void>): void => void (afterwards = then),
    /** A customer writes, urgently, at 3 a.m. on a Saturday; resolves to the conversation's id. */
    customerWrites: async (number = 1): Promise<string> => {
      const at = "2026-11-21T03:00:00.000Z";
      const mention = aMention({
        id: `x:${number}`,
        threadId: String(number),
        createdAt: at,
        receivedAt: at,
      });
      const step = hearMention({ hours, conversation: null, mention, judge, stored: null });
      if (step.kind === "commit") await table.commit(step);
      return conversationIdOf(mention);
    },
    conversation: async (id: string) => known(id),
    /** The timer rings. */
    ring: (id: string): Promise<void> =>
      happens(id, (conversation) => decideAtDeadline(conversation, wallClock.now())),
    /** The brand answers on the platform. */
    brandAnswers: (id: string, at = wallClock.now()): Promise<void> =>
      happens(id, (conversation) => hearReply({ hours, conversation, reply: answerAt(at), parent: null })),
    /** The author deletes what they wrote. */
    customerTakesBack: async (id: string): Promise<void> => {
      const [mention] = known(id).mentions;
      if (mention === undefined) throw new Error(`nothing was said in ${id}`);
      const stored = await table.loadMessage(mention.id);
      const standing = { state: "withdrawn", since: wallClock.now().toISOString() } as const;
      return happens(id, (conversation) =>
        changeStanding({ hours, id: mention.id, standing, stored, conversation }),
      );
    },
    closes: (id: string, by: string): Promise<void> =>
      happens(id, (conversation) => close({ conversation, by, at: wallClock.now(), hours })),
    /** What the last commit of a conversation tells reaches page-on-call. */
    relay: (id: string): Promise<void> => relay(id, known(id).events),
  };
};

const doNothing = async (): Promise<void> => {};

let answers = 0;
const answerAt = (at: Date) =>
  aReply({ id: `x:answer-${(answers += 1)}`, createdAt: at.toISOString(), receivedAt: at.toISOString() });

/** As the bus would bring it. */
const asOnCallEvent = (conversationId: string, event: ConversationEvent): OnCallEvent | null => {
  switch (event.type) {
    case "ConversationEscalated":
      return { kind: "turn", conversationId, turn: event.turn, why: event.why };
    case "DeadlineBreached": {
      const reason = event.arrivedLate === true ? "arrived-late" : "deadline-breached";
      return { kind: "trouble", conversationId, reason };
    }
    case "ConversationAnswered":
    case "ConversationClosed":
    case "ConversationUpdated":
      return event.paged && event.nobodyWaits
        ? { kind: "done", conversationId, because: `of ${event.type}` }
        : null;
    case "PageSent":
      return event.tooLate ? { kind: "paged-too-late", conversationId, pageId: event.pageId } : null;
    case "ConversationAcknowledged":
    case "DeadlineWarned":
    case "DeadlinesMoved":
    case "MentionRouted":
      return null;
  }
};
