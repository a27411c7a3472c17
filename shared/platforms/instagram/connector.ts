import { neededField } from "../access-fields.ts";
import { asMetaBrand } from "../meta/graph.ts";
import { fieldsOfApp, LetIn, metaConnector } from "../meta/meta-connector.ts";
import type { ConnectedChannel } from "../platform-connector.ts";
import { findMissed } from "./find-missed.ts";

/** What our parser reads. */
const fields = ["comments", "live_comments", "mentions", "messages", "message_edit"];

const path = ({ access }: ConnectedChannel): string => `${neededField(access, "pageId")}/subscribed_apps`;

/**
 * The set-up with Facebook Login: the account belongs to a Page, and any field of the Page's lets the app in for the
 * account too; which of the account's events are sent is said for the app as a whole.
 * https://developers.facebook.com/docs/instagram-platform/webhooks
 */
export const instagramConnector = metaConnector({
  accessFields: ["appId", "appSecret", "pageId", "pageToken"],
  tokenField: "pageToken",
  wanted: { object: "instagram", fields },
  account: {
    subscribed: async (channel) => {
      const letIn = await asMetaBrand(channel, "pageToken").get(path(channel), {}, LetIn);
      const ofThePage = fieldsOfApp(letIn, channel.access["appId"]);
      return ofThePage === null || ofThePage.length === 0 ? null : fields;
    },
    subscribe: (channel) =>
      asMetaBrand(channel, "pageToken").post(path(channel), { subscribed_fields: "feed" }),
  },
  missed: findMissed,
});
