/** Feeds that are read over real HTTP, from a publisher on loopback that answers as it is told. */
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import { readFeeds } from "../../../functions/read-feeds/read-feeds.ts";
import { outgoingHttp } from "../../../shared/outgoing/outgoing-http.ts";
import type { Reach } from "../../../shared/outgoing/where-to.ts";
import { memoryRosterFeeds } from "../../doubles/memory-roster-feeds.ts";
import { recordedTelemetry } from "../../doubles/recorded-telemetry.ts";
import { settableClock } from "../../doubles/settable-clock.ts";

type Publish = (response: ServerResponse, headers: IncomingHttpHeaders) => void;

const nothing: Publish = (response) => void response.writeHead(404).end();

/** A publisher with one calendar, which is whatever `publish` says next. */
export const aPublisher = async () => {
  const asked: IncomingHttpHeaders[] = [];
  let publish = nothing;
  const server = createServer((request, response) => {
    asked.push(request.headers);
    publish(response, request.headers);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}/private-5ecret/rota.ics`,
    asked,
    publish: (next: Publish) => void (publish = next),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

export const saying =
  (text: string, headers: Record<string, string> = {}): Publish =>
  (response) =>
    void response.writeHead(200, { "content-type": "text/calendar", ...headers }).end(text);

/** One event a responder: from nine to five on 7 January, UTC. */
export const rotaOf = (...titles: readonly string[]): string =>
  [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//A test//EN",
    ...titles.flatMap((title, index) => [
      "BEGIN:VEVENT",
      `UID:${index}`,
      "DTSTART:20260107T090000",
      "DTEND:20260107T170000",
      `SUMMARY:${title}`,
      "END:VEVENT",
    ]),
    "END:VCALENDAR",
    "",
  ].join("\r\n");

type Means = {
  readonly secrets: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly reach?: Reach;
  readonly timeoutMs?: number;
  readonly maxBytes?: number;
};

/** Reads each feed a secret is given for, as on 6 January at noon. */
export const aFeedReader = ({ secrets, reach = "this machine", ...bounds }: Means) => {
  const rosterFeeds = memoryRosterFeeds();
  const telemetry = recordedTelemetry();
  const wallClock = settableClock("2026-01-06T12:00:00Z");
  const filled = new Map(Object.entries(secrets));
  const ports = {
    feeds: Object.keys(secrets).map((name) => ({ name, timeZone: "UTC", secretId: name })),
    responders: [
      { id: "ada", name: "Ada" },
      { id: "ben", name: "Ben" },
    ],
    secrets: { read: async (id: string) => filled.get(id) ?? {} },
    http: outgoingHttp({ reach, ...bounds }),
    rosterFeeds,
    wallClock,
    telemetry,
  };
  return {
    ports,
    rosterFeeds,
    telemetry,
    fill: (name: string, fields: Readonly<Record<string, string>>) => void filled.set(name, fields),
    readAt: async (time: string, changes: Partial<typeof ports> = {}): Promise<void> => {
      wallClock.set(time);
      await readFeeds({ ...ports, ...changes })();
    },
    kept: async (name = "rota") => (await rosterFeeds.load(name)).kept,
  };
};
