import { describe, expect, test } from "vitest";
import * as z from "zod";
import { problemLine, readAs } from "../../../infra/words/read-as.ts";
import { unlessObject } from "../../../infra/words/unless-object.ts";

const Mention = z.strictObject(
  {
    text: z.string(),
    category: z.enum(["service", "sales", "chatter"]),
    urgent: z.boolean().default(false),
    followers: z.int().nonnegative().max(9).optional(),
    words: z.array(z.string().min(2)).min(1).optional(),
    createdAt: z.iso.datetime({ offset: true }).optional(),
    share: z.number().gt(0).lt(1).optional(),
    urgency: z.union([z.boolean(), z.enum(["urgent", "normal"])]).optional(),
    when: z
      .union(
        [z.literal("default"), z.strictObject({ teams: z.array(z.string()).optional() })],
        'write conditions, or "default"',
      )
      .optional(),
    place: z
      .discriminatedUnion("kind", [z.object({ kind: z.literal("x") }), z.object({ kind: z.literal("mail") })])
      .optional(),
    hours: z.record(z.iso.date("write a date"), z.number()).optional(),
    answer: z.literal("yes").optional(),
  },
  unlessObject('write a JSON object like {"text":"…"}'),
);

const good = { text: "hello", category: "service" };
const wrongWith = (written: unknown): string => {
  const read = readAs(Mention, written);
  return "problems" in read ? problemLine(read.problems) : "nothing";
};

test("what makes sense is read, with its defaults", () => {
  expect(readAs(Mention, good)).toEqual({ value: { ...good, urgent: false } });
});

describe("what makes no sense says where, and what to write instead", () => {
  test.each([
    [{ text: undefined }, "text: is missing: write a text in quotes here"],
    [{ text: 7 }, "text: write a text in quotes here"],
    [{ category: undefined }, "category: is missing: write one of service, sales, chatter"],
    [{ category: "lunch" }, "category: write one of service, sales, chatter"],
    [{ category: "sevrice" }, "category: write one of service, sales, chatter; did you mean service?"],
    [{ urgent: "yes" }, "urgent: write true or false"],
    [{ followers: 1.5 }, "followers: write a whole number here"],
    [{ followers: -1 }, "followers: write a number from 0 on"],
    [{ followers: 10 }, "followers: write a number up to 9"],
    [{ share: 0 }, "share: write a number above 0"],
    [{ share: 1 }, "share: write a number below 1"],
    [{ words: "hi" }, "words: write a list here, in [ ]"],
    [{ words: [] }, "words: is empty: write at least one here"],
    [{ words: ["hi", "a"] }, "words[1]: write at least 2 letters"],
    [{ createdAt: "2026-02-30T00:00:00Z" }, "createdAt: write an instant like 2026-03-04T09:00:00Z"],
    [{ urgency: 3 }, "urgency: write true or false, or one of urgent, normal"],
    [{ when: "never" }, 'when: write conditions, or "default"'],
    [{ when: { team: [] } }, "when: knows nothing called team: did you mean teams?"],
    [{ when: { teams: [1] } }, 'when: write conditions, or "default"'],
    [{ place: { kind: "fax" } }, "place.kind: write one of x, mail"],
    [{ place: { kind: "mial" } }, "place.kind: write one of x, mail; did you mean mail?"],
    [{ place: {} }, "place.kind: write one of x, mail"],
    [{ hours: { soon: 1 } }, "hours.soon: has a name that makes no sense: write a date"],
    [{ answer: "no" }, 'answer: write "yes"'],
    [{ txet: "hello" }, /^knows nothing called txet: take it out, it knows text, category, urgent, /u],
  ])("%j", (changes, sentence) => {
    expect(wrongWith({ ...good, ...changes })).toMatch(sentence);
  });

  test.each([undefined, null, [], "text"])("%j is no object at all", (written) => {
    expect(wrongWith(written)).toBe('write a JSON object like {"text":"…"}');
  });
});

describe("a key nobody knows is told with the one that was meant, or with all there are", () => {
  const Day = z.strictObject({ fri: z.string().optional(), classification: z.string().optional() });
  test.each([
    [{ clasification: "" }, "knows nothing called clasification: did you mean classification?"],
    [{ friday: "" }, "knows nothing called friday: did you mean fri?"],
    [{ moon: "" }, "knows nothing called moon: take it out, it knows fri, classification"],
    [{ fri: "", friday: "" }, "knows nothing called friday: take it out, it knows fri, classification"],
    [
      { friday: "", moon: "" },
      "knows nothing called friday: did you mean fri?; knows nothing called moon: take it out, it knows fri, classification",
    ],
    [
      { "\u001B[2J": "" },
      String.raw`knows nothing called "\u001b[2J": take it out, it knows fri, classification`,
    ],
  ])("%j", (written, sentence) => {
    const read = readAs(Day, written);
    expect("problems" in read && problemLine(read.problems)).toBe(sentence);
  });
});

test("no sentence repeats a value: it may be a customer's", () => {
  const secret = "somebody's own words";
  for (const changes of [
    { category: secret },
    { urgent: secret },
    { createdAt: secret },
    { urgency: secret },
  ])
    expect(wrongWith({ ...good, ...changes })).not.toContain(secret);
});
