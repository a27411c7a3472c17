/**
 * Meta delivers when two things are so: the app is sent a kind of event, and the account has let the app in. Both are
 * looked at, and both are made so.
 */
import * as z from "zod";
import {
  PlatformRefused,
  type ConnectedChannel,
  type PlatformConnector,
  type Subscription,
} from "../platform-connector.ts";
import { appSubscription, subscribeApp, type Wanted } from "./app-subscription.ts";
import { asMetaApp } from "./graph.ts";

/** How an account of one of Meta's products lets an app in. */
type AccountSide = {
  /** Which of the fields wanted the account sends the app; null where it has not let the app in. */
  readonly subscribed: (channel: ConnectedChannel) => Promise<readonly string[] | null>;
  readonly subscribe: (channel: ConnectedChannel) => Promise<void>;
};

type MetaProduct = Pick<PlatformConnector, "accessFields" | "missed"> & {
  readonly wanted: Wanted;
  /** The access field that holds the brand's token. */
  readonly tokenField: string;
  readonly account: AccountSide;
};

export const metaConnector = ({ accessFields, missed, ...product }: MetaProduct): PlatformConnector => ({
  accessFields,
  inspect: (channel) => inspect(channel, product),
  connect: async (channel, told) => {
    await subscribeApp(channel, product.wanted, told);
    await product.account.subscribe(channel);
    told(`the account ${channel.channel.account} has let the app in`);
  },
  ...(missed !== undefined && { missed }),
});

const inspect = async (
  channel: ConnectedChannel,
  { wanted, tokenField, account }: Pick<MetaProduct, "wanted" | "tokenField" | "account">,
): Promise<Subscription> => {
  const tokenExpiresAt = await tokenExpiry(channel, tokenField);
  const app = await appSubscription(channel, wanted);
  if (app === undefined || app.callback_url !== channel.webhookUrl)
    return { state: "missing", active: [], missing: wanted.fields, tokenExpiresAt };
  const fromAccount = (await account.subscribed(channel)) ?? [];
  const active = wanted.fields.filter((field) => app.fields.includes(field) && fromAccount.includes(field));
  const missing = wanted.fields.filter((field) => !active.includes(field));
  const whole = missing.length === 0 ? "active" : "partial";
  return { state: app.active ? whole : "invalid", active, missing, tokenExpiresAt };
};

const DebuggedToken = z.object({
  data: z.object({ is_valid: z.boolean(), expires_at: z.number().default(0) }),
});

/** When the brand's token ends; undefined for one that does not. PlatformRefused for one that has. */
const tokenExpiry = async (channel: ConnectedChannel, field: string): Promise<string | undefined> => {
  const input_token = channel.access[field] ?? "";
  const { data } = await asMetaApp(channel).get("debug_token", { input_token }, DebuggedToken);
  if (!data.is_valid)
    throw new PlatformRefused("unauthorised", `Meta says that ${field} has expired or was revoked`);
  return data.expires_at === 0 ? undefined : new Date(data.expires_at * 1000).toISOString();
};
