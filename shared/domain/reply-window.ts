/**
 * Until when the platform itself lets a brand answer, less what it takes to write and send. Business hours never extend
 * it. Messenger and Instagram: 24 hours from the person's last message
 * (https://developers.facebook.com/documentation/business-messaging/messenger-platform/policy), WhatsApp likewise for
 * anything but templates. What is public may be answered whenever, and X sets no time.
 */
import type { Mention } from "./mention.ts";
import type { Platform } from "./platform.ts";

const hour = 3600;

/** Of private messages. A later message opens the window anew, but the promise stays with the one that waits longest. */
const windowSeconds: Readonly<Partial<Record<Platform, number>>> = {
  facebook: 24 * hour,
  instagram: 24 * hour,
  whatsapp: 24 * hour,
};

/** Whoever is woken when it is due still has time to write. */
const marginSeconds = hour;

/** The last instant at which it makes sense to be due; null where the platform sets none. */
export const windowEnd = ({
  platform,
  public: isPublic,
  createdAt,
}: Pick<Mention, "platform" | "public" | "createdAt">): Date | null => {
  const seconds = windowSeconds[platform];
  if (isPublic || seconds === undefined) return null;
  return new Date(Date.parse(createdAt) + (seconds - marginSeconds) * 1000);
};

/** The earlier of what a policy says and what the platform allows. Without a target no clock runs. */
export const effectiveDue = (due: Date | null, window: Date | null): Date | null =>
  due === null || window === null || due.getTime() <= window.getTime() ? due : window;
