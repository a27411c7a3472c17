/**
 * A transaction sent twice with one ClientRequestToken happens once, for ten minutes after it was completed: that is what
 * a client counts on that never heard the first answer. Every SDK sends one with every transaction.
 *
 * The engine keeps tokens too, and looks at each of the last ten minutes' with every transaction, so that each is slower
 * than the one before: twice as slow after ten thousand. So it is shown none, and they are kept here.
 */
import { createHash } from "node:crypto";
import * as z from "zod";
import type { AwsAnswer } from "../gateway/aws-call.ts";
import { AwsError } from "../gateway/aws-error.ts";
import { jsonBody } from "../gateway/json-body.ts";

const keptMilliseconds = 600_000;

const Transaction = z.looseObject({ ClientRequestToken: z.string().min(1).max(36).optional() });

type Send = (body: string | Uint8Array) => Promise<AwsAnswer>;
type Completed = { readonly asked: string; readonly answer: AwsAnswer; readonly at: number };

export type RequestTokens = {
  /** Sends a TransactWriteItems without its token, or answers as the first of that token was answered. */
  readonly once: (body: Uint8Array, send: Send) => Promise<AwsAnswer>;
};

export const createRequestTokens = (now: () => number = Date.now): RequestTokens => {
  /** The oldest first. */
  const completed = new Map<string, Completed>();
  const underWay = new Set<string>();

  const forgetOld = (): void => {
    for (const [token, { at }] of completed) {
      if (now() - at < keptMilliseconds) return;
      completed.delete(token);
    }
  };

  return {
    once: async (body, send) => {
      const { ClientRequestToken: token, ...transaction } = readTransaction(body);
      if (token === undefined) return send(body);
      const bare = JSON.stringify(transaction);
      const asked = createHash("sha256").update(bare).digest("base64");
      forgetOld();
      const before = completed.get(token);
      if (before !== undefined && before.asked !== asked) throw otherTransaction();
      if (before !== undefined) return before.answer;
      if (underWay.has(token)) throw stillUnderWay();
      underWay.add(token);
      try {
        const answer = await send(bare);
        if (answer.status === 200) completed.set(token, { asked, answer, at: now() });
        return answer;
      } finally {
        underWay.delete(token);
      }
    },
  };
};

const readTransaction = (body: Uint8Array): z.infer<typeof Transaction> => {
  const { data, error } = Transaction.safeParse(jsonBody(body));
  if (error === undefined) return data;
  throw new AwsError({
    code: "ValidationException",
    message: "1 validation error detected: clientRequestToken must be a text of 1 to 36 characters",
  });
};

const otherTransaction = (): AwsError =>
  new AwsError({
    code: "IdempotentParameterMismatchException",
    message: "This ClientRequestToken was used for another transaction within the last ten minutes",
  });

const stillUnderWay = (): AwsError =>
  new AwsError({
    code: "TransactionInProgressException",
    message: "The transaction of this ClientRequestToken is still under way",
  });
