import type { PlatformDoor } from "../platform-adapter.ts";
import { answerHandshake } from "./handshake.ts";
import { verify } from "./signature.ts";
import { split } from "./split.ts";

export const xDoor: PlatformDoor = {
  secretFields: ["consumerSecret", "clientSecret"],
  answerHandshake,
  verify,
  split,
};
