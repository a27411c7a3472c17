import { afterEach, describe, expect, test } from "vitest";
import { startPageReceiver, type PageReceiver } from "../../../infra/start/page-receiver.ts";
import type { ReceivedPage } from "../../../infra/start/board/happening.ts";
import { Destination } from "../../../shared/config/destination-config.ts";
import { outgoingHttp } from "../../../shared/outgoing/outgoing-http.ts";
import { pagerOf } from "../../../shared/pagers/pager-of.ts";
import { slackPager } from "../../../shared/pagers/slack-pager.ts";
import { teamsPager } from "../../../shared/pagers/teams-pager.ts";
import { aPage } from "../../builders/a-page.ts";

const signingSecret = `whsec_${Buffer.alloc(24, 7).toString("base64")}`;
const chats: string[] = [];
const alerts: ReceivedPage[] = [];
let receiver: PageReceiver | undefined;
afterEach(() => receiver?.close());

const onPage = (): never => {
  throw new Error("no page was signed");
};

const start = async (): Promise<PageReceiver> => {
  chats.length = 0;
  alerts.length = 0;
  receiver = await startPageReceiver(signingSecret, {
    onPage,
    onAlert: (alert) => alerts.push(alert),
    onChat: (title) => chats.push(title),
  });
  return receiver;
};

describe("what stands for destinations on this machine", () => {
  const http = outgoingHttp({ reach: "this machine" });
  test.each([
    ["Slack", slackPager],
    ["Teams", teamsPager],
  ])("shows what %s would", async (_, pagerTo) => {
    const { chatUrl: url } = await start();
    const pager = pagerTo(http, {
      destination: "duty",
      secretId: "duty",
      secrets: { read: async () => [{ url }] },
    });
    await pager.send(aPage(), new Date());
    expect(chats).toEqual([aPage().title]);
  });

  test("shows what PagerDuty would, whatever address the configuration names for it", async () => {
    const { pagerdutyUrl: standIn } = await start();
    const routingKey = "r0ut1ngk3yr0ut1ngk3yr0ut1ngk3y00";
    const pager = pagerOf("duty", Destination.parse({ kind: "pagerduty" }), {
      http,
      reach: "this machine",
      secrets: { read: async () => [{ routingKey, standIn }] },
      secretIds: { duty: "duty" },
      topicArns: {},
      aws: {},
    });
    for (const action of ["trigger", "acknowledge", "resolve"] as const)
      await pager.send(aPage({ action }), new Date());
    const { title } = aPage();
    expect(alerts).toEqual(
      ["trigger", "acknowledge", "resolve"].map((action) => ({ action, title, repeated: false })),
    );
  });

  test.each([
    ["no JSON", "/chat", "hello"],
    ["no message of a chat", "/chat", "{}"],
    ["no event of PagerDuty's", "/pagerduty/v2/enqueue", "{}"],
    ["an unsigned page", "/pages", JSON.stringify(aPage())],
  ])("takes nothing that is %s", async (_, path, body) => {
    const { url } = await start();
    const answer = await fetch(new URL(path, url), { method: "POST", body });
    expect(answer.status).toBe(401);
    expect([...chats, ...alerts]).toEqual([]);
  });
});
