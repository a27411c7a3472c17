import { expect, test } from "vitest";
import { drillMention } from "../../../../infra/cli/drill/drill-mention.ts";
import { followDrill, type DrillStep } from "../../../../infra/cli/drill/follow-drill.ts";
import type { Conversation } from "../../../../shared/domain/conversation/conversation.ts";
import { drilledIn } from "../../../../shared/domain/channels/drill-channel.ts";
import { conversationIdOf } from "../../../../shared/domain/messages/mention.ts";
import { parsers } from "../../../../shared/platforms/parsers.ts";
import { drill as drillChannelOf } from "../../../../functions/triage-mentions/drill.ts";
import { aConversation } from "../../../builders/a-conversation.ts";
import { settableClock } from "../../../doubles/settable-clock.ts";

const begin = new Date("2026-11-21T03:00:00Z");

/** A pipeline that is seen in these states, a second apart. */
const follow = async (...states: (Conversation | null)[]) => {
  const clock = settableClock(begin);
  const told: DrillStep[] = [];
  const left = [...states];
  const followed = await followDrill(
    {
      put: async () => {},
      load: async () => (left.length > 1 ? (left.shift() ?? null) : (left[0] ?? null)),
      now: clock.now,
      pause: async () => clock.set(new Date(clock.now().getTime() + 1000)),
      tell: (step) => void told.push(step),
    },
    5000,
  );
  return { ...followed, told };
};

const opened = aConversation();
const paged: Conversation = {
  ...opened,
  pages: [
    { id: "1", sentAt: "2026-11-21T03:00:01.500Z", responder: "ada", destinations: ["ada-phone"] },
    { id: "2", sentAt: "2026-11-21T03:00:01.700Z", destinations: ["ops"] },
  ],
};

test("each step is told as it is seen, and whom it reached", async () => {
  const { told, pages } = await follow(null, opened, paged);
  expect(told).toEqual([
    { step: "queued", ms: 0, says: "on the intake queue" },
    { step: "judged", ms: 1000, says: "urgent service, with team service" },
    { step: "paged", ms: 1500, says: "ada, at ada-phone" },
    { step: "paged", ms: 1700, says: "at ops" },
  ]);
  expect(pages).toHaveLength(2);
});

test("a pipeline that pages nobody is not waited for without end", async () => {
  expect(await follow(null, opened)).toMatchObject({
    pages: [],
    steps: [{ step: "queued" }, { step: "judged" }],
  });
  expect(await follow(null)).toMatchObject({ pages: [], steps: [{ step: "queued" }] });
});

test("broken off, it is followed until there is something to close, and no further", async () => {
  const clock = settableClock(begin);
  const states = [null, null, opened, opened];
  const { steps, pages } = await followDrill(
    {
      put: async () => {},
      load: async () => states.shift() ?? null,
      now: clock.now,
      pause: async () => clock.set(new Date(clock.now().getTime() + 1000)),
      tell: () => {},
      isBrokenOff: () => true,
    },
    60_000,
  );
  expect(steps.map(({ step }) => step)).toEqual(["queued", "judged"]);
  expect({ pages, left: states.length }).toEqual({ pages: [], left: 1 });
});

test("its mention is one the pipeline can read, that nobody can answer, for whom it is meant", () => {
  const { message, conversationId } = drillMention("drill-1", "ada", begin);
  const [outcome] = parsers["standard-webhooks"].normalise(JSON.parse(message.body), {
    channel: drillChannelOf,
    receivedAt: begin,
  });
  expect(outcome).toMatchObject({
    outcome: "mention",
    mention: { channelId: "drill", replyable: false, permalink: null, public: false },
  });
  expect(outcome?.outcome === "mention" && conversationIdOf(outcome.mention)).toBe(conversationId);
  expect(drilledIn({ channelId: "drill", authorId: "to-ada" })).toBe("ada");
  expect(drilledIn({ channelId: "x", authorId: "to-ada" })).toBeNull();
});
