import type { PlatformDoor } from "../platform-adapter.ts";
import { answerHandshake } from "./handshake.ts";
import { verifyWith } from "./signature.ts";
import { split } from "./split.ts";

/** A door of Meta's: any of the fields named may have signed what comes in. */
export const metaDoor = (...signingFields: readonly [string, ...string[]]): PlatformDoor => ({
  secretFields: [...signingFields, "verifyToken"],
  answerHandshake,
  verify: verifyWith(signingFields),
  split,
});
