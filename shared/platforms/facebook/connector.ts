import { asMetaBrand } from "../meta/graph.ts";
import { fieldsOfApp, LetIn, metaConnector } from "../meta/meta-connector.ts";
import type { ConnectedChannel } from "../platform-connector.ts";
import { findMissed } from "./find-missed.ts";

/** What our parser reads; reactions, receipts and likes are nobody's question. */
const fields = ["feed", "mention", "messages", "message_echoes", "message_edits"];

const path = ({ channel }: ConnectedChannel): string => `${channel.account}/subscribed_apps`;

/** https://developers.facebook.com/docs/graph-api/reference/page/subscribed_apps */
export const facebookConnector = metaConnector({
  accessFields: ["appId", "appSecret", "pageToken"],
  tokenField: "pageToken",
  wanted: { object: "page", fields },
  account: {
    subscribed: async (channel) =>
      fieldsOfApp(
        await asMetaBrand(channel, "pageToken").get(path(channel), {}, LetIn),
        channel.access["appId"],
      ),
    subscribe: (channel) =>
      asMetaBrand(channel, "pageToken").post(path(channel), { subscribed_fields: fields.join(",") }),
  },
  missed: findMissed,
});
