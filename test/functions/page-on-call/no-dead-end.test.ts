/** Whatever is missing or broken, every path of a ladder ends at a person, or at the catch-all with an alarm. */
import { describe, expect, test } from "vitest";
import { answerPage } from "../../../shared/use-cases/answer-page.ts";
import { ConversationId } from "../../../shared/domain/ids.ts";
import { anOnCallNight } from "../../builders/an-on-call-night.ts";
import { hours } from "../../builders/a-policy.ts";

type Choice = "fine" | "empty roster" | "failing";
const choices = ["fine", "empty roster", "failing"] as const;
const acknowledgements = ["nobody takes it", "taken and forgotten"] as const;

const combinations = choices.flatMap((first) =>
  choices.flatMap((second) =>
    (["fine", "failing", "none"] as const).flatMap((management) =>
      acknowledgements.map((acknowledged) => ({ first, second, management, acknowledged })),
    ),
  ),
);

const levelOf = (choice: Choice, roster: string) => ({
  to: [{ roster: choice === "empty roster" ? "nobody" : roster }],
  waitSeconds: 60,
});
const all = (responder: string) => ({ time_zone: "UTC", layers: [{ name: "all", turns: [[responder]] }] });

describe.each(combinations)(
  "first level $first, second $second, management $management, $acknowledged",
  ({ first, second, management, acknowledged }) => {
    test("ends at a person, or at the catch-all with an alarm", async () => {
      const night = anOnCallNight({
        failing: [
          ...(first === "failing" ? ["ada-phone", "ada-chat"] : []),
          ...(second === "failing" ? ["lee-phone"] : []),
          ...(management === "failing" ? ["max-phone"] : []),
        ],
        config: {
          rosters: {
            primary: all("ada"),
            second: all("lee"),
            nobody: { time_zone: "UTC", layers: [{ name: "gone", turns: [["ada"]], until: "2020-01-01" }] },
          },
          escalations: {
            night: {
              levels: [levelOf(first, "primary"), levelOf(second, "second")],
              repeat: 1,
              acknowledgedForSeconds: 60,
              management: management === "none" ? [] : [{ responder: "max" }],
            },
          },
        },
      });
      const id = await night.customerWrites();
      await night.page({ kind: "trouble", conversationId: id, reason: "urgent" });
      let isTaken = false;
      for (let turns = 0; turns < 20; turns += 1) {
        const { escalation, pages } = await night.conversation(id);
        if (escalation?.nextAt === null || escalation?.nextAt === undefined) break;
        const asked = pages.findLast(({ responder }) => responder !== undefined)?.responder;
        if (acknowledged === "taken and forgotten" && !isTaken && asked !== undefined) {
          isTaken = true;
          await answerPage({
            conversations: night.table,
            promises: { calendars: hours, hours: {} },
            conversationId: ConversationId.parse(id),
            answer: { kind: "acknowledge" },
            by: asked,
            at: night.wallClock.now(),
          });
        }
        const next = Date.parse((await night.conversation(id)).escalation?.nextAt ?? escalation.nextAt);
        night.wallClock.set(new Date(Math.max(next, night.wallClock.now().getTime())));
        await night.ring(id);
      }

      const { escalation, pages } = await night.conversation(id);
      const rang = night.telemetry.counts["NobodyReached"] ?? 0;
      expect(escalation?.state).toBe("over");
      expect(pages.length).toBeGreaterThan(0);
      const last = pages.at(-1);
      const isAtSomebody = last?.responder !== undefined;
      const isAtCatchAll = last?.destinations.join() === "ops" && rang > 0;
      expect(isAtSomebody || isAtCatchAll).toBe(true);
      // Whatever was empty or broken, nobody waited longer than each level's minute for the next to be asked.
      const gaps = pages
        .slice(1)
        .map(({ sentAt }, index) => Date.parse(sentAt) - Date.parse(pages[index]?.sentAt ?? sentAt));
      expect(Math.max(0, ...gaps)).toBeLessThanOrEqual(120_000);
    });
  },
);
