import { afterEach, describe, expect, test } from "vitest";
import { mostShifts } from "../../../shared/domain/roster/kept-feed.ts";
import { aFeedReader, aPublisher, rotaOf, saying } from "./a-feed-reader.ts";

const closing: (() => Promise<void>)[] = [];
afterEach(async () => void (await Promise.all(closing.splice(0).map((close) => close()))));

/** A publisher, and whoever reads it. */
const aRota = async (bounds: { readonly timeoutMs?: number; readonly maxBytes?: number } = {}) => {
  const publisher = await aPublisher();
  closing.push(publisher.close);
  return { publisher, reader: aFeedReader({ secrets: { rota: { url: publisher.url } }, ...bounds }) };
};
const noon = "2026-01-06T12:00:00.000Z";
const quarterPast = "2026-01-06T12:15:00.000Z";
const ninesToFive = (responder: string) => ({
  responder,
  from: "2026-01-07T09:00:00.000Z",
  to: "2026-01-07T17:00:00.000Z",
});

test("a calendar's shifts are kept, with how far they are known and which edition they are of", async () => {
  const { publisher, reader } = await aRota();
  publisher.publish(saying(rotaOf("Ada", "Ben"), { etag: '"one"' }));
  await reader.readAt(noon);
  expect(await reader.kept()).toEqual({
    read: {
      at: noon,
      until: "2026-03-07T12:00:00.000Z",
      shifts: [ninesToFive("ada"), ninesToFive("ben")],
      unread: 0,
      firstUnread: null,
      etag: '"one"',
      readWith: expect.stringMatching(/^.{22}$/u),
    },
    failing: null,
  });
  expect(reader.telemetry.counts).toMatchObject({ FeedRead: 1 });
});

test("what changed in the calendar is known with the next reading", async () => {
  const { publisher, reader } = await aRota();
  publisher.publish(saying(rotaOf("Ada")));
  await reader.readAt(noon);
  publisher.publish(saying(rotaOf("Ben")));
  await reader.readAt(quarterPast);
  expect((await reader.kept()).read).toMatchObject({ at: quarterPast, shifts: [ninesToFive("ben")] });
});

type Publisher = Awaited<ReturnType<typeof aPublisher>>;

const unlessKnown = (publisher: Publisher) =>
  publisher.publish((response, { "if-none-match": known }) =>
    known === '"one"'
      ? void response.writeHead(304).end()
      : saying(rotaOf("Ada"), { etag: '"one"' })(response, {}),
  );
const askedFor = ({ asked }: Publisher) => asked.map((headers) => headers["if-none-match"] ?? "all of it");

describe("an edition that is known already", () => {
  test("is not sent again, and as fresh as if it were", async () => {
    const { publisher, reader } = await aRota();
    unlessKnown(publisher);
    await reader.readAt(noon);
    await reader.readAt(quarterPast);
    expect(askedFor(publisher)).toEqual(["all of it", '"one"']);
    expect(await reader.kept()).toMatchObject({
      read: { at: quarterPast, shifts: [ninesToFive("ada")] },
      failing: null,
    });
  });

  test("is read whole once a day all the same: what was known of it ends some day", async () => {
    const { publisher, reader } = await aRota();
    unlessKnown(publisher);
    await reader.readAt(noon);
    await reader.readAt("2026-01-07T11:45:00Z");
    await reader.readAt("2026-01-07T12:00:00Z");
    expect(askedFor(publisher)).toEqual(["all of it", '"one"', "all of it"]);
    expect((await reader.kept()).read?.until).toBe("2026-03-08T12:00:00.000Z");
  });

  test("is read whole with other people, and from another address", async () => {
    const { publisher, reader } = await aRota();
    unlessKnown(publisher);
    await reader.readAt(noon);
    await reader.readAt(quarterPast, { responders: [{ id: "ada", name: "Ada" }] });
    reader.fill("rota", { url: `${publisher.url}?other` });
    await reader.readAt("2026-01-06T12:30:00Z");
    expect(askedFor(publisher)).toEqual(["all of it", "all of it", "all of it"]);
  });

  test("that nobody asked about is a mistake of the publisher's", async () => {
    const { publisher, reader } = await aRota();
    publisher.publish((response) => void response.writeHead(304).end());
    await reader.readAt(noon);
    expect((await reader.kept()).failing?.because).toMatch(/^answered 304/u);
  });
});

const manyDays = (titles: readonly string[], count: number) =>
  rotaOf(...titles).replaceAll("SUMMARY", `RRULE:FREQ=HOURLY;COUNT=${count}\r\nSUMMARY`);

describe("last known shifts stay, and it is told since when and why, where", () => {
  test.each<[string, RegExp, Parameters<Publisher["publish"]>[0]]>([
    ["it is gone", /^answered 404$/u, (response) => void response.writeHead(404).end()],
    ["its publisher is broken", /^answered 500$/u, (response) => void response.writeHead(500).end()],
    [
      "it has moved",
      /^answered 302, and nobody follows it elsewhere$/u,
      (response) => void response.writeHead(302, { location: "/elsewhere.ics" }).end(),
    ],
    ["it is a page to sign in on", /iCal/u, saying("<!doctype html><title>Sign in</title>")],
    ["it is empty", /iCal/u, saying("")],
    ["it is cut off, and says so", /iCal/u, saying(rotaOf("Ada").slice(0, 120))],
    ["it is huge", /longer than is read/u, saying(rotaOf("Ada").padEnd(200_000, " \r\n"))],
    [
      "it never ends",
      /longer than is read/u,
      (response) => {
        const pour = (): void => void (response.destroyed || response.write("x".repeat(10_000), pour));
        pour();
      },
    ],
    [
      "it breaks off midway",
      /broke off midway/u,
      (response) => {
        response.writeHead(200, { "content-length": "9999" }).write(rotaOf("Ada").slice(0, 50));
        setImmediate(() => response.destroy());
      },
    ],
    ["its publisher is slow", /^no answer within 0\.4 s$/u, () => {}],
    [
      "its publisher is slow in the middle",
      /broke off midway/u,
      (response) => void response.writeHead(200).write(rotaOf("Ada").slice(0, 50)),
    ],
    ["nobody answers", /could not be reached \(ECONNRESET\)/u, (response) => void response.destroy()],
    [
      "it has more shifts than are kept",
      new RegExp(`no more than ${mostShifts} are kept`, "u"),
      saying(manyDays(["Ada", "Ben"], 1100)),
    ],
  ])("%s", async (_, because, publish) => {
    const { publisher, reader } = await aRota({ timeoutMs: 400, maxBytes: 100_000 });
    publisher.publish(saying(rotaOf("Ada"), { etag: '"one"' }));
    await reader.readAt(noon);
    const before = await reader.kept();
    publisher.publish(publish);
    await reader.readAt(quarterPast);
    const { read, failing } = await reader.kept();
    expect(read).toEqual(before.read);
    expect(failing).toEqual({ since: quarterPast, because: expect.stringMatching(because) });
    expect(reader.telemetry.counts).toMatchObject({ FeedRead: 1, FeedUnread: 1 });
    expect(JSON.stringify(reader.telemetry)).not.toContain("5ecret");
  });
});

test("a feed that can be read again is, and nothing is told of it any more", async () => {
  const { publisher, reader } = await aRota();
  await reader.readAt(noon);
  expect(await reader.kept()).toEqual({ read: null, failing: { since: noon, because: "answered 404" } });
  publisher.publish(saying(rotaOf("Ben")));
  await reader.readAt(quarterPast);
  expect(await reader.kept()).toMatchObject({ read: { shifts: [ninesToFive("ben")] }, failing: null });
});

test("an event that names nobody we know puts nobody on call, and the others do", async () => {
  const { publisher, reader } = await aRota();
  publisher.publish(saying(rotaOf("Ada", "Zoe", "Quiz night")));
  await reader.readAt(noon);
  expect((await reader.kept()).read).toMatchObject({
    shifts: [ninesToFive("ada")],
    unread: 2,
    firstUnread: expect.stringMatching(/^line \d+: "Zoe" names nobody who is known/u),
  });
  expect(reader.telemetry.counts).toMatchObject({ FeedEventsUnread: 2 });
  expect(JSON.stringify(reader.telemetry)).not.toContain("Zoe");
});

test("somebody who was on call last week and has left is no trouble, but in their shifts to come", async () => {
  const { publisher, reader } = await aRota();
  publisher.publish(saying(rotaOf("Ada", "Zoe")));
  await reader.readAt("2026-01-07T18:00:00Z");
  expect((await reader.kept()).read).toMatchObject({ shifts: [ninesToFive("ada")], unread: 0 });
});

const reading = async (fields: Readonly<Record<string, string>>) => {
  const reader = aFeedReader({ secrets: { rota: fields }, reach: "public" });
  await reader.readAt(noon);
  return (await reader.kept()).failing?.because;
};

describe("where an address leads", () => {
  test.each([
    ["https://127.0.0.1/rota.ics", "the address is no public address"],
    ["https://169.254.169.254/latest/meta-data/", "the address is no public address"],
    ["webcal://10.0.0.1/rota.ics", "the address is no public address"],
    ["http://calendar.example/rota.ics", "the address is not https"],
    ["https://calendar.example:8443/rota.ics", "the address names a port: https has its own, 443"],
    ["rota.ics", "the address is no URL"],
  ])("%s is refused where it is deployed: %s", async (url, because) => {
    expect(await reading({ url })).toBe(because);
  });

  test("a secret nobody has filled in is told as one", async () => {
    expect(await reading({})).toBe("its secret is not filled in");
  });
});

test("one feed's trouble leaves the others alone, and what nobody expected fails the run", async () => {
  const { publisher } = await aRota();
  publisher.publish(saying(rotaOf("Ada")));
  const reader = aFeedReader({
    secrets: { gone: { url: "http://127.0.0.1:1/" }, locked: {}, rota: { url: publisher.url } },
  });
  const secrets = {
    read: async (id: string) => {
      if (id === "locked") throw new Error("access denied");
      return reader.ports.secrets.read(id);
    },
  };
  await expect(reader.readAt(noon, { secrets })).rejects.toThrow("access denied");
  expect((await reader.kept("gone")).failing?.because).toContain("could not be reached");
  expect((await reader.kept("rota")).read?.shifts).toEqual([ninesToFive("ada")]);
});

test("of two who read at once, one is kept", async () => {
  const { publisher, reader } = await aRota();
  publisher.publish(saying(rotaOf("Ada")));
  await Promise.all([reader.readAt(noon), reader.readAt(noon)]);
  expect(await reader.rosterFeeds.load("rota")).toMatchObject({ version: 1, kept: { failing: null } });
});
