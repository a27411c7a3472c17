import { describe, expect, test } from "vitest";
import { ChannelId } from "../../shared/domain/ids.ts";
import type { RefreshLeases } from "../../shared/ports/refresh-leases.ts";

/** What every RefreshLeases must do. `fresh` gives one nobody has taken anything from. */
export const refreshLeasesContract = (name: string, fresh: () => Promise<RefreshLeases>): void => {
  const start = Date.parse("2026-11-21T03:00:00Z");
  const lease = (holder: string, spends = "first tokens", afterSeconds = 0) => ({
    channelId: ChannelId.parse("x"),
    holder,
    spends,
    now: new Date(start + afterSeconds * 1000),
    until: new Date(start + (afterSeconds + 60) * 1000),
  });
  const taken = { kind: "taken", isAbandoned: false };
  const held = { kind: "held" };

  describe(`a refresh lease (${name})`, () => {
    test("is held by one of many who want it at once", async () => {
      const leases = await fresh();
      const takes = Array.from({ length: 10 }, (_, index) => leases.take(lease(`holder ${index}`)));
      const kinds = (await Promise.all(takes)).map(({ kind }) => kind);
      expect(kinds.filter((kind) => kind === "taken")).toHaveLength(1);
    });

    test("is free again once it is given back, for whoever has other tokens to spend", async () => {
      const leases = await fresh();
      expect(await leases.take(lease("one"))).toEqual(taken);
      expect(await leases.take(lease("two", "second tokens"))).toEqual(held);
      await leases.giveBack({ ...lease("one"), wasSpent: true });
      expect(await leases.take(lease("two"))).toEqual(held);
      expect(await leases.take(lease("two", "second tokens"))).toEqual(taken);
    });

    test("is free for the same tokens where they were not spent", async () => {
      const leases = await fresh();
      await leases.take(lease("one"));
      await leases.giveBack({ ...lease("one"), wasSpent: false });
      expect(await leases.take(lease("two"))).toEqual(taken);
    });

    test("whose holder never came back can be taken when it has expired, and says so", async () => {
      const leases = await fresh();
      await leases.take(lease("one"));
      expect(await leases.take(lease("two", "first tokens", 59))).toEqual(held);
      expect(await leases.take(lease("two", "first tokens", 60))).toEqual({
        kind: "taken",
        isAbandoned: true,
      });
    });

    test("that has passed to another is not given back by the one before", async () => {
      const leases = await fresh();
      await leases.take(lease("one"));
      await leases.take(lease("two", "first tokens", 60));
      await leases.giveBack({ ...lease("one"), wasSpent: true });
      expect(await leases.take(lease("three", "second tokens", 61))).toEqual(held);
    });
  });
};
