import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { destinationSecretFields } from "../../../shared/config/destination-secret-fields.ts";
import { PermanentError } from "../../../shared/errors.ts";
import { linkToPost } from "../../../shared/domain/pages/link-to-post.ts";
import { aboutConversation, aCustomer, aPage } from "../../builders/a-page.ts";
import { pagerContract } from "../../contracts/pager.contract.ts";
import { startPagerBench, type PagerBench, type PagerKind } from "./pager-bench.ts";
import type { Received } from "./recording-server.ts";

const kinds: readonly PagerKind[] = ["webhook", "slack", "teams", "pagerduty", "sns", "email"];
const sentAt = new Date("2026-11-21T10:23:00.000Z");

/** What its destination would read: every text of the body, as it was before it was packed. */
const readable = (kind: PagerKind, { body }: Received): string => {
  if (kind === "sns") return textsOf(JSON.parse(new URLSearchParams(body).get("Message") ?? "")).join("\n");
  return textsOf(JSON.parse(body)).join("\n").replaceAll("&amp;", "&");
};

const textsOf = (value: unknown): string[] => {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsOf) : [];
};

for (const kind of kinds)
  pagerContract(kind, async (timeoutMs) => {
    const bench = await startPagerBench(kind, timeoutMs === undefined ? {} : { timeoutMs });
    return {
      ...bench,
      read: () => bench.received.map((one) => readable(kind, one)),
      answer: (...answers) =>
        bench.answer(
          ...answers.map((answer) =>
            answer === "hang"
              ? answer
              : {
                  status: answer.status,
                  headers:
                    answer.retryAfter === undefined ? {} : { "retry-after": String(answer.retryAfter) },
                  body: answer.status === 200 ? bodyOfTaken(kind) : "",
                },
          ),
        ),
    };
  });

/** AWS's clients read what they are answered; the others do not. */
const bodyOfTaken = (kind: PagerKind): string =>
  kind === "sns" ? "<PublishResponse><PublishResult/></PublishResponse>" : "{}";

const using = async (bench: PagerBench, work: (bench: PagerBench) => Promise<void>): Promise<void> => {
  try {
    await work(bench);
  } finally {
    await bench.close();
  }
};

describe.each(kinds.filter((kind) => destinationSecretFields[kind].length > 0))(
  "%s, which has a secret",
  (kind) => {
    test("that nobody filled in says which destination it belongs to, and calls nobody", async () => {
      await using(await startPagerBench(kind, { fields: {} }), async ({ pager, received }) => {
        const failure = pager.send(aPage(), sentAt);
        await expect(failure).rejects.toThrow("the secret of duty is not filled in");
        await expect(failure).rejects.toBeInstanceOf(PermanentError);
        expect(received).toEqual([]);
      });
    });
  },
);

describe.each(kinds.filter((kind) => kind !== "sns"))("%s, which was told to show the customer", (kind) => {
  test("says what they wrote and are called, with what they should not have said in public covered", async () => {
    await using(await startPagerBench(kind, { showsCustomer: true }), async ({ pager, received }) => {
      const text = "my card is 4111 1111 1111 1111";
      await pager.send(aPage({ customer: { ...aCustomer, text } }), sentAt);
      const message = received.map((one) => readable(kind, one)).join("");
      for (const said of [aCustomer.name, aCustomer.handle, "my card is [card]"])
        expect(message).toContain(said);
    });
  });
});

test("of a long text the beginning is shown", async () => {
  await using(await startPagerBench("email", { showsCustomer: true }), async ({ pager, received }) => {
    await pager.send(aPage({ customer: { ...aCustomer, text: `${"a".repeat(499)}👋 and more` } }), sentAt);
    expect(received.map((one) => readable("email", one)).join("")).toContain(`${"a".repeat(499)}…`);
  });
});

test("no page says anything a customer wrote or is called, to a destination that was not told to show it", async () => {
  const said = fc.string({ unit: "grapheme", minLength: 1, maxLength: 30 }).map((text) => `qzj${text}jzq`);
  const benches = await Promise.all(kinds.map((kind) => startPagerBench(kind)));
  try {
    await fc.assert(
      fc.asyncProperty(said, said, said, async (text, name, handle) => {
        const permalink = linkToPost({
          permalink: `https://reviews.example/by/${encodeURIComponent(handle)}?name=${encodeURIComponent(name)}`,
          author: { name, handle },
        });
        const about = aboutConversation({ permalink });
        await Promise.all(
          benches.map(({ pager }) => pager.send(aPage({ about, customer: { text, name, handle } }), sentAt)),
        );
        for (const { received } of benches)
          expect(decodeURIComponent(received.at(-1)?.body.replaceAll("+", " ") ?? "")).not.toContain("qzj");
      }),
      { numRuns: 30 },
    );
    expect(benches.map(({ received }) => received.length)).toEqual(
      kinds.map(() => benches[0]?.received.length),
    );
  } finally {
    await Promise.all(benches.map(({ close }) => close()));
  }
});
