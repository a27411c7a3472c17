import type { Platform } from "../domain/platform.ts";
import { facebookRehearsal } from "./facebook/rehearse.ts";
import type { PlatformRehearsal } from "./platform-adapter.ts";
import { xRehearsal } from "./x/rehearse.ts";

/** How every platform's side is played. */
export const rehearsals = {
  x: xRehearsal,
  facebook: facebookRehearsal,
} satisfies Record<Platform, PlatformRehearsal>;
