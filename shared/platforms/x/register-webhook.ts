/** Our address at X. https://docs.x.com/x-api/webhooks/introduction */
import * as z from "zod";
import { PlatformRefused, type ConnectedChannel } from "../platform-connector.ts";
import { asApp } from "./x-client.ts";
import { XRefused } from "./x-refused.ts";

const Webhook = z.object({ id: z.string(), url: z.string(), valid: z.boolean() });
export type Webhook = z.infer<typeof Webhook>;

const Webhooks = z.object({ data: z.array(Webhook).default([]) });
const Registered = z.union([z.object({ data: Webhook }).transform(({ data }) => data), Webhook]);

/** The webhook with our address; undefined where X does not have it. */
export const findWebhook = async (channel: ConnectedChannel): Promise<Webhook | undefined> => {
  const { data } = await asApp(channel).get("webhooks", {}, Webhooks);
  return data.find(({ url }) => url === channel.webhookUrl);
};

/** Registers our address, or has X check the one it has (CRC): either way X has asked, and liked the answer. */
export const registerWebhook = async (
  channel: ConnectedChannel,
  told: (step: string) => void,
): Promise<Webhook> => {
  const known = await findWebhook(channel);
  if (known !== undefined) return checkWebhook(channel, known, told);
  try {
    const { webhookUrl: url } = channel;
    const registered = await asApp(channel).post("webhooks", { url }, Registered);
    told(`registered ${url}: X asked its challenge, and the answer was right`);
    return registered;
  } catch (error) {
    if (!(error instanceof XRefused)) throw error;
    // Somebody else was quicker, between our look and our call.
    const theirs = error.registrationReason === "DuplicateUrlFailed" ? await findWebhook(channel) : undefined;
    if (theirs === undefined) throw inPlainWords(error, channel);
    return checkWebhook(channel, theirs, told);
  }
};

const checkWebhook = async (
  channel: ConnectedChannel,
  { id, valid }: Webhook,
  told: (step: string) => void,
): Promise<Webhook> => {
  try {
    await asApp(channel).put(`webhooks/${id}`);
  } catch (error) {
    throw inPlainWords(error, channel);
  }
  const checked = await findWebhook(channel);
  if (checked?.valid !== true) throw challengeFailed(channel);
  told(`${valid ? "checked" : "revived"} ${checked.url}: X asked its challenge, and the answer was right`);
  return checked;
};

const challengeFailed = ({ webhookUrl }: ConnectedChannel): PlatformRefused =>
  new PlatformRefused(
    "invalid",
    `X asked ${webhookUrl} its challenge and got no right answer: compare the channel secret's consumerSecret and clientSecret with the app's`,
  );

const inPlainWords = (error: unknown, channel: ConnectedChannel): unknown => {
  switch (error instanceof XRefused ? error.registrationReason : undefined) {
    case "CrcValidationFailed":
      return challengeFailed(channel);
    case "UrlValidationFailed":
      return new PlatformRefused(
        "invalid",
        `X takes only public https addresses without a port, and not ${channel.webhookUrl}`,
      );
    case "WebhookLimitExceeded":
      return new PlatformRefused(
        "invalid",
        "the X app has as many webhooks as its plan allows: delete one it no longer needs",
      );
    case "DuplicateUrlFailed":
      return new PlatformRefused("invalid", `another X app has registered ${channel.webhookUrl}`);
    case "WebhookIdInvalid":
    case undefined:
      return error;
  }
};
