import { describe, expect, test } from "vitest";
import { readFeed } from "../../../shared/ical/read-feed.ts";
import { aFeed, anEvent, march, problemsIn, readIn } from "./a-feed.ts";

const aDay = (...lines: string[]): string =>
  aFeed(anEvent("DTSTART:20260302T080000Z", "DTEND:20260302T160000Z", ...lines));

const onCallBy = (...lines: string[]): string[] =>
  readIn(aDay(...lines), march).shifts.map(({ responder }) => responder);

describe("a title names a responder", () => {
  test.each<[fact: string, title: string, responders: string[]]>([
    ["by id", "alice", ["alice"]],
    ["by name", "Alice Liddell", ["alice"]],
    ["by e-mail address", "alice@example.com", ["alice"]],
    ["in any case", "ALICE LIDDELL", ["alice"]],
    ["as chats do", "@alice", ["alice"]],
    ["with more space than there is in the name", "  Alice   Liddell ", ["alice"]],
    ["with a comma in the name", String.raw`Doe\, Carol`, ["carol"]],
    ["and another one, with a comma", String.raw`alice\, bob`, ["alice", "bob"]],
    ["and another one, with a slash", "alice/bob", ["alice", "bob"]],
    ["and another one, with a word", "@alice AND @bob", ["alice", "bob"]],
    ["and two more", String.raw`bob\, @carol and alice`, ["alice", "bob", "carol"]],
    ["whose name has a comma, and another one", String.raw`Doe\, Carol / bob`, ["bob", "carol"]],
    ["once, however often", "alice / Alice Liddell", ["alice"]],
    ["after a priority", "[L2] alice", ["alice"]],
    ["before a priority", "alice[l9]", ["alice"]],
  ])("%s", (_, title, responders) => {
    expect(onCallBy(`SUMMARY:${title}`)).toEqual(responders);
    expect(problemsIn(aDay(`SUMMARY:${title}`))).toEqual([]);
  });
});

describe("the priority of a shift is", () => {
  test.each<[fact: string, title: string, priority: number | undefined]>([
    ["nothing, where the title has none", "alice", undefined],
    ["the level in the title", "[L2] alice", 2],
    ["0 for the lowest", "alice [L0]", 0],
    ["9 for the highest", "[L9]alice", 9],
    ["read in any case", "[l3] alice", 3],
    ["the first of several", "[L1] alice [L2]", 1],
  ])("%s", (_, title, priority) => {
    const [shift] = readIn(aDay(`SUMMARY:${title}`), march).shifts;
    expect(shift).toEqual({
      responder: "alice",
      from: "2026-03-02T08:00:00.000Z",
      to: "2026-03-02T16:00:00.000Z",
      ...(priority === undefined ? {} : { priority }),
    });
  });
});

describe("where the title names nobody we know", () => {
  test.each<[fact: string, lines: string[], responders: string[]]>([
    ["who is invited is on call", ["SUMMARY:Primary", "ATTENDEE:mailto:Bob@Example.com"], ["bob"]],
    ["an address is one without mailto too", ["SUMMARY:Primary", "ATTENDEE:bob@example.com"], ["bob"]],
    [
      "an address may be beside an id",
      ["SUMMARY:Primary", "ATTENDEE;CN=Bob;EMAIL=bob@example.com:urn:uuid:1"],
      ["bob"],
    ],
    [
      "everybody invited is, but for rooms and strangers",
      [
        "SUMMARY:Primary",
        "ATTENDEE:mailto:bob@example.com",
        "ATTENDEE:mailto:alice@example.com",
        "ATTENDEE;CUTYPE=ROOM:mailto:room-7@example.com",
      ],
      ["alice", "bob"],
    ],
    [
      "who has declined is not",
      ["SUMMARY:Primary", "ATTENDEE;PARTSTAT=DECLINED:mailto:bob@example.com", "ATTENDEE:alice@example.com"],
      ["alice"],
    ],
    ["a priority is read all the same", ["SUMMARY:[L1] Primary", "ATTENDEE:bob@example.com"], ["bob"]],
    ["no title at all is needed", ["ATTENDEE:bob@example.com"], ["bob"]],
  ])("%s", (_, lines, responders) => {
    expect(onCallBy(...lines)).toEqual(responders);
    expect(problemsIn(aDay(...lines))).toEqual([]);
  });

  test("and the title does name one, who is invited does not matter", () => {
    expect(onCallBy("SUMMARY:alice", "ATTENDEE:mailto:bob@example.com")).toEqual(["alice"]);
  });
});

describe("who cannot be told is told", () => {
  const known = "write the id, e-mail address or name of alice, bob, carol";
  test.each<[fact: string, lines: string[], problem: string]>([
    ["with the title", ["SUMMARY:Zed"], `line 4: "Zed" names nobody who is known as "Zed": ${known}`],
    [
      "beside one who can",
      ["SUMMARY:alice / Zed / Yan"],
      `line 4: "alice / Zed / Yan" names nobody who is known as "Zed" or "Yan": ${known}`,
    ],
    ["where there is no title", [], `line 4: an event without a title names nobody: ${known} in its title`],
    ["where the title is a priority", ["SUMMARY:[L1]"], `line 4: "[L1]" names nobody: ${known} in its title`],
    [
      "with the beginning of a long title",
      [`SUMMARY:${"x".repeat(300)}`],
      `line 4: "${"x".repeat(80)}…" names nobody who is known as "${"x".repeat(80)}…": ${known}`,
    ],
  ])("%s", (_, lines, problem) => {
    expect(problemsIn(aDay(...lines))).toEqual([problem]);
  });

  test("once for a whole series", () => {
    const series = aDay("RRULE:FREQ=DAILY", "SUMMARY:Zed");
    expect(problemsIn(series)).toHaveLength(1);
  });

  test("and the others on the shift are on call", () => {
    expect(onCallBy("SUMMARY:alice / Zed")).toEqual(["alice"]);
  });
});

describe("of responders who go by the same", () => {
  const responders = [
    { id: "sam-1", name: "Sam", email: "sam@example.com" },
    { id: "sam-2", name: "Sam", email: "team@example.com" },
    { id: "kim", name: "Kim Lee", email: "team@example.com" },
    { id: "lee", name: "Kim" },
  ];
  const window = { from: new Date(march.from), to: new Date(march.to), timeZone: "UTC" };

  test.each<[fact: string, title: string, onCall: string[]]>([
    ["name, none is called by it", "Sam", []],
    ["name, each is called by id", "sam-2", ["sam-2"]],
    ["name, each is called by an address of their own", "sam@example.com", ["sam-1"]],
    ["address, none is called by it", "team@example.com", []],
    ["word, the one whose id it is is called", "Kim", ["kim"]],
  ])("%s", (_, title, onCall) => {
    const { shifts, problems } = readFeed(aDay(`SUMMARY:${title}`), { ...window, responders });
    expect(shifts.map(({ responder }) => responder)).toEqual(onCall);
    expect(problems).toHaveLength(onCall.length === 0 ? 1 : 0);
  });
});
