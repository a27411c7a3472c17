import type { Platform } from "../domain/platform.ts";
import { facebookConnector } from "./facebook/connector.ts";
import { instagramConnector } from "./instagram/connector.ts";
import type { PlatformConnector } from "./platform-connector.ts";
import { whatsappConnector } from "./whatsapp/connector.ts";
import { xConnector } from "./x/connector.ts";

/** How each platform is asked for its webhooks; null where nobody can be asked. */
export const connectors: Readonly<Record<Platform, PlatformConnector | null>> = {
  x: xConnector,
  facebook: facebookConnector,
  instagram: instagramConnector,
  whatsapp: whatsappConnector,
  // Threads documents webhooks, and no call that subscribes to them: its app dashboard does.
  threads: null,
  // Whatever posts there is told our address by whoever runs it.
  "standard-webhooks": null,
};
