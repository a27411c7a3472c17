import { expect, onTestFinished, test } from "vitest";
import { channelStates } from "../../../../infra/cli/connect/channel-states.ts";
import type { Place } from "../../../../infra/cli/connect/open-channel.ts";
import { UsageError } from "../../../../infra/cli/command.ts";
import { typedCommand } from "../../../../infra/cli/deployment/typed-command.ts";
import { parseConfig } from "../../../../infra/config/resolve-config.ts";
import config from "../../../../infra/pipeline.config.ts";
import { serve } from "../../../platforms/serve.ts";

const channels = { ...config.channels, forum: { platform: "standard-webhooks" } };

/** A deployment that keeps no figures, and has not one secret its outputs should name. */
const aPlace = async (): Promise<Place> => {
  const aws = await serve([
    ["POST", /./u, () => ({ status: 400, json: { __type: "UnknownOperationException", message: "no" } })],
  ]);
  onTestFinished(aws.close);
  const credentials = { accessKeyId: "key", secretAccessKey: "secret" };
  return {
    config: parseConfig({ ...config, channels }, "pipeline.config.ts"),
    typed: typedCommand({ data: ".local" }),
    client: { region: "eu-west-1", endpoint: aws.origin, credentials },
    output: (name) => {
      throw new UsageError(`outputs.json has no output ${name}`);
    },
  };
};

test("a channel that cannot be looked at says why, and hides no other", async () => {
  const place = await aPlace();
  expect(await channelStates(place, ["x", "forum"])).toMatchObject([
    {
      channel: "x",
      platform: "x",
      verdict: "wrong",
      saw: expect.stringContaining("no output XAccessSecretArn"),
    },
    { channel: "forum", verdict: "unknown", saw: expect.stringContaining("cannot be asked") },
  ]);
});

test("what fails for every channel is thrown, as what it is", async () => {
  await expect(channelStates(await aPlace(), ["x", "facebook"])).rejects.toThrow(UsageError);
});
