/** Which apps an account has let in, and what it sends them. https://developers.facebook.com/docs/graph-api/reference/page/subscribed_apps */
import * as z from "zod";
import { neededField } from "../access-fields.ts";
import { idLike } from "../json-fields.ts";
import type { ConnectedChannel } from "../platform-connector.ts";
import { asMetaBrand } from "./graph.ts";

/** A Page or a WhatsApp business account, and the access field that holds its token. */
type Account = { readonly id: string; readonly tokenField: string };

const AppId = idLike(/^\d+$/u).optional();
const LetIn = z.object({
  data: z.array(
    z.object({
      id: AppId,
      whatsapp_business_api_data: z.object({ id: AppId }).optional(),
      subscribed_fields: z.array(z.string()).default([]),
    }),
  ),
});

/** The fields our app is sent; null where it has not been let in. */
export const fieldsLetIn = async (
  channel: ConnectedChannel,
  { id, tokenField }: Account,
): Promise<readonly string[] | null> => {
  const appId = neededField(channel.access, "appId");
  const { data } = await asMetaBrand(channel, tokenField).get(`${id}/subscribed_apps`, {}, LetIn);
  const ours = data.find((app) => (app.whatsapp_business_api_data?.id ?? app.id) === appId);
  return ours?.subscribed_fields ?? null;
};

/** Lets our app in, for these fields beside those it has: another channel of ours may live on the same Page. */
export const letIn = async (
  channel: ConnectedChannel,
  account: Account,
  fields: readonly string[],
): Promise<void> => {
  const all = new Set([...((await fieldsLetIn(channel, account)) ?? []), ...fields]);
  await asMetaBrand(channel, account.tokenField).post(
    `${account.id}/subscribed_apps`,
    all.size === 0 ? {} : { subscribed_fields: [...all].join(",") },
  );
};
