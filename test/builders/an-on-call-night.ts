/** A pipeline's night, in memory: a conversation that waits, who is on call, and pagers that note what they took. */
import { pageOnCall } from "../../functions/page-on-call/page-on-call.ts";
import type { OnCallEvent } from "../../functions/page-on-call/on-call-event.ts";
import type { PageMessage } from "../../shared/contracts/page.ts";
import { onCallOf } from "../../shared/config/on-call-of.ts";
import { decideAtDeadline } from "../../shared/domain/clocks/decide-at-deadline.ts";
import type { ConversationEvent } from "../../shared/domain/conversation/conversation-event.ts";
import { hearMention } from "../../shared/domain/conversation/hear-mention.ts";
import { PermanentError } from "../../shared/errors.ts";
import { takeStep } from "../../shared/take-step.ts";
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
  options: { readonly config?: object; readonly failing?: readonly string[] } = {},
) => {
  const config = nightConfig(options.config);
  const failing = new Set(options.failing);
  const table = memoryTable();
  const promises = { calendars: hours, hours: {} };
  const wallClock = settableClock("2026-11-21T03:00:00Z");
  const telemetry = recordedTelemetry();
  const sent: Sent[] = [];
  const pagers = Object.fromEntries(
    Object.keys(config.destinations).map((destination) => [
      destination,
      {
        destination,
        send: async (page: PageMessage) => {
          if (failing.has(destination)) throw new PermanentError("no route");
          sent.push({ to: destination, page });
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

  return {
    table,
    sent,
    failing,
    wallClock,
    telemetry,
    rosterChanges,
    rosterFeeds,
    page,
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
    conversation: async (id: string) => {
      const found = table.stream.findLast((conversation) => conversation.id === id);
      if (found === undefined) throw new Error(`${id} is not there`);
      return found;
    },
    /** The timer rings, and everything it tells reaches page-on-call. */
    ring: async (id: string): Promise<void> => {
      const known = table.stream.findLast((conversation) => conversation.id === id);
      if (known === undefined) throw new Error(`${id} is not there`);
      const step = await takeStep({
        conversations: table,
        promises,
        conversationId: known.id,
        decide: (conversation) =>
          conversation === null
            ? { kind: "nothing", reason: "gone" }
            : decideAtDeadline(conversation, wallClock.now()),
      });
      if (step.kind !== "commit") return;
      for (const event of step.conversation.events) {
        const told = asOnCallEvent(id, event);
        if (told !== null) await page(told);
      }
    },
  };
};

/** As the bus would bring it. */
const asOnCallEvent = (conversationId: string, event: ConversationEvent): OnCallEvent | null => {
  if (event.type === "ConversationEscalated")
    return { kind: "turn", conversationId, turn: event.turn, why: event.why };
  if (event.type !== "DeadlineBreached") return null;
  const reason = event.arrivedLate === true ? "arrived-late" : "deadline-breached";
  return { kind: "trouble", conversationId, reason };
};
