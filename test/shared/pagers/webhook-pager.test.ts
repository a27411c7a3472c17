import { afterEach, expect, test } from "vitest";
import { startPageReceiver, type SignedPage } from "../../../infra/start/page-receiver.ts";
import { outgoingHttp } from "../../../shared/outgoing/outgoing-http.ts";
import { webhookPager } from "../../../shared/pagers/webhook-pager.ts";
import { aPage } from "../../builders/a-page.ts";
import { signingSecret, startPagerBench } from "./pager-bench.ts";

const page = aPage();

const closing: (() => Promise<void>)[] = [];
afterEach(async () => void (await Promise.all(closing.splice(0).map((close) => close()))));

const http = outgoingHttp({ reach: "this machine" });
const pagerTo = (url: string) =>
  webhookPager(http, {
    destination: "duty",
    secretId: "duty",
    secrets: { read: async () => [{ url, signingSecret }] },
  });

const receiver = async (secret = signingSecret) => {
  const received: SignedPage[] = [];
  const phone = await startPageReceiver(secret, { onPage: (arrived) => received.push(arrived) });
  closing.push(phone.close);
  return { received, url: phone.url };
};

test("a page arrives signed, whole, and under its own id", async () => {
  const { received, url } = await receiver();
  await pagerTo(url).send(page, new Date());
  expect(received).toEqual([{ page, repeated: false }]);
});

test("a page that is sent twice is known as one by its id", async () => {
  const { received, url } = await receiver();
  const pager = pagerTo(url);
  await pager.send(page, new Date());
  await pager.send(page, new Date());
  expect(received.map(({ repeated }) => repeated)).toEqual([false, true]);
});

test("what is said of a page later is no copy of it, and a copy of itself when it is sent twice", async () => {
  const { received, url } = await receiver();
  const pager = pagerTo(url);
  const grown = aPage({ action: "update", title: "7 people report the same" });
  const grownAgain = aPage({ action: "update", title: "9 people report the same" });
  const later = [grown, grownAgain, aPage({ action: "acknowledge" }), aPage({ action: "resolve" })];
  for (const one of [page, ...later, ...later]) await pager.send(one, new Date());
  expect(received.map(({ repeated }) => repeated)).toEqual([
    ...[page, ...later].map(() => false),
    ...later.map(() => true),
  ]);
  expect(received.map((one) => one.page.action)).toEqual(
    [page, ...later, ...later].map(({ action }) => action),
  );
});

test("a destination that does not know our signature takes nothing", async () => {
  const { received, url } = await receiver(`whsec_${Buffer.alloc(24, 8).toString("base64")}`);
  await expect(pagerTo(url).send(page, new Date())).rejects.toThrow("duty answered 401");
  expect(received).toEqual([]);
});

test("a destination refuses what says it was sent minutes ago: it might be a copy somebody kept", async () => {
  const { received, url } = await receiver();
  const failure = pagerTo(url).send(page, new Date(Date.now() - 600_000));
  await expect(failure).rejects.toThrow("duty answered 401");
  expect(received).toEqual([]);
});

test.each([
  [{ url: "hooks.brand.example", signingSecret }, "in the secret of duty, the url is no URL"],
  [
    { url: "https://hooks.brand.example", signingSecret: "not base64 at all" },
    "the signingSecret is not `whsec_`",
  ],
])("what was filled in wrongly is told, and not shown: %j", async (fields, problem) => {
  const bench = await startPagerBench("webhook", { fields });
  closing.push(bench.close);
  const failure = bench.pager.send(page, new Date());
  await expect(failure).rejects.toThrow(problem);
  await expect(failure).rejects.not.toThrow(/hooks\.brand|not base64/u);
});
