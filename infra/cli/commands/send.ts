/**
 * Plays a platform: signs a webhook body as it would and posts it, to the pipeline on this machine or to a deployed
 * one. The smoke test of an ops team.
 */
import { join } from "node:path";
import * as z from "zod";
import { doors } from "../../../shared/platforms/doors.ts";
import { rehearsals } from "../../../shared/platforms/rehearsals.ts";
import { resolveConfig } from "../../config/resolve-config.ts";
import { unknownName } from "../../words/unknown-name.ts";
import { defineCommand, UsageError } from "../command.ts";
import { outputsFile, readLocalEnv, readSecrets, readStackOutputs } from "../data-files.ts";
import { readBody } from "../read-body.ts";

export const sendCommand = defineCommand({
  name: "send",
  summary: "Signs a webhook body as its platform would, and posts it.",
  failsWhen: "it was answered with anything but 200",
  positionals: ["channel", "file"],
  input: z.object({
    channel: z.string().describe("the channel's id in the configuration"),
    file: z.string().describe("the body to send; - reads it from stdin"),
    url: z
      .url("is no URL")
      .optional()
      .describe("the WebhookUrl of the pipeline; the local one's unless told"),
    secret: z.string().optional().describe("the secret to sign with; the local channel's unless told"),
    data: z.string().default(".local").describe("the data folder of the local run"),
    config: z.string().optional().describe("another configuration file"),
    asIs: z.boolean().default(false).describe("send it as it is: without fresh ids and times"),
  }),
  examples: [
    "npm run firstreply -- send x events/x/outage-at-night.json",
    "npm run firstreply -- send facebook body.json --url https://….amazonaws.com/webhooks --secret $APP_SECRET",
  ],
  run: async ({ channel, file, url, secret, data, config, asIs }, terminal) => {
    const started = url === undefined ? await readLocalEnv(data) : undefined;
    const { channels } = await resolveConfig(config ?? started?.FIRSTREPLY_CONFIG);
    const platform = channels[channel]?.platform;
    if (platform === undefined) throw new UsageError(unknownName("channel", channel, Object.keys(channels)));

    const rehearsal = rehearsals[platform];
    const recorded = await readBody(file);
    const body = asIs ? recorded : Buffer.from(freshen(rehearsal, recorded.toString("utf8")));
    const [field = ""] = doors[platform].secretFields;
    const secrets = secret === undefined ? (await readSecrets(data))[channel] : { [field]: secret };
    if (secrets === undefined)
      throw new UsageError(`${join(data, "secrets.json")} has no secret of ${channel}: give --secret`);

    const target = channelUrl(url ?? (await localWebhookUrl(data)), channel);
    const sentAt = performance.now();
    const response = await post(target, body, rehearsal.sign(body, secrets, new Date()));
    const answer = {
      channel,
      url: target,
      bytes: body.byteLength,
      status: response.status,
      ms: Math.round(performance.now() - sentAt),
    };
    terminal.print(JSON.stringify({ ...answer, answer: (await response.text()).slice(0, 200) }));
    return response.status === 200 ? 0 : 1;
  },
});

const freshen = (rehearsal: (typeof rehearsals)[keyof typeof rehearsals], body: string): string => {
  const recordedAt = rehearsal.recordedAt(body);
  return recordedAt === null ? body : rehearsal.freshen(body, Date.now() - recordedAt.getTime());
};

const localWebhookUrl = async (data: string): Promise<string> =>
  (await readStackOutputs(outputsFile(data))).outputs["WebhookUrl"] ?? "";

/** The channel's own URL, whether the pipeline's or the channel's was given. */
const channelUrl = (url: string, channel: string): string =>
  new URL(url).pathname.endsWith(`/${channel}`) ? url : `${url.replace(/\/$/u, "")}/${channel}`;

const post = async (
  url: string,
  body: Uint8Array<ArrayBuffer>,
  signature: Readonly<Record<string, string>>,
): Promise<Response> => {
  try {
    return await fetch(url, {
      method: "POST",
      body,
      headers: { "content-type": "application/json", ...signature },
    });
  } catch {
    throw new UsageError(`${url} does not answer: is the pipeline running? \`npm start\` starts it here`);
  }
};
