import { describe, expect, test } from "vitest";
import { judgeAlarm } from "../../../../infra/cli/doctor/alarms.ts";
import { judgeWatch } from "../../../../infra/cli/doctor/channel-watch.ts";
import { judgeOverdue, judgeSweeper } from "../../../../infra/cli/doctor/deadlines.ts";
import { judgeFeed } from "../../../../infra/cli/doctor/feeds.ts";
import { judgeListeners } from "../../../../infra/cli/doctor/listeners.ts";
import { judgeLadders } from "../../../../infra/cli/doctor/nobody-reached.ts";
import { judgeQueue } from "../../../../infra/cli/doctor/queues.ts";
import { judgeIteratorAge } from "../../../../infra/cli/doctor/relay.ts";
import { judgeRules } from "../../../../infra/cli/doctor/rules.ts";
import { heardText } from "../../../../infra/cli/doctor/subscriptions.ts";
import { judgeAnswer } from "../../../../infra/cli/doctor/webhooks.ts";
import config from "../../../../infra/pipeline.config.ts";
import { parseConfig } from "../../../../infra/config/resolve-config.ts";
import { ChannelId, ConversationId } from "../../../../shared/domain/ids.ts";
import { neverRead } from "../../../../shared/domain/roster/kept-feed.ts";
import { aKeptFeed } from "../../../builders/a-kept-feed.ts";

const now = new Date("2026-11-21T03:00:00Z");
const aRule = (name: string, isEnabled = true) => ({
  name,
  isEnabled,
  targets: [`arn:aws:sqs:eu-west-1:1:${name}`],
});
const at = (seconds: number): Date => new Date(now.getTime() + seconds * 1000);

describe("a queue is healthy while its oldest message is younger than somebody was promised", () => {
  test.each([
    ["intake", 0, 0, "ok", "empty"],
    ["intake", 3, 12, "ok", "3 there, the oldest for 12 s"],
    ["intake", 3, 301, "wrong", "3 there, the oldest for 5 min"],
    ["intake", 3, null, "unknown", "3 there; how long is not measured here"],
    ["deadline", 9, 301, "ok", "9 there, the oldest for 5 min"],
    ["service", 2, 890, "ok", "2 there, the oldest for 14 min"],
    ["service", 2, 910, "wrong", "2 there, the oldest for 15 min"],
    ["sales", 2, 910, "ok", "2 there, the oldest for 15 min"],
    ["sales", 2, null, "ok", "2 there"],
    ["unrouted", 1, 1, "wrong", "1 for a team that has no queue"],
  ] as const)("%s with %d messages, %s s old: %s", (name, total, ageSeconds, verdict, saw) => {
    const count = { visible: total, inFlight: 0, delayed: 0, total };
    const finding = judgeQueue({
      name,
      count,
      ageSeconds,
      config: parseConfig(config, "pipeline.config.ts"),
    });
    expect(finding).toMatchObject({ check: `queue ${name}`, verdict, saw });
  });
});

describe("the sweeper is alive while every shard's mark lies ahead", () => {
  test.each([
    [[at(148), at(150)], "ok", "has handed over what is due in the next 2 min"],
    [[at(-60), at(150)], "wrong", "is silent: what fell due in the last 60 s was not handed over"],
    [[new Date(0), at(150)], "wrong", "has never run; it does within two minutes of the first deploy"],
  ] as const)("%s: %s", (marks, verdict, saw) => {
    expect(judgeSweeper(marks, now)).toMatchObject({ check: "sweeper", verdict, saw });
  });
});

const secondsAgo = (seconds: number): string => at(-seconds).toISOString();
const failing = { since: secondsAgo(1800), because: "answered 404" };

describe("a feed is well while it is read, and every event of it can be", () => {
  test.each([
    [aKeptFeed({ at: secondsAgo(300) }), "ok", "read 5 min ago: 1 shift"],
    [neverRead, "unknown", "not read yet; it is within 15 min of a deploy"],
    [
      { ...aKeptFeed({ at: secondsAgo(2700) }), failing },
      "wrong",
      "was last read 45 min ago, and cannot be read since 30 min ago: answered 404",
    ],
    [{ read: null, failing }, "wrong", "was never read, and cannot be read since 30 min ago: answered 404"],
    [aKeptFeed({ at: secondsAgo(90_000) }), "wrong", "was last read 25 h ago"],
    [
      aKeptFeed({ at: secondsAgo(300), unread: 2, firstUnread: 'line 7: "Zoe" names nobody' }),
      "wrong",
      'read 5 min ago: 1 shift, and nobody is on call by 2 of its events; the first: line 7: "Zoe" names nobody',
    ],
  ] as const)("%j: %s, %s", (kept, verdict, saw) => {
    expect(judgeFeed("rota", kept, now)).toMatchObject({ check: "feed rota", verdict, saw });
  });
});

const looked = (channelId: string, lookedAt: Date | null) => ({
  channelId: ChannelId.parse(channelId),
  lookedAt: lookedAt?.toISOString() ?? null,
});

describe("channels are looked after while the last look at each is younger than two turns", () => {
  test.each([
    [[at(-60), at(-840)], "ok", "has looked at every channel in the last 14 min"],
    [[at(-60), at(-1900)], "wrong", "has not looked at channel-1 for 31 min"],
    [[at(-60), null], "wrong", "has never looked at channel-1; it does within 15 min of a deploy"],
    [[null, null], "unknown", "has not looked yet; it does within 15 min of a deploy"],
    [[], "ok", "there is no channel to look after"],
  ] as const)("%s: %s", (looks, verdict, saw) => {
    const known = looks.map((lookedAt, index) => looked(`channel-${index}`, lookedAt));
    expect(judgeWatch(known, 15, now)).toMatchObject({ check: "channel watch", verdict, saw });
  });
});

describe("when a channel was heard last is said to the minute, and nothing of what is not known", () => {
  const [lastEventAt, lastHandshakeAt] = [at(-300).toISOString(), at(-7200).toISOString()];
  test.each([
    [{ lastEventAt, lastHandshakeAt }, "last event 5 min ago, last handshake 2 h ago"],
    [{ lastEventAt, lastHandshakeAt: null }, "last event 5 min ago"],
    [{ lastEventAt: null, lastHandshakeAt: null }, "no event is known of"],
  ])("%j: %s", (heard, said) => {
    expect(heardText(heard, now)).toBe(said);
  });
});

const typed = (command: string): string => `\`firstreply ${command}\``;

const inAMinute = (ago: number, times: number) => ({ at: at(-ago), times });

describe("a page that ended at the catch-all is told, long after its alarm has rung", () => {
  const nobody = "nobody on the whole ladder was on call, could be reached, or would take it";
  const since = "whether anybody answered since is not known";
  test.each([
    [undefined, "unknown", "not counted here"],
    [[], "ok", "all of the last day ended at a person"],
    [[inAMinute(60, 0)], "ok", "all of the last day ended at a person"],
    [[inAMinute(1200, 1)], "wrong", `a page ended at the catch-all, 20 min ago: ${nobody}`],
    [
      [inAMinute(30_000, 2), inAMinute(1200, 1)],
      "wrong",
      `3 pages ended at the catch-all, the last 20 min ago: ${nobody}`,
    ],
    [
      [inAMinute(25_200, 2)],
      "unknown",
      `2 pages ended at the catch-all, the last 7 h ago: ${nobody}; ${since}`,
    ],
  ] as const)("%j: %s", (counted, verdict, saw) => {
    expect(judgeLadders(counted, now, typed)).toMatchObject({ check: "ladders", verdict, saw });
  });

  test("with what to do about it", () => {
    const { next } = judgeLadders([inAMinute(60, 1)], now, typed);
    for (const word of ["`firstreply on-call`", "`firstreply coverage`", "page.nobody", "page-on-call"])
      expect(next).toContain(word);
  });
});

test("a deadline that should have rung is named, the oldest first", () => {
  expect(judgeOverdue([], now)).toMatchObject({ verdict: "ok" });
  const late = [at(-180), at(-600)].map((due, index) => ({
    conversationId: ConversationId.parse(`x:${index}:1`),
    dueAt: due.toISOString(),
  }));
  expect(judgeOverdue(late, now)).toMatchObject({
    verdict: "wrong",
    saw: "2 should have rung, the oldest 10 min ago (x:1:1)",
  });
});

describe("the relay keeps up", () => {
  test.each([
    [40, "ok", "tells of a commit after 40 ms"],
    [59_000, "ok", "tells of a commit after 59 s"],
    [300_000, "wrong", "is 5 min behind"],
    [null, "unknown", "no commit in the last ten minutes to tell by"],
    [undefined, "unknown", "not measured here"],
  ] as const)("%s ms: %s", (ms, verdict, saw) => {
    expect(judgeIteratorAge(ms)).toMatchObject({ verdict, saw });
  });
});

describe("whoever is fed by a rule has one that is enabled", () => {
  const fed = [
    { what: "the queue sales", target: "Sales" },
    { what: "the queue service", target: "Service" },
  ];

  test("both have", () => {
    expect(judgeRules("bus rules", [aRule("Sales"), aRule("Service")], fed)).toEqual({
      check: "bus rules",
      verdict: "ok",
      saw: "feed all 2 queues",
    });
  });

  test.each([
    ["is disabled", [aRule("Sales", false), aRule("Service")], /enable Sales/u],
    ["is gone", [aRule("Service")], /deploy again/u],
    ["has another target", [aRule("SalesOld"), aRule("Service")], /deploy again/u],
  ])("one %s", (_, seen, next) => {
    expect(judgeRules("bus rules", seen, fed)).toEqual({
      check: "bus rules",
      verdict: "wrong",
      saw: "nothing reaches the queue sales",
      next: expect.stringMatching(next),
    });
  });
});

describe("somebody listens to a topic", () => {
  const topic = { check: "page topic", TopicArn: "arn:aws:sns:eu-west-1:1:Pages", isLocal: false };
  test.each([
    [{ ...topic, confirmed: 2, pending: 1 }, "ok", "2 listening"],
    [{ ...topic, confirmed: 0, pending: 1 }, "wrong", "nobody listens: 1 never confirmed"],
    [{ ...topic, confirmed: 0, pending: 0 }, "wrong", "nobody listens"],
    [{ ...topic, confirmed: 0, pending: 0, isLocal: true }, "unknown", "no message leaves this machine"],
  ] as const)("%j", (heard, verdict, saw) => {
    expect(judgeListeners(heard)).toMatchObject({ verdict, saw });
  });
});

describe("a channel's URL that says what is missing is at work", () => {
  test("400 is what it should say", () => {
    expect(judgeAnswer("webhook x", "https://hooks/x", 400, 12)).toEqual({
      check: "webhook x",
      verdict: "ok",
      saw: "answers in 12 ms",
    });
  });

  test.each([
    [404, /name the deployed one with --config/u],
    [429, /requestsPerSecond/u],
    [503, /log of receive-webhook/u],
    [200, /log of receive-webhook/u],
  ])("%d is not", (status, next) => {
    expect(judgeAnswer("webhook x", "https://hooks/x", status, 12)).toMatchObject({
      verdict: "wrong",
      saw: `https://hooks/x answered ${status}`,
      next: expect.stringMatching(next),
    });
  });
});

test("an alarm says in its own words what customers lose, and where to look", () => {
  const description = "Customers lose: minutes. Look first: errors of triage-mentions.";
  expect(judgeAlarm({ name: "Prod-IntakeLate", description })).toEqual({
    check: "alarm",
    verdict: "wrong",
    saw: "Prod-IntakeLate: customers lose minutes.",
    next: "look first at errors of triage-mentions.",
  });
});
