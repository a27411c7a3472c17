/** What is said of one destination: what kind of pager it is, and what of it is no secret. */
import * as z from "zod";
import { isSafeToTell } from "./channel-config.ts";

const anyDestination = {
  /**
   * Whether its pages also say what the customer wrote and is called. Off unless you say so: a page is read on locked
   * screens and kept by whoever carries it.
   */
  showsCustomer: z.boolean().default(false),
};

const EmailAddress = z.email("write an e-mail address");

export const Destination = z.discriminatedUnion(
  "kind",
  [
    /** Posts signed pages to the `url` in its secret. */
    z.strictObject({ ...anyDestination, kind: z.literal("webhook") }),
    /** Publishes to a topic of its own: SMS, e-mail, or whatever people subscribe with. */
    z.strictObject({
      kind: z.literal("sns"),
      showsCustomer: z
        .literal(
          false,
          "anybody may subscribe to a topic, and an SMS is read on a locked screen: take it out",
        )
        .default(false),
    }),
    z.strictObject({
      ...anyDestination,
      kind: z.literal("pagerduty"),
      /** Where its Events API is; an account in the EU has `https://events.eu.pagerduty.com`. */
      api: z
        .url("write the address of PagerDuty's Events API")
        .refine(isSafeToTell, "use https: the routing key travels there")
        .default("https://events.pagerduty.com"),
    }),
    /** An incoming webhook of a Slack app: the `url` in its secret. */
    z.strictObject({ ...anyDestination, kind: z.literal("slack") }),
    /** A workflow of Microsoft Teams that posts a card when its webhook is called: the `url` in its secret. */
    z.strictObject({ ...anyDestination, kind: z.literal("teams") }),
    z
      .strictObject({
        ...anyDestination,
        kind: z.literal("email"),
        to: z.array(EmailAddress).min(1, "name at least one address").max(50, "Amazon SES takes 50 at most"),
        from: EmailAddress,
        /** What is verified in Amazon SES: the address itself, or a domain it is under. Its own domain when left out. */
        identity: z.string().min(1).optional(),
      })
      .refine(({ from, identity }) => identity === undefined || isUnder(from, identity), {
        error: "is neither the address in `from` nor a domain that address is under",
        path: ["identity"],
      })
      .transform(({ identity, ...email }) => ({ ...email, identity: identity ?? domainOf(email.from) })),
  ],
  { error: "write one of webhook, sns, pagerduty, slack, teams, email" },
);
export type Destination = z.infer<typeof Destination>;

const domainOf = (address: string): string => address.slice(address.lastIndexOf("@") + 1);

const isUnder = (address: string, identity: string): boolean =>
  address === identity || domainOf(address) === identity || domainOf(address).endsWith(`.${identity}`);
