/**
 * Until when the platform itself lets a brand answer, less what it takes to write and send. Business hours never extend
 * it. Messenger and Instagram: 24 hours from the person's last message
 * (https://developers.facebook.com/documentation/business-messaging/messenger-platform/policy), WhatsApp likewise for
 * anything but templates. A comment may be answered in public whenever, but in private, where anything personal belongs,
 * within seven days (https://developers.facebook.com/documentation/instagram-platform/private-replies). X sets no time.
 */
import type { Platform } from "../platform.ts";

const hour = 3600;
const day = 24 * hour;

/** Of private messages a later one opens the window anew, but the promise stays with the one that waits longest. */
type Windows = { readonly privateSeconds?: number; readonly publicSeconds?: number };

const windows: Readonly<Partial<Record<Platform, Windows>>> = {
  facebook: { privateSeconds: day, publicSeconds: 7 * day },
  instagram: { privateSeconds: day, publicSeconds: 7 * day },
  whatsapp: { privateSeconds: day },
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
  if (platform === null || isPublic === null) return null;
  const { privateSeconds, publicSeconds } = windows[platform] ?? {};
  const seconds = isPublic ? publicSeconds : privateSeconds;
  return seconds === undefined ? null : seconds - marginSeconds;
};

/** The earlier of what a policy says and what the platform allows. Without a target no clock runs. */
export const effectiveDue = (due: Date | null, createdAt: Date, seconds: number | null): Date | null => {
  if (due === null || seconds === null) return due;
  return new Date(Math.min(due.getTime(), createdAt.getTime() + seconds * 1000));
};
