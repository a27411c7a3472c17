import { fieldsLetIn, letIn } from "../meta/let-in.ts";
import { metaConnector } from "../meta/meta-connector.ts";
import type { ConnectedChannel } from "../platform-connector.ts";
import { findMissed } from "./find-missed.ts";

/** What our parser reads; reactions, receipts and likes are nobody's question. */
const fields = ["feed", "mention", "messages", "message_echoes", "message_edits"];

const page = ({ channel }: ConnectedChannel) => ({ id: channel.account, tokenField: "pageToken" });

export const facebookConnector = metaConnector({
  accessFields: ["appId", "appSecret", "pageToken"],
  tokenField: "pageToken",
  wanted: { object: "page", fields },
  account: {
    subscribed: (channel) => fieldsLetIn(channel, page(channel)),
    subscribe: (channel) => letIn(channel, page(channel), fields),
  },
  missed: findMissed,
});
