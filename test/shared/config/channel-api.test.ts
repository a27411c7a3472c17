import { describe, expect, test } from "vitest";
import pipelineConfig from "../../../infra/pipeline.config.ts";
import { parseConfig } from "../../../infra/config/resolve-config.ts";

const withApi = (api: string) =>
  parseConfig(
    { ...pipelineConfig, channels: { x: { platform: "x", account: "2244994945", api } } },
    "the test's configuration",
  ).channels["x"];

test("unless told, a platform's API is where its documentation says", () => {
  expect(parseConfig(pipelineConfig, "pipeline.config.ts").channels).toMatchObject({
    x: { api: "https://api.x.com/2/" },
    facebook: { api: "https://graph.facebook.com/v26.0/" },
  });
});

describe("the API of a channel", () => {
  test.each([
    ["https://graph.facebook.com/v27.0", "https://graph.facebook.com/v27.0/"],
    ["http://127.0.0.1:4444/2/", "http://127.0.0.1:4444/2/"],
  ])("may be %s", (given, api) => {
    expect(withApi(given)).toMatchObject({ api });
  });

  test.each([
    ["http://api.x.com/2/", "use https: tokens travel there"],
    ["http://127.0.0.1.example.com/2/", "use https: tokens travel there"],
    ["file:///etc/hosts", "use https: tokens travel there"],
    ["v27.0", "write the address of the platform's API"],
  ])("may not be %s", (given, sentence) => {
    expect(() => withApi(given)).toThrow(`channels.x.api: ${sentence}`);
  });
});
