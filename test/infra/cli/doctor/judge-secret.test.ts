import { describe, expect, test } from "vitest";
import {
  judgeChannelSecret,
  judgeDestinationSecret,
  judgeFeedSecret,
} from "../../../../infra/cli/doctor/judge-secret.ts";

describe("a channel's secret would do when its platform's webhooks and challenges would pass", () => {
  test.each([
    ["x", { consumerSecret: "a", clientSecret: "b" }, { problem: null, leftOut: [] }],
    ["x", { consumerSecret: "a", clientSecret: "" }, { problem: null, leftOut: ["clientSecret"] }],
    [
      "x",
      { consumerSecret: "", clientSecret: "" },
      { problem: "consumerSecret, clientSecret are empty", leftOut: [] },
    ],
    ["x", {}, { problem: "consumerSecret, clientSecret are empty", leftOut: [] }],
    ["facebook", { appSecret: "a", verifyToken: "b" }, { problem: null, leftOut: [] }],
    ["facebook", { appSecret: "a", verifyToken: "" }, { problem: "verifyToken is empty", leftOut: [] }],
    ["facebook", { appSecret: "", verifyToken: "b" }, { problem: "appSecret is empty", leftOut: [] }],
  ] as const)("%s %j", (platform, fields, verdict) => {
    expect(judgeChannelSecret(platform, fields)).toEqual(verdict);
  });
});

const signingSecret = "whsec_c2l4dGVlbiBieXRlcyBhcmUgdG9vIGZldyE=";

describe("a destination's secret would do when a page can be signed and posted with it", () => {
  test.each([
    [{ url: "https://pager.example/hook", signingSecret }, null],
    [{ url: "", signingSecret: "" }, "url, signingSecret are empty"],
    [{ url: "https://pager.example/hook" }, "signingSecret is empty"],
    [{ url: "pager", signingSecret }, "the url is no URL"],
    [{ url: "http://pager.example/hook", signingSecret }, "the url is not https"],
    [
      { url: "https://pager.example:8443/hook", signingSecret },
      "the url names a port: https has its own, 443",
    ],
    [
      { url: "https://pager.example/hook", signingSecret: "not base64 at all" },
      "the signingSecret is not `whsec_` and 24 to 64 bytes in base64",
    ],
  ])("%j", (fields, problem) => {
    expect(judgeDestinationSecret("webhook", fields, "public").problem).toBe(problem);
  });
});

describe("so would those of the other kinds", () => {
  test.each([
    ["slack", { url: "https://hooks.slack.com/services/T/B/x" }, "public", null],
    ["slack", { url: "" }, "public", "url is empty"],
    ["slack", { url: "http://127.0.0.1:4000/chat" }, "this machine", null],
    ["slack", { url: "http://127.0.0.1:4000/chat" }, "public", "the url is not https"],
    ["teams", { url: "https://prod-1.westeurope.logic.azure.com:443/workflows/x" }, "public", null],
    ["pagerduty", { routingKey: "a".repeat(32) }, "public", null],
    ["pagerduty", { routingKey: "" }, "public", "routingKey is empty"],
    ["sns", {}, "public", null],
    ["email", {}, "public", null],
  ] as const)("%s %j (%s)", (kind, fields, reach, problem) => {
    expect(judgeDestinationSecret(kind, fields, reach).problem).toBe(problem);
  });

  test.each([
    ["teams", { url: "https://brand.webhook.office.com/webhookb2/x" }, "make a workflow in Teams"],
    ["pagerduty", { routingKey: "short" }, "not the 32 characters"],
  ] as const)("%s %j", (kind, fields, problem) => {
    expect(judgeDestinationSecret(kind, fields, "public").problem).toContain(problem);
  });
});

describe("a feed's secret would do when a calendar may be fetched from its address", () => {
  test.each([
    ["https://calendar.example/private-1/basic.ics", null],
    ["webcal://calendar.example/private-1/feed", null],
    ["", "url is empty"],
    ["http://calendar.example/rota.ics", "the url is not https"],
    ["rota.ics", "the url is no URL"],
  ])("%j: %s", (url, problem) => {
    expect(judgeFeedSecret({ url }, "public")).toEqual({ problem, leftOut: [] });
  });

  test("nobody has written one", () => {
    expect(judgeFeedSecret({}, "public").problem).toBe("url is empty");
  });
});
