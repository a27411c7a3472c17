import { describe, expect, test } from "vitest";
import { noticeOurs, noticeTheirs } from "../../../../shared/domain/channels/outage.ts";
import { aChannelMemory } from "../../../builders/a-channel-memory.ts";

const at = (time: string): Date => new Date(`2026-11-21T${time}.000Z`);
const iso = (time: string): string => at(time).toISOString();
const now = at("03:00:00");

describe("an outage of ours", () => {
  test.each([
    ["there is none while all goes well", {}, [], null],
    ["webhooks lost since the last look", {}, [at("02:50:00"), at("02:55:00")], ["02:50:00", "03:00:00"]],
    ["lost webhooks that an earlier look has seen are no news", {}, [at("02:30:00")], null],
    ["nobody looked for two hours", { lookedAt: iso("01:00:00") }, [], ["01:00:00", "03:00:00"]],
    ["a first look promises nothing about before", { lookedAt: null }, [at("02:50:00")], null],
  ] as const)("%s", (_, memory, lost, span) => {
    const { outage, lookedAt } = noticeOurs(aChannelMemory(memory), lost, now);
    expect(lookedAt).toBe(iso("03:00:00"));
    const expected = span && {
      from: iso(span[0]),
      to: iso(span[1]),
      replayedTo: iso(span[0]),
      isSearched: false,
    };
    expect(outage).toEqual(expected);
  });

  test("that goes on is one outage: what was replayed of it stays so, and it is searched again", () => {
    const known = {
      from: iso("02:00:00"),
      to: iso("02:40:00"),
      replayedTo: iso("02:20:00"),
      isSearched: true,
    };
    expect(noticeOurs(aChannelMemory({ outage: known }), [at("02:50:00")], now).outage).toEqual({
      from: iso("02:00:00"),
      to: iso("02:55:00"),
      replayedTo: iso("02:20:00"),
      isSearched: false,
    });
    expect(noticeOurs(aChannelMemory({ outage: known }), [], now).outage).toEqual(known);
  });
});

describe("a platform that says it does not deliver", () => {
  test("has not since it last said it did, and until it says so again", () => {
    const down = noticeTheirs(aChannelMemory(), false, now);
    expect(down.outage).toMatchObject({ from: iso("02:45:00"), to: null });
    const stillDown = noticeTheirs(down, false, at("03:15:00"));
    expect(stillDown).toEqual(down);
    const up = noticeTheirs(stillDown, true, at("03:30:00"));
    expect(up).toMatchObject({ activeAt: iso("03:30:00"), outage: { to: iso("03:30:00") } });
    expect(noticeTheirs(up, true, at("03:45:00")).outage).toMatchObject({ to: iso("03:30:00") });
  });

  test("and never has, is no outage: nobody had connected it", () => {
    expect(noticeTheirs(aChannelMemory({ activeAt: null }), false, now).outage).toBeNull();
  });
});
