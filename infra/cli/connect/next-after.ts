import type { PlatformRefused } from "../../../shared/platforms/platform-connector.ts";
import type { ReadyChannel } from "./open-channel.ts";

/** What to do about a platform's refusal. */
export const nextAfter = (
  { reason, againAt }: PlatformRefused,
  { platform, accessSecretId }: Pick<ReadyChannel, "platform" | "accessSecretId">,
): string => {
  switch (reason) {
    case "expired":
    case "unauthorised":
      return `put what it says into its secrets; new tokens go into ${accessSecretId}`;
    case "forbidden":
      return `give the app the permissions it lacks, in the dashboard of ${platform}`;
    case "limited":
      return againAt === undefined ? "try again later" : `try again after ${againAt.toISOString()}`;
    case "unpaid":
      return `look at the balance and the limits of the ${platform} account: until it is paid, nothing is answered`;
    case "invalid":
      return "mend what it says, and try again";
    case "unavailable":
      return `look at the status page of ${platform}, and try again`;
  }
};
