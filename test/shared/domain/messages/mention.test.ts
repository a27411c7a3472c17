import { expect, test } from "vitest";
import { conversationIdOf } from "../../../../shared/domain/messages/mention.ts";
import { opaque } from "../../../../shared/domain/opaque.ts";

const author = { id: "447700900501" };

test("where people go by a number, a conversation's id names the thread and the author", () => {
  expect(conversationIdOf({ platform: "x", threadId: "1001", author: { id: "77" } })).toBe("x:1001:77");
});

test.each(["whatsapp", "threads", "instagram", "standard-webhooks"] as const)(
  "on %s it shows neither a phone number nor a handle, and is the same every time",
  (platform) => {
    const id = conversationIdOf({ platform, threadId: "106-447700900501", author });
    expect(id).toMatch(new RegExp(`^${platform}:[0-9a-f]{32}$`, "u"));
    expect(conversationIdOf({ platform, threadId: "106-447700900501", author })).toBe(id);
    expect(conversationIdOf({ platform, threadId: "107-447700900501", author })).not.toBe(id);
  },
);

test("the published vectors of FNV-1a", () => {
  expect(opaque("")).toBe("6c62272e07bb014262b821756295c58d");
  expect(opaque("a")).toBe("d228cb696f1a8caf78912b704e4a8964");
});
