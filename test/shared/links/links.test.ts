import { createHmac } from "node:crypto";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ConversationId, ResponderId } from "../../../shared/domain/ids.ts";
import type { Link } from "../../../shared/links/link.ts";
import { signLink } from "../../../shared/links/sign-link.ts";
import { verifyLink } from "../../../shared/links/verify-link.ts";
import { aLink } from "../../builders/a-link.ts";

const now = new Date("2026-11-21T10:20:00Z");
const secret = "the secret of these tests";
const token = signLink(aLink(), secret);

/** What somebody without our secrets, or with one, might put there. */
const signedText = (payload: string): string =>
  `${payload}.${createHmac("sha256", secret).update(payload).digest("base64url")}`;

describe("a link", () => {
  test("is what was signed", () => {
    expect(verifyLink(token, [secret], now)).toEqual({ kind: "link", link: aLink() });
  });

  test.each([
    ["by the secret before", ["a newer one", secret], "link"],
    ["by a secret that was forgotten", ["a newer one", "a new one"], "forged"],
    ["where there is no secret at all", [], "forged"],
  ])("signed %s", (_, secrets, kind) => {
    expect(verifyLink(token, secrets, now).kind).toBe(kind);
  });

  test.each([
    ["2026-11-21T11:59:59.999Z", "link"],
    ["2026-11-21T12:00:00.000Z", "expired"],
    ["2027-11-21T00:00:00.000Z", "expired"],
  ])("at %s is %s, and says whose it is all the same", (at, kind) => {
    expect(verifyLink(token, [secret], new Date(at))).toEqual({ kind, link: aLink() });
  });

  test("fits an SMS and any chat, for the longest ids there are", () => {
    const conversationId = ConversationId.parse(
      "facebook:109876543210987_122123456789012345:9876543210987654",
    );
    const long = { conversationId, pageId: `${conversationId}:1234:0`, linkId: "x".repeat(22) };
    const responder = ResponderId.parse("maximilian-von-der-nachtschicht");
    expect(signLink(aLink({ ...long, responder }), secret).length).toBeLessThanOrEqual(300);
    expect(token).toMatch(/^1\.[\w-]+\.[\w-]{43}$/u);
  });

  test("is not signed with nothing", () => {
    expect(() => signLink(aLink(), "")).toThrow("anybody could sign with it");
  });
});

describe("is forged", () => {
  const [version, payload = "", signature = ""] = token.split(".");
  const other = signLink(aLink({ linkId: "link-2" }), secret).split(".");
  test.each([
    ["nothing", ""],
    ["a word", "hello"],
    ["only dots", "..."],
    ["another link under this signature", `${version}.${other[1]}.${signature}`],
    ["this link under another's signature", `${version}.${payload}.${other[2]}`],
    ["another layout under this signature", `2.${payload}.${signature}`],
    ["a signature cut short", token.slice(0, -1)],
    ["a signature with padding", `${token}=`],
    ["something behind it", `${token}.${signature}`],
    ["10,000 letters", "a".repeat(10_000)],
  ])("%s", (_, given) => {
    expect(verifyLink(given, [secret], now)).toEqual({ kind: "forged" });
  });
});

test("what our own secret signed and no version of us wrote is an error, not a link", () => {
  expect(() => verifyLink(signedText("2.e30"), [secret], now)).toThrow("layout 2");
  expect(() => verifyLink(signedText("1.e30"), [secret], now)).toThrow("expected tuple");
});

const anyId = fc.string({ minLength: 1, unit: "grapheme" });
const anyLink: fc.Arbitrary<Link> = fc
  .record({ conversationId: anyId, pageId: anyId, page: anyId, seconds: fc.nat(), linkId: anyId })
  .chain(({ conversationId, pageId, page, seconds, linkId }) =>
    fc.constantFrom(pageId, `${conversationId}${page}`, conversationId).map((chosen) => ({
      conversationId: ConversationId.parse(conversationId),
      pageId: chosen,
      responder: ResponderId.parse("ada"),
      expiresAt: new Date(seconds * 1000),
      linkId,
    })),
  );

test("whatever is signed comes back whole, and with any other letter in it not at all", () => {
  fc.assert(
    fc.property(anyLink, fc.nat(), (link, place) => {
      const signed = signLink(link, secret);
      expect(verifyLink(signed, [secret], new Date(0))).toMatchObject({ link });
      const at = place % signed.length;
      const changed = signed.slice(0, at) + (signed[at] === "A" ? "B" : "A") + signed.slice(at + 1);
      expect(verifyLink(changed, [secret], new Date(0))).toEqual({ kind: "forged" });
    }),
  );
});
