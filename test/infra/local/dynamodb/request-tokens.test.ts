import { expect, test, vi } from "vitest";
import { createRequestTokens } from "../../../../infra/local/dynamodb/request-tokens.ts";
import type { AwsAnswer } from "../../../../infra/local/gateway/aws-call.ts";

const answerOf = (status: number): AwsAnswer => ({ status, headers: {}, body: "{}" });
const transaction = (token: string | undefined, pk = "c1") =>
  Buffer.from(
    JSON.stringify({ TransactItems: [{ Delete: { Key: { pk: { S: pk } } } }], ClientRequestToken: token }),
  );
const sender = (...answers: readonly AwsAnswer[]) => {
  const left = [...answers];
  return vi.fn<(body: string | Uint8Array) => Promise<AwsAnswer>>(async () => left.shift() ?? answerOf(200));
};

test("a transaction reaches the engine without its token", async () => {
  const send = sender();
  await createRequestTokens().once(transaction("t1"), send);
  expect(send.mock.calls.map(([body]) => JSON.parse(Buffer.from(body).toString()))).toEqual([
    { TransactItems: [{ Delete: { Key: { pk: { S: "c1" } } } }] },
  ]);
});

test("sent again with its token it happens once, and is answered as the first time", async () => {
  const tokens = createRequestTokens();
  const send = sender({ ...answerOf(200), body: '{"first":true}' });
  await tokens.once(transaction("t1"), send);
  expect(await tokens.once(transaction("t1"), send)).toEqual({ ...answerOf(200), body: '{"first":true}' });
  expect(send).toHaveBeenCalledTimes(1);
});

test("with another token, or none, it happens again", async () => {
  const tokens = createRequestTokens();
  const send = sender();
  for (const token of ["t1", "t2", undefined, undefined]) await tokens.once(transaction(token), send);
  expect(send).toHaveBeenCalledTimes(4);
});

test("what was refused may be tried again", async () => {
  const tokens = createRequestTokens();
  const send = sender(answerOf(400), answerOf(200));
  expect((await tokens.once(transaction("t1"), send)).status).toBe(400);
  expect((await tokens.once(transaction("t1"), send)).status).toBe(200);
});

test("so may what the engine never answered", async () => {
  const tokens = createRequestTokens();
  await expect(
    tokens.once(transaction("t1"), () => Promise.reject(new Error("the line broke"))),
  ).rejects.toThrow("the line broke");
  expect((await tokens.once(transaction("t1"), sender())).status).toBe(200);
});

test("another transaction under the same token is refused", async () => {
  const tokens = createRequestTokens();
  await tokens.once(transaction("t1", "c1"), sender());
  await expect(tokens.once(transaction("t1", "c2"), sender())).rejects.toMatchObject({
    code: "IdempotentParameterMismatchException",
  });
});

test("a second one while the first is under way is refused", async () => {
  const tokens = createRequestTokens();
  const engine = Promise.withResolvers<AwsAnswer>();
  const first = tokens.once(transaction("t1"), () => engine.promise);
  await expect(tokens.once(transaction("t1"), sender())).rejects.toMatchObject({
    code: "TransactionInProgressException",
  });
  engine.resolve(answerOf(200));
  expect((await first).status).toBe(200);
});

test("a token is forgotten ten minutes after its transaction was completed", async () => {
  let now = 0;
  const tokens = createRequestTokens(() => now);
  const send = sender();
  await tokens.once(transaction("t1"), send);
  now = 599_999;
  await tokens.once(transaction("t1"), send);
  expect(send).toHaveBeenCalledTimes(1);
  now = 600_000;
  await tokens.once(transaction("t1"), send);
  expect(send).toHaveBeenCalledTimes(2);
});

test.each(["", "x".repeat(37), 7])("a token such as %o is refused", async (token) => {
  const body = Buffer.from(JSON.stringify({ TransactItems: [], ClientRequestToken: token }));
  await expect(createRequestTokens().once(body, sender())).rejects.toMatchObject({
    code: "ValidationException",
  });
});
