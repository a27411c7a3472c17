import { describe, expect, test } from "vitest";
import {
  alwaysOnCalendar,
  applyPolicy,
  dueOf,
  pausesBy,
  policyFor,
  policyRef,
  warningsOf,
  type PolicyFacts,
} from "../../../../shared/domain/promises/sla-policy.ts";
import { SlaPolicy, type When } from "../../../../shared/domain/promises/policy-shape.ts";

const office = {
  time_zone: "Europe/Berlin",
  weekly: { thu: [["09:00", "17:00"]], fri: [["09:00", "17:00"]], mon: [["09:00", "17:00"]] },
} satisfies Parameters<typeof applyPolicy>[1]["calendars"][string];

const facts: PolicyFacts = {
  category: "service",
  urgent: true,
  priority: 80,
  team: "care",
  channel: "x-main",
  platform: "x",
  public: true,
  brand: "acme",
  language: "de",
  authorTier: "press",
};
const nothingKnown: PolicyFacts = {
  category: null,
  urgent: null,
  priority: null,
  team: null,
  channel: null,
  platform: null,
  public: null,
  brand: null,
  language: null,
  authorTier: null,
};

const policy = (name: string, when: SlaPolicy["when"], seconds = 900): SlaPolicy => ({
  name,
  when,
  targets: { firstReply: { seconds } },
});
const rest = policy("rest", "default");
const everything: readonly (readonly [When, string, Partial<PolicyFacts>])[] = [
  [{ categories: ["sales", "service"] }, "service", { category: "chatter" }],
  [{ urgent: true }, "urgent", { urgent: false }],
  [{ priorityFrom: 80 }, "priority 80", { priority: 79 }],
  [{ teams: ["care"] }, "team care", { team: "shop" }],
  [{ channels: ["x-main"] }, "channel x-main", { channel: "x-other" }],
  [{ platforms: ["x", "threads"] }, "on x", { platform: "facebook" }],
  [{ public: true }, "public", { public: false }],
  [{ brands: ["acme"] }, "brand acme", { brand: null }],
  [{ languages: ["de"] }, "in de", { language: "und" }],
  [{ authorTiers: ["press"] }, "author press", { authorTier: null }],
];

describe("which policy", () => {
  test.each(everything)("%j holds because of “%s”, and not for %j", (when, because, other) => {
    const policies = [policy("it", when), rest];
    expect(policyFor(facts, policies)).toEqual({ policy: policies[0], because: [because] });
    expect(policyFor({ ...facts, ...other }, policies)).toEqual({
      policy: rest,
      because: ["no other policy holds"],
    });
    expect(policyFor(nothingKnown, policies).policy).toBe(rest);
  });

  test("the first that holds decides, and all of its conditions have to", () => {
    const both = policy("both", { urgent: true, categories: ["service"] });
    const policies = [
      policy("sales", { urgent: true, categories: ["sales"] }),
      both,
      policy("late", { urgent: true }),
      rest,
    ];
    expect(policyFor(facts, policies)).toEqual({ policy: both, because: ["urgent", "service"] });
  });

  test("a policy without conditions is none, and is not the default by accident", () => {
    expect(SlaPolicy.safeParse({ ...rest, when: {} }).success).toBe(false);
    expect(() => policyFor(nothingKnown, [policy("it", { urgent: true })])).toThrow(
      "no policy is the default",
    );
  });
});

describe("its version", () => {
  test("follows from its content alone", () => {
    const { name, when, targets } = rest;
    expect(policyRef({ targets, when, name })).toBe(policyRef(rest));
    expect(policyRef(rest)).toMatch(/^rest@[0-9a-f]{8}$/u);
  });

  test.each([
    policy("rest", "default", 901),
    policy("rest", { urgent: true }),
    { ...rest, targets: { nextReply: { seconds: 900 } } },
    { ...rest, pauseWhile: ["answered" as const] },
  ])("changes with it: %j", (changed) => {
    expect(policyRef(changed)).not.toBe(policyRef(rest));
  });
});

describe("by when", () => {
  const book = { policies: [rest], calendars: { office }, hours: { care: "office" } };
  const friday = new Date("2026-11-20T15:55:00Z");

  test("a target counts in the hours of the team that has the conversation", () => {
    const target = applyPolicy(facts, book).targets.firstReply;
    expect(target).toMatchObject({ hours: "office" });
    expect(target && dueOf(target, friday)).toEqual(new Date("2026-11-23T08:10:00Z"));
  });

  test.each([{ team: "shop" }, { team: null }])(
    "and around the clock for $team, which has none",
    ({ team }) => {
      expect(applyPolicy({ ...facts, team }, book).targets.firstReply?.hours).toBe("always-on");
    },
  );

  test("a calendar of its own comes before the team's", () => {
    const own = { ...rest, targets: { firstReply: { seconds: 900, calendar: "always-on" } } };
    const target = applyPolicy(facts, { ...book, policies: [own] }).targets.firstReply;
    expect(target && dueOf(target, friday)).toEqual(new Date("2026-11-20T16:10:00Z"));
  });

  test("warnings come earlier in the same hours, the first one first", () => {
    const warnings = [{ secondsBefore: 300 }, { share: 0.5 }];
    expect(warningsOf({ seconds: 1200, calendar: office, hours: "office", warnings }, friday)).toEqual([
      new Date("2026-11-23T08:05:00Z"),
      new Date("2026-11-23T08:10:00Z"),
    ]);
  });

  test("a clock stands still in the statuses its policy names, and is never due in one that lasts", () => {
    const statuses = [
      { status: "open" as const, since: friday },
      { status: "answered" as const, since: new Date("2026-11-20T16:00:00Z") },
      { status: "open" as const, since: new Date("2026-11-20T16:09:00Z") },
    ];
    const target = { seconds: 900, calendar: alwaysOnCalendar };
    const pauses = pausesBy({ pauseWhile: ["answered"] }, statuses);
    expect(dueOf(target, friday, pauses)).toEqual(new Date("2026-11-20T16:19:00Z"));
    expect(dueOf(target, friday, pausesBy({ pauseWhile: ["open"] }, statuses.slice(0, 1)))).toBeNull();
    expect(pausesBy({}, statuses)).toEqual([]);
  });
});
