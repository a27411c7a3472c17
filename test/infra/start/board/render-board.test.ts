import stringWidth from "string-width";
import { stripVTControlCharacters } from "node:util";
import { describe, expect, test } from "vitest";
import { emptyBoard, withHappening, type BoardState } from "../../../../infra/start/board/board-state.ts";
import { fitText } from "../../../../infra/start/board/fit-text.ts";
import type { Happening } from "../../../../infra/start/board/happening.ts";
import { countdown, renderBoard } from "../../../../infra/start/board/render-board.ts";
import { OutageSuspected } from "../../../../shared/contracts/outage-suspected.ts";
import { MentionRouted } from "../../../../shared/contracts/mention-routed.ts";
import { outagePriority } from "../../../../shared/domain/outages/outage-priority.ts";
import { prioritise } from "../../../../shared/domain/judging/priority.ts";

const routed = (
  id: string,
  { text = "my order hasn't arrived", dueAt = "2026-11-21T10:15:00.000Z", version = 1, urgent = false } = {},
): Happening => ({
  kind: "routed",
  event: MentionRouted.detail.parse({
    id: `x:${id}:77:${version}:0`,
    occurredAt: "2026-11-21T10:00:03.000Z",
    conversationId: `x:${id}:77`,
    version,
    platform: "x",
    channelId: "x",
    team: "service",
    mention: {
      id: `x:${id}`,
      kind: "mention",
      text,
      author: { id: "77", handle: "amara", name: null },
      createdAt: "2026-11-21T10:00:00.000Z",
      public: true,
      replyable: true,
      receivedAt: "2026-11-21T03:00:01.000Z",
      late: false,
      permalink: null,
    },
    classification: {
      category: "service",
      confidence: 0.94,
      urgent,
      reasons: ["is waiting for something that is late or lost"],
    },
    priority: prioritise(
      {
        category: "service",
        urgent,
        sentiment: "neutral",
        earlierContacts: 0,
        followers: null,
      },
      { since: "2026-11-21T10:00:00.000Z", dueAt },
      new Date("2026-11-21T10:00:00.000Z"),
    ),
    waitingSince: "2026-11-21T10:00:00.000Z",
    dueAt,
  }),
});

const told = (kind: "breached" | "paged" | "answered", id: string): Happening => {
  const envelope = {
    id: "e",
    occurredAt: "2026-11-21T10:15:01.000Z",
    conversationId: `x:${id}:77`,
    version: 2,
    platform: "x",
    channelId: "x",
    team: "service",
  };
  const clock = {
    name: "firstReply",
    state: "breached",
    startedAt: "2026-11-21T10:00:00.000Z",
    dueAt: "2026-11-21T10:15:00.000Z",
    answeredAt: null,
  } as const;
  if (kind === "breached") return { kind, event: { ...envelope, clock, mentionId: `x:${id}` } };
  if (kind === "paged") return { kind, event: { ...envelope, pageId: "e", destinations: ["phone"] } };
  return {
    kind,
    event: {
      ...envelope,
      replyId: "x:2",
      answeredAt: "2026-11-21T10:06:00.000Z",
      clocks: [{ ...clock, state: "met", answeredAt: "2026-11-21T10:06:00.000Z" }],
    },
  };
};

const boardAfter = (...happenings: Happening[]): BoardState => happenings.reduce(withHappening, emptyBoard);

const surroundings = {
  webhookUrl: "http://127.0.0.1:8787/webhooks",
  queues: new Map([
    ["service", 3],
    ["sales", 0],
  ]),
  now: new Date("2026-11-21T10:13:57.000Z"),
};

const linesOf = (board: BoardState, columns = 140): string[] =>
  renderBoard(board, surroundings, { columns, rows: 24 }).map((line) => stripVTControlCharacters(line));

const outage = (count: number, version: number): Happening => ({
  kind: "outage",
  event: OutageSuspected.detail.parse({
    id: `outage:brand:${version}:0`,
    occurredAt: "2026-11-21T10:06:00.000Z",
    outageId: "outage:brand:x:1",
    brand: "brand",
    version,
    news: "grown",
    priority: outagePriority({
      count: 5,
      firstSeen: "2026-11-21T10:00:00Z",
      lastSeen: "2026-11-21T10:00:00Z",
    }),
    count,
    firstSeen: "2026-11-21T10:00:00.000Z",
    lastSeen: "2026-11-21T10:05:00.000Z",
    leadMentionId: "x:1",
    sampleMentionIds: ["x:0"],
  }),
});

describe("the board", () => {
  test("shows a suspected outage in one line, with the newest count whatever order it is told in", () => {
    const lines = linesOf(boardAfter(routed("1"), outage(7, 3), outage(9, 5), outage(8, 4)));
    expect(lines.filter((line) => line.includes("outage"))).toEqual([
      expect.stringContaining("outage suspected: 9 reports of the same about brand since 10:00 UTC"),
    ]);
    expect(lines.at(-1)).toContain("amara");
  });

  test("shows a mention with its category, its team, its time left and the reason", () => {
    const lines = linesOf(boardAfter(routed("1")));
    expect(lines.join("\n")).toContain("service 3 · sales 0");
    expect(lines.at(-1)).toMatch(
      /1:03 +service +service 94 % +58 +x amara +my order hasn't arrived +is waiting for something/u,
    );
  });

  test("marks what is urgent, and its priority grows while it waits", () => {
    const line = linesOf(boardAfter(routed("1", { urgent: true }))).at(-1);
    expect(line).toMatch(/service! 94 % +98 /u);
  });

  test("puts whoever waits too long first, then what is due next, then what has been answered", () => {
    const board = boardAfter(
      routed("answered"),
      told("answered", "answered"),
      routed("later", { dueAt: "2026-11-21T11:00:00.000Z" }),
      routed("soon"),
      routed("paged"),
      told("breached", "paged"),
      told("paged", "paged"),
    );
    expect(
      linesOf(board)
        .slice(5)
        .map((line) => line.trim().split(" ")[0]),
    ).toEqual(["PAGED", "1:03", "46:03", "answered"]);
  });

  test("shows one row however often a mention is told, and never goes back in time", () => {
    const board = boardAfter(routed("1"), told("answered", "1"), routed("1"));
    expect(board.rows.size).toBe(1);
    expect(linesOf(board).at(-1)).toContain("answered");
  });

  test("counts what was not for us, and copies apart from it", () => {
    const board = boardAfter(
      { kind: "ignored", reason: "retweet" },
      { kind: "ignored", reason: "seen before" },
    );
    expect(linesOf(board)[2]).toContain("copies dropped 1 · not for us 1");
  });

  test("counts pages apart from what chats, mails and topics were told", () => {
    const board = boardAfter(
      { kind: "page-received", action: "trigger", title: "Too late", repeated: false },
      { kind: "page-received", action: "trigger", title: "Too late", repeated: true },
      { kind: "notice", by: "chat", title: "Too late" },
      { kind: "notice", by: "mail", title: "Too late" },
    );
    expect(linesOf(board)[2]).toContain("pages received 1 (and 1 repeated) · notices 2 ·");
  });

  test("counts what became of pages apart from the pages that arrived", () => {
    const page = { kind: "page-received", title: "Too late", repeated: false } as const;
    const actions = ["trigger", "update", "update", "acknowledge", "resolve"] as const;
    const board = boardAfter(...actions.map((action) => ({ ...page, action })));
    expect(linesOf(board)[2]).toContain(
      "pages received 1 · updated 2 · acknowledged 1 · resolved 1 · notices 0 ·",
    );
  });

  test.each([40, 80, 100, 140, 200])("fits a terminal of %i columns, whatever people write", (columns) => {
    const board = boardAfter(
      routed("1", { text: "يا جماعة طلبي لم يصل بعد ".repeat(20) }),
      routed("2", { text: "🔥🔥👩‍👩‍👧‍👦 wow ".repeat(40) }),
      routed("3", { text: "漢字".repeat(100) }),
    );
    for (const line of linesOf(board, columns)) expect(stringWidth(line)).toBeLessThan(columns);
  });
});

test("what a stranger writes cannot move the cursor or turn the line around", () => {
  const fitted = fitText("\u001B[2J\u001B]0;owned\u0007hello\r\n\u202Eevil\u0000", 20);
  expect(fitted).toBe("hello evil          ");
});

test.each([
  [63, "1:03"],
  [3661, "1:01:01"],
  [0, "0:00"],
  [-1, "now"],
])("%i seconds left read %s", (seconds, shown) => {
  expect(countdown(seconds)).toBe(shown);
});
