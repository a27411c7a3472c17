/** What is said of one channel: whose account it is, on which platform, and where that platform's API is. */
import * as z from "zod";
import { Key } from "./key.ts";

/** The platform's id of the brand's account: an X user, a Facebook page, a WhatsApp phone number's id. */
const Account = z
  .string("write the platform's numeric id in quotes: it does not fit a number")
  .regex(/^\d+$/u, "write the platform's numeric id in quotes: it does not fit a number");

const anyChannel = {
  /** Channels of one brand are listened to together when many people report the same fault, and policies may tell brands apart. */
  brand: Key.default("brand"),
  /**
   * Accounts that are machines, by id or by handle without the @: what they write is for nobody. Of Meta's also the ids of
   * apps that answer by themselves: what they say for the brand stops no clock.
   */
  bots: z.array(z.string().min(1)).default([]),
};

/** The brand's handle without the @, where the platform has handles. */
const handle = z.string().min(1).optional();

const isLoopback = ({ hostname }: URL): boolean => ["localhost", "127.0.0.1", "[::1]"].includes(hostname);

/** Tokens travel there: in the clear only on this machine, to a stand-in. */
export const isSafeToTell = (address: string): boolean => {
  const url = URL.parse(address);
  if (url === null) return true; // said already
  return url.protocol === "https:" || (url.protocol === "http:" && isLoopback(url));
};

/** Where the platform's API is, its version included: when the platform moves on, so may you, before we do. */
const apiAt = (address: string) =>
  z
    .url("write the address of the platform's API")
    .refine(isSafeToTell, "use https: tokens travel there")
    .transform((given) => (given.endsWith("/") ? given : `${given}/`))
    .default(address);

const graphApi = apiAt("https://graph.facebook.com/v26.0/");

export const Channel = z.discriminatedUnion("platform", [
  z.strictObject({
    ...anyChannel,
    platform: z.literal("x"),
    account: Account,
    handle,
    /** On `selfServe`, X lets the brand answer only those who mentioned or quoted it. */
    tier: z.enum(["selfServe", "enterprise"]).default("selfServe"),
    api: apiAt("https://api.x.com/2/"),
    /**
     * What may be spent on reading what X does not push: answers further down a thread that do not name the brand, and
     * what an outage swallowed. Nothing is read unless both are above 0.
     */
    search: z
      .strictObject({
        dollarsPerDay: z.number().nonnegative().default(0),
        dollarsPerMonth: z.number().nonnegative().default(0),
      })
      .prefault({}),
  }),
  z.strictObject({ ...anyChannel, platform: z.literal("facebook"), account: Account, api: graphApi }),
  z.strictObject({
    ...anyChannel,
    platform: z.literal("instagram"),
    account: Account,
    handle,
    api: graphApi,
  }),
  z.strictObject({ ...anyChannel, platform: z.literal("whatsapp"), account: Account, api: graphApi }),
  z.strictObject({ ...anyChannel, platform: z.literal("threads"), account: Account, handle }),
  /** Whatever signs the Standard Webhooks way: it has no account, and says itself who speaks. */
  z.strictObject({ ...anyChannel, platform: z.literal("standard-webhooks") }),
]);
