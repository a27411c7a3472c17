import type { Platform } from "../domain/platform.ts";
import { facebookDoor } from "./facebook/door.ts";
import type { PlatformDoor } from "./platform-adapter.ts";
import { xDoor } from "./x/door.ts";

/** What `receive-webhook` needs of every platform, and nothing that would make its bundle grow. */
export const doors = {
  x: xDoor,
  facebook: facebookDoor,
} satisfies Record<Platform, PlatformDoor>;
