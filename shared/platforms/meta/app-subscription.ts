/**
 * What a Meta app is sent, and where: one address for each kind of object.
 * https://developers.facebook.com/docs/graph-api/reference/app/subscriptions
 */
import * as z from "zod";
import { neededField } from "../access-fields.ts";
import { PlatformRefused, type ConnectedChannel } from "../platform-connector.ts";
import { withoutSecrets } from "../without-secrets.ts";
import { asMetaApp } from "./graph.ts";

/** What Meta calls the thing whose events are sent, and which of them. */
export type Wanted = { readonly object: string; readonly fields: readonly string[] };

const AppSubscriptions = z.object({
  data: z.array(
    z.object({
      object: z.string(),
      callback_url: z.string(),
      active: z.boolean().default(true),
      fields: z
        .array(z.union([z.string(), z.object({ name: z.string() }).transform(({ name }) => name)]))
        .default([]),
    }),
  ),
});
export type AppSubscription = z.infer<typeof AppSubscriptions>["data"][number];

/** Where the app sends events of these objects now, whoever's address that is. */
export const appSubscription = async (
  channel: ConnectedChannel,
  { object }: Wanted,
): Promise<AppSubscription | undefined> => {
  const { data } = await asMetaApp(channel).get(pathFor(channel), {}, AppSubscriptions);
  return data.find((subscription) => subscription.object === object);
};

/**
 * Has the app send them to us. Saving it makes Meta ask its challenge, so that is done even where nothing changes.
 * An address of somebody else's is left in place: a second deployment must not take the first one's customers away.
 */
export const subscribeApp = async (
  channel: ConnectedChannel,
  wanted: Wanted,
  told: (step: string) => void,
): Promise<void> => {
  const { webhookUrl: callback_url, verifyToken: verify_token = "" } = channel;
  if (verify_token === "")
    throw new PlatformRefused("unauthorised", "verifyToken is empty in the channel's webhook secret");
  const now = await appSubscription(channel, wanted);
  if (now !== undefined && now.callback_url !== callback_url)
    throw new PlatformRefused(
      "invalid",
      elsewhere(wanted.object, withoutSecrets(now.callback_url, channel.access)),
    );
  const fields = [...new Set([...(now?.fields ?? []), ...wanted.fields])].join(",");
  await asMetaApp(channel).post(pathFor(channel), {
    object: wanted.object,
    callback_url,
    verify_token,
    fields,
  });
  told(
    `${now === undefined ? "registered" : "checked"} ${callback_url}: Meta asked its challenge, and the answer was right`,
  );
  told(`the app is sent ${withoutSecrets(fields.replaceAll(",", ", "), channel.access)}`);
};

const elsewhere = (object: string, address: string): string =>
  `the app already sends what happens to "${object}" to ${address}, and has one address for that: take it out in the app's dashboard, or use another app`;

const pathFor = ({ access }: ConnectedChannel): string => `${neededField(access, "appId")}/subscriptions`;
