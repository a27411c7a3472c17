import type { Platform } from "../domain/platform.ts";
import { facebookParser } from "./facebook/normalise.ts";
import { instagramParser } from "./instagram/normalise.ts";
import type { PlatformParser } from "./platform-adapter.ts";
import { standardWebhooksParser } from "./standard-webhooks/normalise.ts";
import { threadsParser } from "./threads/normalise.ts";
import { whatsappParser } from "./whatsapp/normalise.ts";
import { xParser } from "./x/normalise.ts";

/** What `triage-mentions` needs of every platform. */
export const parsers = {
  x: xParser,
  facebook: facebookParser,
  instagram: instagramParser,
  whatsapp: whatsappParser,
  threads: threadsParser,
  "standard-webhooks": standardWebhooksParser,
} satisfies Record<Platform, PlatformParser>;
