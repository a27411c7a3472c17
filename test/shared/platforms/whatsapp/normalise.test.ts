import { describe, expect, test } from "vitest";
import { brandPhone, normalise } from "../channel.ts";

const metadata = { display_phone_number: "447700900123", phone_number_id: brandPhone };
const body = (value: object, field = "messages") => ({
  object: "whatsapp_business_account",
  entry: [{ id: "1", changes: [{ field, value: { metadata, ...value } }] }],
});
const message = (changes: object = {}) => ({
  from: "447700900501",
  id: "wamid.1",
  timestamp: "1795218062",
  type: "text",
  text: { body: "hello" },
  ...changes,
});
const heard = (changes: object, around: object = {}) =>
  normalise("whatsapp", body({ messages: [message(changes)], ...around }))[0];

test("a message is everything we know of it", () => {
  const contacts = [{ wa_id: "447700900501", profile: { name: "Bronwen", username: "bron" } }];
  expect(heard({ context: { id: "wamid.0" } }, { contacts })).toEqual({
    outcome: "mention",
    mention: {
      id: "whatsapp:wamid.1",
      platform: "whatsapp",
      channelId: "whatsapp",
      kind: "message",
      text: "hello",
      author: { id: "447700900501", handle: "bron", name: "Bronwen" },
      threadId: `${brandPhone}-447700900501`,
      replyTo: "wamid.0",
      createdAt: "2026-11-20T23:41:02.000Z",
      receivedAt: "2026-11-21T00:00:00.000Z",
      revision: 0,
      public: false,
      replyable: true,
      permalink: null,
    },
  });
});

describe("who wrote it", () => {
  const anonymous = { from: undefined };
  test.each([
    { what: "a number and an id of their own: the id", changes: { from_user_id: "GB.1" }, id: "GB.1" },
    { what: "an id in the place of the number", changes: { from: "GB.1" }, id: "GB.1" },
    { what: "only an id", changes: { ...anonymous, from_user_id: "GB.1" }, id: "GB.1" },
    { what: "only a contact's id", changes: anonymous, contacts: [{ user_id: "GB.2" }], id: "GB.2" },
    { what: "only a contact's number", changes: anonymous, contacts: [{ wa_id: "4477" }], id: "4477" },
    { what: "nobody we could name", changes: anonymous, id: "unknown-wamid.1" },
  ])("$what", ({ changes, contacts = [], id }) => {
    expect(heard(changes, { contacts })).toMatchObject({ mention: { author: { id } } });
  });
});

test.each([
  { type: "image", fields: { image: { caption: "this one?" } }, text: "this one?" },
  { type: "document", fields: { document: { filename: "bill.pdf" } }, text: "" },
  { type: "audio", fields: { audio: { voice: true } }, text: "" },
  { type: "button", fields: { button: { text: "Yes", payload: "y" } }, text: "Yes" },
  { type: "interactive", fields: { interactive: { button_reply: { title: "Call me" } } }, text: "Call me" },
  { type: "interactive", fields: { interactive: { list_reply: { title: "Cancel" } } }, text: "Cancel" },
  { type: "order", fields: { order: { text: "as last time" } }, text: "as last time" },
  { type: "location", fields: { location: { name: "Home", address: "2 High St" } }, text: "Home, 2 High St" },
  { type: "unsupported", fields: { errors: [{ code: 131051 }] }, text: "" },
  { type: "kind_of_tomorrow", fields: {}, text: "" },
])("a message of type $type is heard, with the words that came with it", ({ type, fields, text }) => {
  expect(heard({ type, text: undefined, ...fields })).toMatchObject({
    outcome: "mention",
    mention: { text },
  });
});

test.each([
  { type: "reaction", fields: { reaction: { emoji: "👍" } } },
  { type: "reaction", fields: { reaction: {} } },
  { type: "system", fields: { system: { type: "user_changed_number" } } },
  { type: "request_welcome", fields: {} },
])("$type says nothing", ({ type, fields }) => {
  expect(heard({ type, ...fields })).toEqual({ outcome: "ignored", reason: `message ${type}` });
});

test("an edit is a later revision of what it edits, and a revocation takes it back", () => {
  const edit = { original_message_id: "wamid.0", message: { type: "text", text: { body: "hullo" } } };
  expect(heard({ type: "edit", edit, text: undefined })).toMatchObject({
    mention: { id: "whatsapp:wamid.0", text: "hullo", revision: 1_795_218_062 },
  });
  expect(heard({ type: "revoke", revoke: { original_message_id: "wamid.0" } })).toEqual({
    outcome: "withdrawn",
    id: "whatsapp:wamid.0",
    at: "2026-11-20T23:41:02.000Z",
  });
});

test("what the brand writes on its phone is a reply to that person, whichever id it goes by", () => {
  const echo = { ...message(), from: "447700900123", to: "447700900501" };
  const told = (changes: object) =>
    normalise("whatsapp", body({ message_echoes: [{ ...echo, ...changes }] }, "smb_message_echoes"));
  expect(told({})).toMatchObject([
    { outcome: "reply", reply: { toAuthorId: "447700900501", threadId: `${brandPhone}-447700900501` } },
  ]);
  expect(told({ to_user_id: "GB.1" })).toMatchObject([{ reply: { toAuthorId: "GB.1" } }]);
  expect(told({ to: undefined })).toEqual([{ outcome: "ignored", reason: "an echo to nobody" }]);
});

test("one unreadable message of a thousand is set aside alone, with what it shares with the others", () => {
  const messages = Array.from({ length: 1000 }, (_, index) =>
    index === 500 ? { id: "wamid.bad", from: "447700900501" } : message({ id: `wamid.${index}` }),
  );
  const outcomes = normalise("whatsapp", body({ messages, contacts: [{ wa_id: "447700900501" }] }));
  expect(outcomes.filter(({ outcome }) => outcome === "mention")).toHaveLength(999);
  const alone = body({ contacts: [{ wa_id: "447700900501" }], messages: [messages[500]] });
  expect(outcomes[500]).toMatchObject({
    outcome: "unreadable",
    entry: { ...alone, entry: [{ id: "1", changes: alone.entry[0]?.changes }] },
  });
});

test.each([
  { what: "statuses", value: { statuses: [{ status: "read" }] }, reason: "status read" },
  { what: "errors", value: { errors: [{ code: 1 }] }, reason: "an error of the platform" },
  { what: "nothing", value: {}, reason: "a change without messages" },
])("$what are for nobody", ({ value, reason }) => {
  expect(normalise("whatsapp", body(value))).toEqual([{ outcome: "ignored", reason }]);
});
