import { createServer } from "node:http";
import { afterEach, expect, test } from "vitest";
import { startPageReceiver, type ReceivedPage } from "../../../infra/start/page-receiver.ts";
import { PageMessage } from "../../../shared/contracts/page.ts";
import { PermanentError } from "../../../shared/errors.ts";
import { webhookPager } from "../../../shared/pagers/webhook-pager.ts";

const signingSecret = `whsec_${Buffer.alloc(24, 7).toString("base64")}`;

const page = PageMessage.parse({
  id: "x:1001:77:2:0",
  reason: "deadline-breached",
  team: "service",
  urgent: true,
  priority: { total: 40, parts: [{ name: "category", points: 40, because: "needs help" }] },
  category: "service",
  platform: "x",
  channelId: "x",
  conversationId: "x:1001:77",
  waitingSince: "2026-11-21T10:00:00.000Z",
  dueAt: "2026-11-21T10:15:00.000Z",
  permalink: "https://x.com/amara/status/1001",
});

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

const pagerTo = (fields: Record<string, string>) =>
  webhookPager({
    destination: "duty",
    secretId: "duty",
    secrets: { read: async () => [fields] },
  });

const receiver = async (secret = signingSecret) => {
  const received: ReceivedPage[] = [];
  const phone = await startPageReceiver(secret, (arrived) => received.push(arrived));
  closing.push(phone.close);
  return { received, url: phone.url };
};

const answering = async (status: number, headers: Record<string, string> = {}): Promise<string> => {
  const server = createServer((_, response) => response.writeHead(status, headers).end());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(async () => void server.close());
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}/`;
};

test("a page arrives signed, whole, and under its own id", async () => {
  const { received, url } = await receiver();
  await pagerTo({ url, signingSecret }).send(page, new Date());
  expect(received).toEqual([{ page, repeated: false }]);
});

test("a page that is sent twice is known as one by its id", async () => {
  const { received, url } = await receiver();
  const pager = pagerTo({ url, signingSecret });
  await pager.send(page, new Date());
  await pager.send(page, new Date());
  expect(received.map(({ repeated }) => repeated)).toEqual([false, true]);
});

test("a destination that does not know our signature takes nothing", async () => {
  const { received, url } = await receiver(`whsec_${Buffer.alloc(24, 8).toString("base64")}`);
  await expect(pagerTo({ url, signingSecret }).send(page, new Date())).rejects.toThrow("duty answered 401");
  expect(received).toEqual([]);
});

test("a destination refuses what says it was sent minutes ago: it might be a copy somebody kept", async () => {
  const { received, url } = await receiver();
  const failure = pagerTo({ url, signingSecret }).send(page, new Date(Date.now() - 600_000));
  await expect(failure).rejects.toThrow("duty answered 401");
  expect(received).toEqual([]);
});

test.each([429, 500, 503])("an answer of %i is a failure to try again", async (status) => {
  const url = await answering(status);
  const failure = pagerTo({ url, signingSecret }).send(page, new Date());
  await expect(failure).rejects.toThrow(`duty answered ${status}`);
  await expect(failure).rejects.not.toBeInstanceOf(PermanentError);
});

test("a redirect is not followed", async () => {
  const { received, url } = await receiver();
  await expect(
    pagerTo({ url: await answering(307, { location: url }), signingSecret }).send(page, new Date()),
  ).rejects.toThrow("fetch failed");
  expect(received).toEqual([]);
});

test("a secret that is not filled in says which destination it belongs to", async () => {
  await expect(pagerTo({}).send(page, new Date())).rejects.toThrow("the secret of duty is not filled in");
});
