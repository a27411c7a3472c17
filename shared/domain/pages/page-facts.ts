/** What title and sentences of a page both tell. */
import type { Platform } from "../platform.ts";
import type { AboutConversation } from "./page-about.ts";
import type { PageReader } from "./page-reader.ts";
import { spokenSpan } from "./spoken-time.ts";

export const platformNames: Record<Platform, string> = {
  x: "X",
  facebook: "Facebook",
  instagram: "Instagram",
  whatsapp: "WhatsApp",
  threads: "Threads",
  "standard-webhooks": "a webhook channel",
};

/** `an urgent service customer on X` */
export const whoWaits = ({ urgent, category, platform }: AboutConversation): string =>
  `${urgent ? "an urgent" : "a"} ${category} customer on ${platformNames[platform]}`;

type Now = Pick<PageReader, "now">;

/** `23 minutes` */
export const waitedFor = ({ waitingSince }: Pick<AboutConversation, "waitingSince">, { now }: Now): string =>
  spokenSpan(now.getTime() - Date.parse(waitingSince));

/** An instant has passed as soon as it is there. */
export const hasPassed = (instant: string, { now }: Now): boolean => Date.parse(instant) <= now.getTime();

/** As a sentence begins. */
export const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
