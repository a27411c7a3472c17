import { afterEach, describe, expect, test } from "vitest";
import * as z from "zod";
import type { PageAbout } from "../../../shared/domain/pages/page-about.ts";
import { PermanentError } from "../../../shared/errors.ts";
import type { PageMessage } from "../../../shared/contracts/page.ts";
import { aCustomer, aPage, aboutShift } from "../../builders/a-page.ts";
import { routingKey, startPagerBench, type PagerBench, type PagerKind } from "./pager-bench.ts";

const sentAt = new Date("2026-11-21T10:23:00.000Z");
const closing: (() => Promise<void>)[] = [];
afterEach(async () => void (await Promise.all(closing.splice(0).map((close) => close()))));

const benchOf = async (...wish: Parameters<typeof startPagerBench>): Promise<PagerBench> => {
  const bench = await startPagerBench(...wish);
  closing.push(bench.close);
  return bench;
};

/** The bodies a destination gets for these pages, in order. */
const bodiesFor = async (kind: PagerKind, pages: readonly PageMessage[], showsCustomer = false) => {
  const { pager, received } = await benchOf(kind, { showsCustomer });
  for (const page of pages) await pager.send(page, sentAt);
  return received.map(({ body }) => z.record(z.string(), z.unknown()).parse(JSON.parse(body)));
};

/** What would be a call to everybody, a link or markup, were it not taken for what it is. */
const wily = "<!channel> <https://evil.example|look> & *bold* [click](https://evil.example)";

describe("PagerDuty", () => {
  test("is told of an alert, with its key, how bad it is, where it comes from and where to look", async () => {
    const { pager, received } = await benchOf("pagerduty");
    await pager.send(aPage(), sentAt);
    expect(received).toMatchObject([
      { path: "/v2/enqueue", headers: { "content-type": "application/json" } },
    ]);
    expect(JSON.parse(received[0]?.body ?? "")).toMatchObject({
      routing_key: routingKey,
      dedup_key: "x:1001:77:2:0",
      event_action: "trigger",
      client: "First Reply",
      links: [
        { href: "https://x.com/i/web/status/1001", text: "The post" },
        { href: "https://console.brand.example/pages/1", text: "Acknowledge or hand over" },
      ],
      payload: {
        summary: aPage().title,
        severity: "error",
        source: "x",
        component: "service",
        class: "deadline-breached",
        timestamp: "2026-11-21T10:23:00.000Z",
        custom_details: { about: { conversationId: "x:1001:77", priority: { total: 70 } } },
      },
    });
  });

  test.each([
    ["trigger", "trigger"],
    ["update", "trigger"],
    ["acknowledge", "acknowledge"],
    ["resolve", "resolve"],
  ] as const)("is told to %s by %s, under the same key", async (action, said) => {
    const [body] = await bodiesFor("pagerduty", [aPage({ action })]);
    expect(body).toMatchObject({ event_action: said, dedup_key: "x:1001:77:2:0" });
    expect(body !== undefined && "payload" in body).toBe(said === "trigger");
  });

  test("keeps two long ids apart, in the 255 characters it has for a key", async () => {
    const long = `x:${"1".repeat(300)}`;
    const bodies = await bodiesFor(
      "pagerduty",
      [`${long}:0`, `${long}:1`, `${long}:0`].map((id) => aPage({ id })),
    );
    const keys = bodies.map((body) => z.string().max(255).parse(body["dedup_key"]));
    expect(new Set(keys).size).toBe(2);
    expect(keys[2]).toBe(keys[0]);
  });

  test("is not asked with what is no integration's key", async () => {
    const { pager, received } = await benchOf("pagerduty", { fields: { routingKey: "too short" } });
    await expect(pager.send(aPage(), sentAt)).rejects.toThrow("not the 32 characters");
    expect(received).toEqual([]);
  });

  const woken = { responder: null, because: "nobody else is there" };
  const seen = { firstSeen: "2026-11-21T10:00:00Z", lastSeen: "2026-11-21T10:20:00Z", permalink: null };
  const gap = {
    kind: "gap",
    team: "service",
    from: "2026-11-21T22:00:00Z",
    to: "2026-11-22T06:00:00Z",
  } as const;
  const ends = { kind: "ends", roster: "nights", at: "2026-11-22T06:00:00Z" } as const;
  test.each<[PageAbout, object]>([
    [
      { kind: "outage", outageId: "o", brand: "acme", count: 7, ...seen, ...woken },
      { source: "acme", class: "outage", severity: "critical" },
    ],
    [
      { kind: "roster", problem: gap, ...woken },
      { source: "service", class: "roster", severity: "error" },
    ],
    [
      { kind: "roster", problem: ends, ...woken },
      { source: "nights", class: "roster", severity: "warning" },
    ],
    [
      { kind: "roster", problem: { kind: "unread", feed: "nights-rota", events: 2 }, ...woken },
      { source: "nights-rota", class: "roster", severity: "warning" },
    ],
    [aboutShift(), { source: "nights", class: "shift", severity: "info" }],
    [
      { kind: "alarm", customersLose: "time.", lookFirst: "the log.", ...woken },
      { source: "First Reply", class: "alarm", severity: "error" },
    ],
  ])("knows where it comes from: $kind", async (about, place) => {
    const [body] = await bodiesFor("pagerduty", [aPage({ about })]);
    expect(body).toMatchObject({ payload: place });
  });
});

describe.each(["slack", "teams"] as const)("a chat (%s)", (kind) => {
  test("is told of a page, that somebody has it and that it is over, but not of every count", async () => {
    const actions = ["trigger", "update", "acknowledge", "resolve"] as const;
    const bodies = await bodiesFor(
      kind,
      actions.map((action) => aPage({ action, title: `this is to ${action}` })),
    );
    expect(bodies.map(({ text, summary }) => text ?? summary)).toEqual([
      "this is to trigger",
      "this is to acknowledge",
      "this is to resolve",
    ]);
  });

  test("is not told that a notice is over: it asked for nothing", async () => {
    const about = aboutShift();
    const pages = (["trigger", "resolve"] as const).map((action) => aPage({ about, action }));
    expect(await bodiesFor(kind, pages)).toHaveLength(1);
  });
});

describe("Slack", () => {
  test("shows title, sentences and links, and looks nothing up", async () => {
    expect(await bodiesFor("slack", [aPage()])).toMatchObject([
      {
        text: aPage().title,
        unfurl_links: false,
        unfurl_media: false,
        blocks: [
          { type: "section", text: { type: "mrkdwn", text: `*${aPage().title}*`, verbatim: true } },
          { type: "section", text: { text: aPage().lines.join("\n") } },
          { text: { text: expect.stringContaining("<https://x.com/i/web/status/1001|The post>") } },
          { type: "context", elements: [{ text: "Page x:1001:77:2:0" }] },
        ],
      },
    ]);
  });

  test("reads nothing into what people write", async () => {
    const page = aPage({ lines: [wily], customer: { ...aCustomer, text: wily } });
    const [body] = await bodiesFor("slack", [page], true);
    const said = JSON.stringify(body);
    expect(said).toContain("&lt;!channel&gt; &lt;https://evil.example|look&gt; &amp; *bold*");
    expect(said).not.toMatch(/<!|<https:\/\/evil/u);
  });

  test("cannot be led astray by a link's own signs", async () => {
    const links = [{ label: "The <post>|", url: "https://brand.example/?a=1&b=|x" }];
    const [body] = await bodiesFor("slack", [aPage({ links })]);
    expect(JSON.stringify(body)).toContain("<https://brand.example/?a=1&amp;b=%7Cx|The &lt;post&gt;/>");
  });
});

describe("Teams", () => {
  test("shows one card: title, sentences, and links as buttons", async () => {
    expect(await bodiesFor("teams", [aPage()])).toMatchObject([
      {
        type: "message",
        summary: aPage().title,
        attachments: [
          {
            contentType: "application/vnd.microsoft.card.adaptive",
            content: {
              type: "AdaptiveCard",
              version: "1.4",
              actions: [
                { type: "Action.OpenUrl", title: "The post", url: "https://x.com/i/web/status/1001" },
                { type: "Action.OpenUrl", title: "Acknowledge or hand over" },
              ],
            },
          },
        ],
      },
    ]);
  });

  test("is given no text as Markdown", async () => {
    const page = aPage({ lines: [wily], customer: { ...aCustomer, text: wily } });
    const [body] = await bodiesFor("teams", [page], true);
    expect(JSON.stringify(body)).toContain("[click](https://evil.example)");
    expect(JSON.stringify(body)).not.toContain('"TextBlock"');
  });

  test.each([
    "https://brand.webhook.office.com/webhookb2/a/IncomingWebhook/b/c",
    "https://outlook.office.com/webhook/a/IncomingWebhook/b/c",
  ])("is not asked through a connector that Microsoft retired: %s", async (url) => {
    const { pager } = await benchOf("teams", { fields: { url } });
    const failure = pager.send(aPage(), sentAt);
    await expect(failure).rejects.toBeInstanceOf(PermanentError);
    await expect(failure).rejects.toThrow("make a workflow in Teams");
    await expect(failure).rejects.not.toThrow("IncomingWebhook");
  });
});

const published = async (page: PageMessage): Promise<Record<string, string>> => {
  const { pager, received } = await benchOf("sns");
  await pager.send(page, sentAt);
  await pager.send({ ...page, action: "resolve" }, sentAt);
  expect(received).toHaveLength(1);
  return Object.fromEntries(new URLSearchParams(received[0]?.body));
};
const messages = (call: Record<string, string>) =>
  z.record(z.string(), z.string()).parse(JSON.parse(call["Message"] ?? ""));

describe("SNS", () => {
  test("publishes once, to its own topic, with what subscribers filter by", async () => {
    const call = await published(aPage());
    expect(call).toMatchObject({
      Action: "Publish",
      TopicArn: "arn:aws:sns:eu-west-1:111122223333:duty",
      MessageStructure: "json",
    });
    const values = Object.entries(call).filter(([name]) => name.endsWith("Value.StringValue"));
    expect(values.map(([, value]) => value)).toEqual(["x:1001:77:2:0", "error", "service", "Transactional"]);
  });

  test("writes to phones what fits one SMS, and everything to everybody else", async () => {
    const { default: whole, sms } = messages(await published(aPage()));
    expect(sms).toBe(
      "Too late: a service customer on X has waited 23 minutes, answer was due 11:15 Berlin time https://x.com/i/web/status/1001",
    );
    expect(whole?.split("\n").length).toBeGreaterThan(6);
  });

  test("leaves a link out of an SMS rather than cutting it", async () => {
    const links = [{ label: "The post", url: `https://brand.example/${"a".repeat(120)}` }];
    const { sms } = messages(await published(aPage({ links })));
    expect(sms).toBe(aPage().title);
  });

  test("has a subject every mail server takes, however long or foreign the title is", async () => {
    const title = `Zu spät — ${"ä".repeat(300)}`;
    const call = await published(aPage({ title }));
    expect(call["Subject"]).toMatch(/^Zu sp\?t \? \?{90}$/u);
    expect(messages(call)["sms"]).toMatch(/^[ -~]{160}$/u);
    expect(messages(call)["default"]).toContain(title);
  });
});

describe("e-mail", () => {
  const Mail = z.looseObject({
    Content: z.object({
      Simple: z.object({
        Subject: z.object({ Data: z.string() }),
        Body: z.object({ Text: z.object({ Data: z.string() }), Html: z.object({ Data: z.string() }) }),
        Headers: z.array(z.object({ Name: z.string(), Value: z.string() })),
      }),
    }),
  });

  test("goes from the one address to the others, as text and as HTML", async () => {
    const { pager, received } = await benchOf("email");
    await pager.send(aPage(), sentAt);
    expect(received).toMatchObject([{ path: "/v2/email/outbound-emails" }]);
    const mail = Mail.parse(JSON.parse(received[0]?.body ?? ""));
    expect(mail).toMatchObject({
      FromEmailAddress: "pages@brand.example",
      Destination: { ToAddresses: ["ada@brand.example"] },
    });
    const { Subject, Body } = mail.Content.Simple;
    expect(Subject.Data).toBe(aPage().title);
    expect(Body.Text.Data).toContain("The post: https://x.com/i/web/status/1001");
    expect(Body.Html.Data).toContain('<a href="https://x.com/i/web/status/1001">The post</a>');
  });

  test("of one page belongs together, and answers no out-of-office note", async () => {
    const bodies = await bodiesFor("email", [aPage(), aPage(), aPage({ id: "another" })]);
    const headers = bodies.map((body) =>
      Object.fromEntries(Mail.parse(body).Content.Simple.Headers.map(({ Name, Value }) => [Name, Value])),
    );
    expect(headers[0]).toEqual({
      References: expect.stringMatching(/^<page-[0-9a-f]{32}@brand\.example>$/u),
      "Auto-Submitted": "auto-generated",
      Importance: "high",
    });
    expect(headers[1]).toEqual(headers[0]);
    expect(headers[2]?.["References"]).not.toBe(headers[0]?.["References"]);
  });

  test("loads nothing and runs nothing that somebody wrote", async () => {
    const text = `"><img src=https://evil.example/x onerror='alert(1)'>`;
    const [body] = await bodiesFor("email", [aPage({ customer: { ...aCustomer, text } })], true);
    const html = Mail.parse(body).Content.Simple.Body.Html.Data;
    expect(html).toContain("&quot;&gt;&lt;img src=https://evil.example/x onerror=&#39;alert(1)&#39;&gt;");
    expect(html).not.toContain("<img");
  });
});
