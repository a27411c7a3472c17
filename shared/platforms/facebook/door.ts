import { answerHandshake } from "../meta/handshake.ts";
import { verify } from "../meta/signature.ts";
import { split } from "../meta/split.ts";
import type { PlatformDoor } from "../platform-adapter.ts";

export const facebookDoor: PlatformDoor = {
  secretFields: ["appSecret", "verifyToken"],
  answerHandshake,
  verify,
  split,
};
