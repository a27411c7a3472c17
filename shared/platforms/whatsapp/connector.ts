import { neededField } from "../access-fields.ts";
import { fieldsLetIn, letIn } from "../meta/let-in.ts";
import { metaConnector } from "../meta/meta-connector.ts";
import type { ConnectedChannel } from "../platform-connector.ts";

/** Messages, and what was answered on the phone itself. */
const fields = ["messages", "smb_message_echoes"];

const businessAccount = ({ access }: ConnectedChannel) => ({
  id: neededField(access, "wabaId"),
  tokenField: "systemUserToken",
});

/**
 * The business account lets the app in as a whole; which events are sent is said for the app. WhatsApp keeps no
 * history that could be asked for: what its seven days of tries did not deliver is gone.
 * https://developers.facebook.com/docs/whatsapp/cloud-api/webhooks
 */
export const whatsappConnector = metaConnector({
  accessFields: ["appId", "appSecret", "wabaId", "systemUserToken"],
  tokenField: "systemUserToken",
  wanted: { object: "whatsapp_business_account", fields },
  account: {
    subscribed: async (channel) =>
      (await fieldsLetIn(channel, businessAccount(channel))) === null ? null : fields,
    subscribe: (channel) => letIn(channel, businessAccount(channel), []),
  },
});
