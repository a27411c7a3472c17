import type { Platform } from "../domain/platform.ts";
import { facebookDoor } from "./facebook/door.ts";
import { instagramDoor } from "./instagram/door.ts";
import type { PlatformDoor } from "./platform-adapter.ts";
import { standardWebhooksDoor } from "./standard-webhooks/door.ts";
import { threadsDoor } from "./threads/door.ts";
import { whatsappDoor } from "./whatsapp/door.ts";
import { xDoor } from "./x/door.ts";

/** What `receive-webhook` needs of every platform, and nothing that would make its bundle grow. */
export const doors = {
  x: xDoor,
  facebook: facebookDoor,
  instagram: instagramDoor,
  whatsapp: whatsappDoor,
  threads: threadsDoor,
  "standard-webhooks": standardWebhooksDoor,
} satisfies Record<Platform, PlatformDoor>;
