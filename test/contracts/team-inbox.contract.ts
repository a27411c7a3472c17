import { describe, expect, test } from "vitest";
import { hearMention } from "../../shared/domain/conversation/hear-mention.ts";
import { hearReply } from "../../shared/domain/conversation/hear-reply.ts";
import { TeamId } from "../../shared/domain/ids.ts";
import type { ConversationStore } from "../../shared/ports/conversation-store.ts";
import type { TeamInbox } from "../../shared/ports/team-inbox.ts";
import { aConversation } from "../builders/a-conversation.ts";
import { aJudgement } from "../builders/a-judgement.ts";
import { aMention } from "../builders/a-mention.ts";
import { aReply } from "../builders/a-reply.ts";

type Table = { readonly store: ConversationStore; readonly inbox: TeamInbox };

/** Opens a conversation of a team that is due so many seconds after 10:15; null for one that no clock runs for. */
const open = async ({ store }: Table, thread: string, seconds: number | null, team = "service") => {
  const at = new Date(Date.parse("2026-11-21T10:00:00Z") + (seconds ?? 0) * 1000).toISOString();
  const mention = aMention({ id: `x:${thread}`, threadId: thread, createdAt: at, receivedAt: at });
  const judgement = aJudgement({ team: TeamId.parse(team), ...(seconds === null && { replySeconds: null }) });
  const step = hearMention({ hours: {}, conversation: null, mention, judge: () => judgement, stored: null });
  if (step.kind === "commit") await store.commit(step);
  return aConversation(mention, judgement);
};

/** What every TeamInbox must do, beside the store whose commits it follows. `fresh` gives an empty table. */
export const teamInboxContract = (name: string, fresh: () => Promise<Table>): void => {
  describe(`what waits for a team (${name})`, () => {
    test("is nothing at first", async () => {
      const { inbox } = await fresh();
      expect(await inbox.look("service", 5)).toEqual({ open: 0, isMore: false, soonest: [] });
    });

    test("is counted whole, and the soonest due of all shards told", async () => {
      const table = await fresh();
      const opened = [];
      for (let thread = 0; thread < 40; thread += 1)
        opened.push(await open(table, `t${thread}`, 40 - thread));
      const never = await open(table, "never", null);
      await open(table, "sales", 0, "sales");
      const { open: count, isMore, soonest } = await table.inbox.look("service", 3);
      expect({ count, isMore }).toEqual({ count: 41, isMore: false });
      expect(soonest).toEqual(
        opened
          .toReversed()
          .slice(0, 3)
          .map(({ id }) => id),
      );
      expect((await table.inbox.look("service", 50)).soonest.at(-1)).toBe(never.id);
    });

    test("is gone with the very commit that answers it", async () => {
      const table = await fresh();
      const conversation = await open(table, "1002", 0);
      const step = hearReply({ hours: {}, conversation, reply: aReply({ replyTo: "1002" }), parent: null });
      if (step.kind === "commit") await table.store.commit(step);
      expect(await table.inbox.look("service", 5)).toMatchObject({ open: 0, soonest: [] });
    });
  });
};
