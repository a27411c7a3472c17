import { expect, test } from "vitest";
import { mentionAsItStands, prevailing, type Standing } from "../../../../shared/domain/messages/standing.ts";
import { aMention } from "../../../builders/a-mention.ts";

const at = (minute: number) => `2026-11-21T10:0${minute}:00.000Z`;
const standing = (state: Standing["state"], minute: number): Standing => ({ state, since: at(minute) });

test.each([
  { known: standing("hidden", 1), told: standing("shown", 2), holds: "shown" },
  { known: standing("shown", 2), told: standing("hidden", 1), holds: "shown" },
  { known: standing("hidden", 1), told: standing("shown", 1), holds: "hidden" },
  { known: standing("shown", 1), told: standing("hidden", 1), holds: "hidden" },
  { known: standing("withdrawn", 1), told: standing("shown", 2), holds: "withdrawn" },
  { known: standing("shown", 2), told: standing("withdrawn", 1), holds: "withdrawn" },
])("$known.state, then told $told.state: it is $holds", ({ known, told, holds }) => {
  expect(prevailing(known, told).state).toBe(holds);
});

test("of two withdrawals the earlier one counts, whichever was told first", () => {
  const [one, other] = [standing("withdrawn", 1), standing("withdrawn", 2)];
  expect([prevailing(one, other), prevailing(other, one)]).toEqual([one, one]);
});

test("of a withdrawn mention only that something was there is kept, from whom and when", () => {
  const mention = aMention();
  expect(mentionAsItStands(mention, standing("withdrawn", 1))).toEqual({
    ...mention,
    text: "",
    author: { id: "77", handle: null, name: null },
    replyable: false,
    permalink: null,
  });
  expect(mentionAsItStands(mention, standing("hidden", 1))).toEqual(mention);
});
