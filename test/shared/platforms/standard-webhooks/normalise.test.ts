import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import * as z from "zod";
import { PermanentError } from "../../../../shared/errors.ts";
import { Event } from "../../../../shared/platforms/standard-webhooks/payload.ts";
import { normalise } from "../channel.ts";

const folder = `${import.meta.dirname}/../../../../shared/platforms/standard-webhooks`;
const said = { id: "r-1", text: "Two stars.", createdAt: "2026-11-20T23:41:00+01:00", author: { id: "u-1" } };
const told = (type: string, data: object = said) => normalise("standard-webhooks", { type, data });

test("the schema for senders says what the parser asks for", () => {
  const written: unknown = JSON.parse(readFileSync(`${folder}/event.schema.json`, "utf8"));
  expect(written).toEqual(z.toJSONSchema(Event, { io: "input" }));
});

test("the least a sender has to say makes a mention", () => {
  expect(told("mention.created")).toEqual([
    {
      outcome: "mention",
      mention: {
        id: "standard-webhooks:reviews/r-1",
        platform: "standard-webhooks",
        channelId: "reviews",
        kind: "mention",
        text: "Two stars.",
        author: { id: "u-1", handle: null, name: null },
        threadId: "reviews/r-1",
        replyTo: null,
        createdAt: "2026-11-20T22:41:00.000Z",
        receivedAt: "2026-11-21T00:00:00.000Z",
        revision: 0,
        public: true,
        replyable: false,
        permalink: null,
      },
    },
  ]);
});

test.each([
  {
    type: "mention.edited",
    data: said,
    outcome: { mention: { id: "standard-webhooks:reviews/r-1", revision: 1 } },
  },
  {
    type: "mention.created",
    data: { ...said, kind: "review", revision: 7 },
    outcome: { mention: { kind: "review", revision: 7 } },
  },
  {
    type: "reply.created",
    data: { ...said, id: "a-1", threadId: "t-1", replyTo: "r-1", public: false, toAuthorId: "u-1" },
    outcome: {
      outcome: "reply",
      reply: { threadId: "reviews/t-1", replyTo: "reviews/r-1", toAuthorId: "u-1", public: false },
    },
  },
  {
    type: "message.withdrawn",
    data: { id: "r-1", at: "2026-11-21T00:00:00Z" },
    outcome: { outcome: "withdrawn", id: "standard-webhooks:reviews/r-1", at: "2026-11-21T00:00:00.000Z" },
  },
  { type: "message.hidden", data: { id: "r-1", at: "2026-11-21T00:00:00Z" }, outcome: { outcome: "hidden" } },
  { type: "poll.closed", data: {}, outcome: { outcome: "ignored", reason: "event type poll.closed" } },
  {
    type: "mention.created",
    data: { ...said, id: "with blanks" },
    outcome: { outcome: "unreadable", reason: "data.id: invalid_format" },
  },
  { type: "mention.created", data: { ...said, createdAt: "yesterday" }, outcome: { outcome: "unreadable" } },
])("$type is read as it says", ({ type, data, outcome }) => {
  expect(told(type, data)).toMatchObject([outcome]);
});

test("two channels may number alike and never meet", () => {
  const body = { type: "mention.created", data: said };
  const [here] = normalise("standard-webhooks", body);
  const [there] = normalise("standard-webhooks", body, { id: z.string().brand("ChannelId").parse("forum") });
  expect(there).toMatchObject({ mention: { id: "standard-webhooks:forum/r-1" } });
  expect(here).not.toEqual(there);
});

test.each([{ body: {} }, { body: null }, { body: [{ type: 5 }] }])(
  "$body is no event of ours",
  ({ body }) => {
    expect(() => normalise("standard-webhooks", body)).toThrow(PermanentError);
  },
);

test("what a machine of the brand's says answers nobody", () => {
  const { author: _, ...reply } = { ...said, replyTo: "r-0" };
  expect(told("reply.created", { ...reply, automatic: true })).toEqual([
    { outcome: "ignored", reason: "an automatic reply" },
  ]);
  expect(told("reply.created", reply)).toMatchObject([{ outcome: "reply" }]);
});
