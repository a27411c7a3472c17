import { describe, expect, test } from "vitest";
import { judgeChannelSecret, judgeDestinationSecret } from "../../../../infra/cli/doctor/judge-secret.ts";

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
    [{ url: "pager", signingSecret }, "its url is no URL"],
    [
      { url: "https://pager.example/hook", signingSecret: "not base64 at all" },
      "its signingSecret is not `whsec_` and 24 to 64 bytes in base64",
    ],
  ])("%j", (fields, problem) => {
    expect(judgeDestinationSecret(fields).problem).toBe(problem);
  });
});
