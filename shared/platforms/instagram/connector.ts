import { neededField } from "../access-fields.ts";
import { fieldsLetIn, letIn } from "../meta/let-in.ts";
import { metaConnector } from "../meta/meta-connector.ts";
import type { ConnectedChannel } from "../platform-connector.ts";
import { findMissed } from "./find-missed.ts";

/** What our parser reads. */
const fields = ["comments", "live_comments", "mentions", "messages", "message_edit"];

/** A field of the Page's own that lets the app in, and that every Page has. */
const anyField = "feed";

const page = ({ access }: ConnectedChannel) => ({
  id: neededField(access, "pageId"),
  tokenField: "pageToken",
});

/**
 * The set-up with Facebook Login: the account belongs to a Page, and whoever is let in by the Page is let in by the
 * account; which of the account's events are sent is said for the app as a whole.
 * https://developers.facebook.com/docs/instagram-platform/webhooks
 */
export const instagramConnector = metaConnector({
  accessFields: ["appId", "appSecret", "pageId", "pageToken"],
  tokenField: "pageToken",
  wanted: { object: "instagram", fields },
  account: {
    subscribed: async (channel) => {
      const ofThePage = await fieldsLetIn(channel, page(channel));
      return ofThePage === null || ofThePage.length === 0 ? null : fields;
    },
    subscribe: (channel) => letIn(channel, page(channel), [anyField]),
  },
  missed: findMissed,
});
