import { expect, test } from "vitest";
import { ChannelId } from "../../../shared/domain/ids.ts";
import { withoutBots } from "../../../shared/platforms/without-bots.ts";
import { aMention } from "../../builders/a-mention.ts";
import { aReply } from "../../builders/a-reply.ts";

const channel = { id: ChannelId.parse("x"), account: "1", bots: ["88", "Price_Robot"] };
const by = (id: string, handle: string | null) =>
  ({ outcome: "mention", mention: aMention({ author: { id, handle, name: null } }) }) as const;

test.each([
  { what: "its id", outcome: by("88", null) },
  { what: "its handle, however it is written", outcome: by("99", "price_robot") },
])("a machine is known by $what, and ignored with a reason", ({ outcome }) => {
  expect(withoutBots(outcome, channel)).toEqual({
    outcome: "ignored",
    reason: "a bot of this channel's list",
  });
});

test("people, and the brand itself, are heard", () => {
  const reply = { outcome: "reply", reply: aReply() } as const;
  expect(withoutBots(by("77", "amara"), channel)).toEqual(by("77", "amara"));
  expect(withoutBots(reply, channel)).toBe(reply);
});
