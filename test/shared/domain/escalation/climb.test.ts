import { describe, expect, test } from "vitest";
import { climb, type Climbed } from "../../../../shared/domain/escalation/climb.ts";
import { EscalationPolicy } from "../../../../shared/domain/escalation/escalation-policy.ts";
import { aLadder, aMoment } from "../../../builders/a-ladder.ts";

const now = new Date("2026-11-21T03:00:00Z");
const first = { round: 1, level: 0 };
const asked = (climbed: Climbed) =>
  "targets" in climbed
    ? climbed.targets.map(({ responder, destinations }) => responder ?? destinations[0])
    : [];

const declinedBy = (...declined: string[]) => climb(aLadder(), first, { ...aMoment(now), declined });

const withHours = (outside: "skip" | "hold") =>
  aLadder({
    levels: [
      { to: [{ roster: "primary" }], waitSeconds: 60, only: { calendar: "office", outside } },
      { to: [{ responder: "lead" }], waitSeconds: 60 },
    ],
  });

describe("a ladder", () => {
  test("asks whoever is on call when the level fires", () => {
    const onCall = { primary: ["ben"] };
    expect(asked(climb(aLadder(), first, { ...aMoment(now, { onCall }), declined: [] }))).toEqual(["ben"]);
  });

  test("skips a level with nobody on call at once, and says so", () => {
    const climbed = climb(aLadder(), first, { ...aMoment(now, { onCall: {} }), declined: [] });
    expect(climbed).toMatchObject({
      kind: "page",
      at: { round: 1, level: 1 },
      skipped: [{ level: 0, why: "nobody is on call" }],
    });
    expect(asked(climbed)).toEqual(["lead"]);
  });

  test("asks everybody of a level, and nobody twice", () => {
    const levels = [
      { to: [{ roster: "primary" }, { roster: "second" }, { responder: "ada" }], waitSeconds: 60 },
    ];
    const onCall = { primary: ["ada", "ben"], second: ["ben", "cem"] };
    const climbed = climb(aLadder({ levels }), first, { ...aMoment(now, { onCall }), declined: [] });
    expect(asked(climbed)).toEqual(["ada", "ben", "cem"]);
  });

  test("does not ask again who has just declined, on no level of any round", () => {
    expect(climb(aLadder(), first, { ...aMoment(now), declined: ["ada"] })).toMatchObject({
      at: { level: 1 },
      skipped: [{ why: "everybody has declined" }],
    });
    const behindLead = climb(aLadder(), { round: 1, level: 2 }, { ...aMoment(now), declined: ["ada"] });
    expect(asked(behindLead)).toEqual(["lead"]);
  });

  test("of which everybody has declined asks management meanwhile, and there too only who has not", () => {
    expect(declinedBy("ada", "lead")).toMatchObject({ kind: "nobody", targets: [{ responder: "boss" }] });
    expect(declinedBy("ada", "lead", "boss")).toMatchObject({ kind: "nobody", targets: [] });
  });

  test("is climbed as often as it says, and ends with management", () => {
    expect(climb(aLadder(), { round: 3, level: 0 }, { ...aMoment(now), declined: [] })).toMatchObject({
      kind: "management",
      targets: [{ responder: "boss" }],
    });
  });

  test("with nobody anywhere says so, and does not wait for anybody", () => {
    const levels = [
      { to: [{ roster: "primary" }], waitSeconds: 300 },
      { to: [{ roster: "second" }], waitSeconds: 600 },
    ];
    const climbed = climb(aLadder({ levels }), first, { ...aMoment(now, { onCall: {} }), declined: [] });
    expect(climbed).toMatchObject({ kind: "nobody", skipped: [{ level: 0 }, { level: 1 }] });
  });
});

describe("a level that is limited to hours", () => {
  const until = new Date("2026-11-21T08:00:00Z");
  const closed = { ...aMoment(now, { opensAt: () => until }), declined: [] };

  test("is skipped outside of them, where it says so", () => {
    expect(climb(withHours("skip"), first, closed)).toMatchObject({
      kind: "page",
      at: { level: 1 },
      skipped: [{ why: "outside the hours of office" }],
    });
  });

  test("is held until they begin, where it says that", () => {
    expect(climb(withHours("hold"), first, closed)).toMatchObject({ kind: "hold", until });
  });

  test("fires within them", () => {
    expect(climb(withHours("hold"), first, { ...aMoment(now), declined: [] })).toMatchObject({
      kind: "page",
      at: first,
    });
  });

  test("is skipped where they never begin", () => {
    const never = { ...aMoment(now, { opensAt: () => null }), declined: [] };
    expect(climb(withHours("hold"), first, never)).toMatchObject({ at: { level: 1 } });
  });
});

test.each([
  [0, false],
  [60, true],
  [540_000, true],
  [540_001, false],
])("a level that waits %d seconds makes sense: %s", (waitSeconds, makesSense) => {
  const levels = [{ to: [{ roster: "primary" }], waitSeconds }];
  expect(EscalationPolicy.safeParse({ levels }).success).toBe(makesSense);
});
