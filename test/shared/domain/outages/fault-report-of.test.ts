import { describe, expect, test } from "vitest";
import { faultReportOf } from "../../../../shared/domain/outages/fault-report-of.ts";
import { termsOf } from "../../../../shared/domain/outages/report-terms.ts";
import { reportsFault } from "../../../../shared/domain/outages/reports-fault.ts";
import { aMention } from "../../../builders/a-mention.ts";

test.each([
  ["@brand no internet since ten", true],
  ["your app won't load, stuck at the logo", true],
  ["my card was declined twice", true],
  ["No funciona la aplicación", true],
  ["l’appli ne marche plus", true],
  ["Seit heute früh geht bei mir gar nichts: Störung?", true],
  ["o site está fora do ar", true],
  ["الانترنت مقطوع في الرياض", true],
  ["how do I change my address?", false],
  ["can I have a copy of my invoice", false],
  ["¿cómo cambio mi dirección?", false],
])("%s reports a fault: %s", (text, isFault) => {
  expect(reportsFault(text)).toBe(isFault);
});

describe("two texts speak of the same", () => {
  test.each([
    ["in other cases, accents and numbers", "INTERNET en Málaga 3 días", "internet en malaga"],
    [
      "with other handles, links and hashtags",
      "@brand payments failing https://t.co/a",
      "@you #Payments failing",
    ],
    ["where a script writes no spaces", "インターネットが使えません", "今日インターネットが使えません"],
  ])("%s", (_, one, other) => {
    expect(termsOf(other)).toEqual(expect.arrayContaining(termsOf(one).slice(0, 2)));
  });
});

test("only a service mention that reports a fault and says of what is a report", () => {
  const mention = aMention({ text: "@brand no internet in Leeds" });
  expect(faultReportOf(mention, "service")).toMatchObject({ mentionId: "x:1001", at: mention.createdAt });
  expect(faultReportOf(mention, "chatter")).toBeNull();
  expect(faultReportOf(mention, "sales")).toBeNull();
  expect(faultReportOf(aMention({ text: "@brand broken" }), "service")).toBeNull();
});

test("a report holds nothing that anybody said or is called", () => {
  const mention = aMention({ text: "@brand no internet in Leeds" });
  expect(JSON.stringify(faultReportOf(mention, "service"))).not.toMatch(/internet|leeds|amara|"77"/iu);
});

test("a clock that runs ahead is taken for when we heard", () => {
  const ahead = aMention({ text: "@brand no internet in Leeds", createdAt: "2027-01-01T00:00:00.000Z" });
  expect(faultReportOf(ahead, "service")?.at).toBe(ahead.receivedAt);
});

test.each([
  "\uD800 no internet \uDC00",
  "a".repeat(100_000),
  "no internet ".repeat(10_000),
  "\u0000\u202E",
  "",
])("whatever a stranger writes is read in bounded time, without a throw", (text) => {
  const begins = performance.now();
  expect(termsOf(text).length).toBeLessThan(15);
  expect(typeof reportsFault(text)).toBe("boolean");
  expect(performance.now() - begins).toBeLessThan(250);
});
