import type { Platform } from "../domain/platform.ts";
import { facebookParser } from "./facebook/normalise.ts";
import type { PlatformParser } from "./platform-adapter.ts";
import { xParser } from "./x/normalise.ts";

/** What `triage-mentions` needs of every platform. */
export const parsers = {
  x: xParser,
  facebook: facebookParser,
} satisfies Record<Platform, PlatformParser>;
