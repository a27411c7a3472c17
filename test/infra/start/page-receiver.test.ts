import { afterEach, describe, expect, test } from "vitest";
import { startPageReceiver, type PageReceiver } from "../../../infra/start/page-receiver.ts";
import { outgoingHttp } from "../../../shared/outgoing/outgoing-http.ts";
import { slackPager } from "../../../shared/pagers/slack-pager.ts";
import { teamsPager } from "../../../shared/pagers/teams-pager.ts";
import { aPage } from "../../builders/a-page.ts";

const signingSecret = `whsec_${Buffer.alloc(24, 7).toString("base64")}`;
const chats: string[] = [];
let receiver: PageReceiver | undefined;
afterEach(() => receiver?.close());

const onPage = (): never => {
  throw new Error("no page was signed");
};

const start = async (): Promise<PageReceiver> => {
  chats.length = 0;
  receiver = await startPageReceiver(signingSecret, { onPage, onChat: (title) => chats.push(title) });
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

  test.each([
    ["no JSON", "/chat", "hello"],
    ["no message of a chat", "/chat", "{}"],
    ["an unsigned page", "/pages", JSON.stringify(aPage())],
  ])("takes nothing that is %s", async (_, path, body) => {
    const { url } = await start();
    const answer = await fetch(new URL(path, url), { method: "POST", body });
    expect(answer.status).toBe(401);
    expect(chats).toEqual([]);
  });
});
