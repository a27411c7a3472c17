import { neededField } from "../access-fields.ts";
import { asMetaBrand } from "../meta/graph.ts";
import { fieldsOfApp, LetIn, metaConnector } from "../meta/meta-connector.ts";
import type { ConnectedChannel } from "../platform-connector.ts";

/** Messages, and what was answered on the phone itself. */
const fields = ["messages", "smb_message_echoes"];

const path = ({ access }: ConnectedChannel): string => `${neededField(access, "wabaId")}/subscribed_apps`;

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
    subscribed: async (channel) => {
      const letIn = await asMetaBrand(channel, "systemUserToken").get(path(channel), {}, LetIn);
      return fieldsOfApp(letIn, channel.access["appId"]) === null ? null : fields;
    },
    subscribe: (channel) => asMetaBrand(channel, "systemUserToken").post(path(channel), {}),
  },
});
