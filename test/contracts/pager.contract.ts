import { afterEach, describe, expect, test } from "vitest";
import { PermanentError } from "../../shared/errors.ts";
import type { Pager } from "../../shared/ports/pager.ts";
import { aCustomer, aPage } from "../builders/a-page.ts";

type Played = {
  readonly pager: Pager;
  /** What its destination was sent, decoded as it would read it. */
  readonly read: () => string[];
  /** What the destination answers from now on, one after the other; `hang` is no answer. */
  readonly answer: (
    ...answers: readonly ("hang" | { readonly status: number; readonly retryAfter?: number })[]
  ) => void;
  /** What must be in no error. */
  readonly secrets: readonly string[];
  readonly close: () => Promise<void>;
};

const sentAt = new Date("2026-11-21T10:23:00.000Z");

const failureOf = async (sending: Promise<void>): Promise<Error> => {
  const error: unknown = await sending.then(
    () => new Error("it was taken"),
    (reason: unknown) => reason,
  );
  if (!(error instanceof Error)) throw new TypeError("what it threw is no error");
  return error;
};

/** Everything an error says, its causes included, as a log would have it. */
const saidBy = (error: unknown): string =>
  error instanceof Error ? `${error.message} ${error.stack} ${saidBy(error.cause)}` : String(error);

/** Of the four: a mail or an SMS cannot be taken back, and a chat would be told every count. */
const isToldOf = ({ isChat }: Pager, name: string): number =>
  isChat === true ? 3 : name === "sns" || name === "email" ? 1 : 4;

/** What every pager does, whatever it pages. `play` takes how long it waits for its destination. */
export const pagerContract = (name: string, play: (timeoutMs?: number) => Promise<Played>): void => {
  describe(`a pager (${name})`, () => {
    const closing: (() => Promise<void>)[] = [];
    afterEach(async () => void (await Promise.all(closing.splice(0).map((close) => close()))));
    const played = async (timeoutMs?: number): Promise<Played> => {
      const bench = await play(timeoutMs);
      closing.push(bench.close);
      return bench;
    };

    test("says what is the matter, where to look, and which page it is", async () => {
      const { pager, read } = await played();
      const page = aPage();
      await pager.send(page, sentAt);
      const [message = "", ...others] = read();
      expect(others).toEqual([]);
      for (const said of [page.title, ...page.lines, ...page.links.map(({ url }) => url), page.id])
        expect(message).toContain(said);
    });

    test("says nothing of the customer, whatever it is given", async () => {
      const { pager, read } = await played();
      await pager.send(aPage({ customer: aCustomer }), sentAt);
      expect(read()).toHaveLength(1);
      for (const secret of Object.values(aCustomer)) expect(read()[0]).not.toContain(secret);
    });

    test("takes an update, an acknowledgement and a resolve, if only to do nothing of it", async () => {
      const { pager, read } = await played();
      for (const action of ["trigger", "update", "acknowledge", "resolve"] as const)
        await pager.send(aPage({ action }), sentAt);
      expect(read().length).toBe(isToldOf(pager, name));
    });

    test.each([400, 404])("is not asked again by anybody when its destination says %i", async (status) => {
      const { pager, read, answer } = await played();
      answer({ status });
      expect(await failureOf(pager.send(aPage(), sentAt))).toBeInstanceOf(PermanentError);
      expect(read()).toHaveLength(1);
    });

    test("tries a second time when its destination is broken for a moment", async () => {
      const { pager, read, answer } = await played();
      answer({ status: 503, retryAfter: 0 }, { status: 200 });
      await pager.send(aPage(), sentAt);
      const [first, second, ...more] = read();
      expect(second).toBe(first);
      expect(more).toEqual([]);
    });

    test("gives up after that, so that another destination can be tried, and may be asked again", async () => {
      const { pager, read, answer } = await played();
      answer({ status: 500, retryAfter: 0 });
      const failure = await failureOf(pager.send(aPage(), sentAt));
      expect(failure).not.toBeInstanceOf(PermanentError);
      expect(failure.message).toContain("duty");
      expect(read()).toHaveLength(2);
    });

    test("waits only so long for a destination that does not answer", async () => {
      const { pager, answer } = await played(150);
      answer("hang");
      const failure = await failureOf(pager.send(aPage(), sentAt));
      expect(failure).not.toBeInstanceOf(PermanentError);
      expect(saidBy(failure)).toContain("within 0.15 s");
    });

    test.each(["hang", { status: 400 }, { status: 500, retryAfter: 0 }] as const)(
      "tells no address and no key when it fails (%j)",
      async (misfortune) => {
        const { pager, answer, secrets } = await played(150);
        answer(misfortune);
        const said = saidBy(await failureOf(pager.send(aPage(), sentAt)));
        for (const secret of secrets) expect(said).not.toContain(secret);
      },
    );
  });
};
