import type { Platform } from "../domain/platform.ts";
import { metaRehearsal } from "./meta/rehearse.ts";
import type { PlatformRehearsal } from "./platform-adapter.ts";
import { standardWebhooksRehearsal } from "./standard-webhooks/rehearse.ts";
import { xRehearsal } from "./x/rehearse.ts";

/** How every platform's side is played. */
export const rehearsals = {
  x: xRehearsal,
  facebook: metaRehearsal("Facebook", ["appSecret"]),
  instagram: metaRehearsal("Instagram", ["appSecret", "instagramAppSecret"]),
  whatsapp: metaRehearsal("WhatsApp", ["appSecret"]),
  threads: metaRehearsal("Threads", ["appSecret"]),
  "standard-webhooks": standardWebhooksRehearsal,
} satisfies Record<Platform, PlatformRehearsal>;
