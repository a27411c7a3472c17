/**
 * Until when the platform itself lets a brand answer, less what it takes to write and send. Business hours never extend
 * it. Messenger and Instagram: 24 hours from the person's last message
 * (https://developers.facebook.com/documentation/business-messaging/messenger-platform/policy), WhatsApp likewise for
 * anything but templates. What is public may be answered whenever, and X sets no time.
 */
import type { Platform } from "../platform.ts";

const hour = 3600;

/** Of private messages. A later message opens the window anew, but the promise stays with the one that waits longest. */
const windowSeconds: Readonly<Partial<Record<Platform, number>>> = {
  facebook: 24 * hour,
  instagram: 24 * hour,
  whatsapp: 24 * hour,
};

/** Whoever is woken when it is due still has time to write. */
const marginSeconds = hour;

/** For so many seconds after it was written it makes sense to be due; null where the platform sets no time. */
export const windowSecondsOf = ({
  platform,
  public: isPublic,
}: {
  readonly platform: Platform | null;
  readonly public: boolean | null;
}): number | null => {
  const seconds = platform === null || isPublic !== false ? undefined : windowSeconds[platform];
  return seconds === undefined ? null : seconds - marginSeconds;
};

/** The earlier of what a policy says and what the platform allows. Without a target no clock runs. */
export const effectiveDue = (due: Date | null, createdAt: Date, seconds: number | null): Date | null => {
  if (due === null || seconds === null) return due;
  return new Date(Math.min(due.getTime(), createdAt.getTime() + seconds * 1000));
};
