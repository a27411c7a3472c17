import { describe, expect, test } from "vitest";
import { everyChannel } from "../../../functions/reconcile-channel/every-channel.ts";
import { reconcileChannel } from "../../../functions/reconcile-channel/reconcile-channel.ts";
import type { WatchedChannel } from "../../../functions/reconcile-channel/watched-channel.ts";
import { ChannelSilent } from "../../../shared/contracts/channel-silent.ts";
import { ChannelId } from "../../../shared/domain/ids.ts";
import { PlatformRefused } from "../../../shared/platforms/platform-connector.ts";
import { at, aWatch, id, iso, onMeta, paidOnX } from "./a-watch.ts";

test("a channel that is fine is asked once, and left as it is", async () => {
  const { lookAt, connector, memories, intake, events } = aWatch();
  await lookAt("03:00:00");
  expect(connector.asked).toEqual(["inspect"]);
  const looked = { lookedAt: iso("03:00:00"), activeAt: iso("03:00:00"), outage: null };
  expect(await memories.load(id)).toMatchObject(looked);
  expect([...intake, ...events]).toEqual([]);
});

describe("a subscription that died", () => {
  test("is revived, and what X tried to deliver meanwhile is asked for once it has settled", async () => {
    const { lookAt, connector, memories } = aWatch();
    connector.subscription = { ...connector.subscription, state: "invalid" };
    await lookAt("03:00:00");
    expect(connector.asked).toEqual(["inspect", "connect", "inspect"]);
    expect((await memories.load(id)).outage).toMatchObject({ from: iso("02:45:00"), to: iso("03:00:00") });
    await lookAt("03:10:00");
    expect(connector.replays).toEqual([]);
    await lookAt("03:20:00");
    expect(connector.replays).toEqual([{ from: at("02:45:00"), to: at("03:00:00") }]);
    await lookAt("03:30:00");
    expect(connector.replays).toHaveLength(1);
    expect((await memories.load(id)).outage).toBeNull();
  });

  test("on Meta is revived, and what was said meanwhile is read at once, onto the queue of every webhook", async () => {
    const { lookAt, connector, intake, memories } = aWatch({ ability: onMeta, memory: { searchedTo: null } });
    connector.subscription = { ...connector.subscription, state: "missing" };
    connector.missedPosts = [{ body: '{"entry":[1]}', dollars: 0 }];
    await lookAt("03:00:00");
    expect(connector.searches).toEqual([
      {
        since: at("02:43:00"),
        until: at("03:00:00"),
        conversations: [],
        budgetDollars: 0,
        bookmark: null,
      },
    ]);
    expect(intake).toEqual([
      { channelId: "x", receivedAt: iso("03:00:00"), body: '{"entry":[1]}', encoding: "text", part: "1/1" },
    ]);
    expect((await memories.load(id)).outage).toBeNull();
    await lookAt("03:15:00");
    expect(connector.searches).toHaveLength(1);
  });
});

test("webhooks we lost ourselves are asked for again", async () => {
  const { lookAt, connector, heard } = aWatch();
  heard.lost.push(at("02:50:00"));
  await lookAt("03:00:00", "03:15:00", "03:30:00");
  expect(connector.replays).toEqual([{ from: at("02:50:00"), to: at("02:55:00") }]);
});

describe("what X never pushes", () => {
  test("is searched for in the threads that wait, and only what was read is paid", async () => {
    const { lookAt, connector, memories, intake } = aWatch({ ability: paidOnX });
    connector.missedPosts = [{ body: '{"data":1}', dollars: 0.005 }];
    await lookAt("03:00:00");
    expect(connector.searches).toMatchObject([{ conversations: ["1001"], budgetDollars: 0.25 }]);
    expect(intake).toHaveLength(1);
    expect(await memories.load(id)).toMatchObject({
      searchedTo: iso("03:00:00"),
      spent: { dayDollars: 0.005, monthDollars: 0.005 },
    });
  });

  test("without money is not read at all", async () => {
    const { lookAt, connector } = aWatch();
    await lookAt("03:00:00");
    expect(connector.searches).toEqual([]);
  });

  test("where the money did not reach is looked for again from the same place", async () => {
    const { lookAt, connector, memories, telemetry } = aWatch({ ability: paidOnX });
    connector.isComplete = false;
    await lookAt("03:00:00");
    expect(await memories.load(id)).toMatchObject({ searchedTo: iso("02:45:00") });
    expect(telemetry.counts).toMatchObject({ SearchUnfinished: 1 });
  });

  test("and a search that breaks off has spent what it was given: nobody knows better", async () => {
    const { lookAt, connector, memories } = aWatch({ ability: paidOnX });
    connector.breaksOff = new PlatformRefused("limited", "429");
    await lookAt("03:00:00");
    expect(await memories.load(id)).toMatchObject({
      searchedTo: iso("02:45:00"),
      spent: { dayDollars: 0.25 },
      refusal: { reason: "limited" },
    });
  });

  test("what a search leaves unread is in its bookmark, and the next one is given it", async () => {
    const { lookAt, connector, memories } = aWatch({ ability: paidOnX });
    connector.isComplete = false;
    connector.bookmark = "page 2";
    await lookAt("03:00:00");
    expect(await memories.load(id)).toMatchObject({ bookmark: "page 2", searchedTo: iso("03:00:00") });
    await lookAt("03:15:00");
    expect(connector.searches).toMatchObject([{ bookmark: null }, { bookmark: "page 2" }]);
  });

  test("two looks at once spend once", async () => {
    const { ports, channel, connector, telemetry } = aWatch({ ability: paidOnX });
    await Promise.all([1, 2, 3].map(() => reconcileChannel(ports)(channel, at("03:00:00"))));
    expect(connector.searches).toHaveLength(1);
    expect(telemetry.notes.filter(({ event }) => event === "channel.overtaken")).toHaveLength(2);
  });
});

describe("tokens", () => {
  test("that expire soon are refreshed first, stored, and used", async () => {
    const { lookAt, connector, kept } = aWatch();
    connector.subscription = { ...connector.subscription, tokenExpiresAt: iso("03:20:00") };
    await lookAt("03:00:00");
    expect(connector.asked).toEqual(["inspect", "refresh", "inspect"]);
    expect(kept()).toEqual({ accessToken: "token 2" });
  });

  test("that have expired disconnect nobody: they are refreshed, and the platform is asked again", async () => {
    const { lookAt, connector, memories, telemetry } = aWatch({ access: { accessToken: "token 0" } });
    await lookAt("03:00:00");
    expect(connector.asked).toEqual(["inspect", "refresh", "inspect"]);
    expect((await memories.load(id)).refusal).toBeNull();
    expect(telemetry.counts).not.toHaveProperty("ChannelRefused");
  });

  test("are left alone when it is something else that is not taken: the app's own, say", async () => {
    const { lookAt, connector, kept, telemetry } = aWatch();
    connector.refusal = new PlatformRefused("unauthorised", "the app's bearer token is nobody's");
    await lookAt("03:00:00");
    expect(connector.asked).toEqual(["inspect"]);
    expect(kept()).toEqual({ accessToken: "token 1" });
    expect(telemetry.counts).toMatchObject({ ChannelRefused: 1 });
  });

  test("that nobody has filled in yet leave a channel to be listened to alone", async () => {
    const { lookAt, connector, telemetry } = aWatch({ access: {} });
    await lookAt("03:00:00");
    expect(connector.asked).toEqual([]);
    expect(telemetry.notes).toMatchObject([{ event: "channel.not-connected" }]);
  });
});

describe("a platform that refuses", () => {
  test("is told and tried later, and after an hour somebody is called", async () => {
    const { lookAt, connector, memories, telemetry } = aWatch();
    connector.refusal = new PlatformRefused("forbidden", "no");
    await lookAt("03:00:00", "03:04:00", "03:15:00", "03:30:00", "03:45:00");
    expect(telemetry.counts).toMatchObject({ ChannelRefused: 3 });
    expect(telemetry.counts).not.toHaveProperty("ChannelDisconnected");
    await lookAt("04:00:00");
    expect(telemetry.counts).toMatchObject({ ChannelRefused: 4, ChannelDisconnected: 1 });
    connector.refusal = null;
    await lookAt("05:00:00");
    expect((await memories.load(id)).refusal).toBeNull();
  });

  test("and says when is left alone until then", async () => {
    const { lookAt, connector } = aWatch();
    connector.refusal = new PlatformRefused("limited", "429", at("03:40:00"));
    await lookAt("03:00:00");
    connector.refusal = null;
    await lookAt("03:39:00");
    expect(connector.asked).toEqual(["inspect"]);
    await lookAt("03:40:00");
    expect(connector.asked).toEqual(["inspect", "inspect"]);
  });
});

test("a platform that wants to be left alone for a day silences no alarm, and one that says a year is not believed", async () => {
  const { lookAt, connector, memories, telemetry } = aWatch();
  connector.refusal = new PlatformRefused("limited", "429", new Date("2286-11-20T17:46:39Z"));
  await lookAt("03:00:00", "03:45:00");
  expect(telemetry.counts).not.toHaveProperty("ChannelDisconnected");
  await lookAt("04:00:00", "04:15:00");
  expect(connector.asked).toEqual(["inspect"]);
  expect(telemetry.counts).toMatchObject({ ChannelRefused: 1, ChannelDisconnected: 2 });
  const { refusal } = await memories.load(id);
  expect(Date.parse(refusal?.againAt ?? "") - at("03:00:00").getTime()).toBe(24 * 3_600_000);
});

test("a platform whose rate limit is nonsense is asked again as if it had said nothing", async () => {
  const { lookAt, connector, memories } = aWatch();
  connector.refusal = new PlatformRefused("limited", "429", new Date(9_999_999_999_999_000));
  await lookAt("03:00:00");
  expect((await memories.load(id)).refusal).toMatchObject({ againAt: iso("03:05:00") });
});

describe("a silent channel", () => {
  const tenMinutes = 600_000;
  const busyUntil = (last: Date): Date[] =>
    Array.from(
      { length: 28 * 24 * 6 },
      (_, index) => new Date(last.getTime() - index * tenMinutes),
    ).toReversed();

  test("is told once, as an event with what to do and as a count for the alarm", async () => {
    const { lookAt, heard, events, telemetry } = aWatch({ access: {} });
    heard.webhooks = busyUntil(at("01:00:00"));
    heard.handshakes = [at("00:30:00")];
    await lookAt("03:00:00", "03:15:00", "03:30:00");
    expect(
      events.map(({ detailType, detail }) => [detailType, ChannelSilent.detail.parse(detail)]),
    ).toMatchObject([
      [
        "ChannelSilent",
        {
          id: `channel:x:silent:quiet:${iso("01:00:00")}`,
          channelId: "x",
          whatToDo: expect.stringContaining("connect --check"),
        },
      ],
    ]);
    expect(telemetry.counts).toEqual({ ChannelSilent: 1 });
  });

  test("is told although its platform cannot be asked", async () => {
    const { ports, channel, heard, events } = aWatch();
    heard.webhooks = busyUntil(at("01:00:00"));
    await reconcileChannel(ports)({ ...channel, api: null, isChallenged: false }, at("03:00:00"));
    expect(events).toHaveLength(1);
  });
});

test("one poison channel does not stop the others, and is not hidden by them", async () => {
  const { ports, channel, connector } = aWatch();
  const poison = { ...channel, identity: { ...channel.identity, id: ChannelId.parse("poison") } };
  const work = async (one: WatchedChannel, now: Date): Promise<void> => {
    if (one === poison) throw new Error("a bug of ours");
    await reconcileChannel(ports)(one, now);
  };
  const all = everyChannel([poison, channel, poison], ports.telemetry, work)(at("03:00:00"));
  await expect(all).rejects.toThrow("a bug of ours");
  expect(connector.asked).toEqual(["inspect"]);
  expect(ports.telemetry).toMatchObject({ counts: { ReconcileFailed: 2 } });
});
