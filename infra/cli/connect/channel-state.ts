/** How a channel stands with its platform: asked for by `connect --check` and by the doctor alike. */
import type { Platform } from "../../../shared/domain/platform.ts";
import { PlatformRefused, type Subscription } from "../../../shared/platforms/platform-connector.ts";
import { fillInCommand } from "../deployment/secret-fields.ts";
import type { Finding } from "../doctor/finding.ts";
import { lastHeard, type LastHeard } from "./last-heard.ts";
import { openChannel, type OpenedChannel, type Place, type ReadyChannel } from "./open-channel.ts";
import { nextAfter } from "./next-after.ts";

export type ChannelState = Standing & LastHeard;

/** What its platform says of it. */
type Standing = Pick<Finding, "verdict" | "saw" | "next"> & {
  readonly channel: string;
  readonly platform: Platform;
  /** Whether the platform would deliver to our address; null where it cannot be told. */
  readonly valid: boolean | null;
  readonly active: readonly string[];
  readonly missing: readonly string[];
  readonly tokenExpiresAt: string | null;
};

export const channelState = async (place: Place, id: string): Promise<ChannelState> => {
  const opened = await openChannel(place, id);
  const [standing, heard] = await Promise.all([standingOf(place, opened), lastHeard(place, id)]);
  return { ...standing, ...heard };
};

const standingOf = async (place: Place, opened: OpenedChannel): Promise<Standing> => {
  const unknown = nothingKnown(opened);
  switch (opened.kind) {
    case "alone":
      return { ...unknown, verdict: "unknown", saw: "cannot be asked: look where its sender is set up" };
    case "empty":
      return {
        ...unknown,
        verdict: opened.begun ? "wrong" : "unknown",
        saw: opened.begun
          ? `${opened.empty.join(", ")} of its access secret ${opened.empty.length === 1 ? "is" : "are"} empty`
          : "not connected from here: its access secret is empty",
        next: fillInCommand(place.client, opened.accessSecretId, opened.fields),
      };
    case "ready":
      return { ...unknown, ...(await inspect(place, opened)) };
  }
};

/** Of a channel whose platform has said nothing. */
export const nothingKnown = ({ id, platform }: Pick<OpenedChannel, "id" | "platform">) => ({
  channel: id,
  platform,
  valid: null,
  active: [],
  missing: [],
  tokenExpiresAt: null,
});

type Seen = Omit<Standing, "channel" | "platform">;

const inspect = async (
  place: Place,
  ready: ReadyChannel,
): Promise<Partial<Seen> & Pick<Seen, "verdict" | "saw">> => {
  try {
    return seen(place, ready, await ready.connector.inspect(ready.connected));
  } catch (error) {
    if (!(error instanceof PlatformRefused)) throw error;
    return { verdict: "wrong", saw: error.message, next: nextAfter(error, ready) };
  }
};

const seen = ({ typed }: Place, { id, connector }: ReadyChannel, subscription: Subscription): Seen => {
  const { state, active, missing, tokenExpiresAt = null } = subscription;
  const known = {
    valid: state !== "missing" && state !== "invalid",
    active,
    missing,
    tokenExpiresAt,
  };
  if (state !== "active")
    return { ...known, verdict: "wrong", saw: words[state](missing), next: typed(`connect ${id}`) };
  if (tokenExpiresAt !== null && Date.parse(tokenExpiresAt) < Date.now() && connector.refresh === undefined)
    return {
      ...known,
      verdict: "wrong",
      saw: "subscribed, but its token has expired",
      next: "put a new one into its access secret",
    };
  return { ...known, verdict: "ok", saw: `subscribed to ${active.join(", ")}` };
};

const words = {
  missing: () => "its platform does not know our address",
  invalid: () => "its platform holds our address to be invalid, and delivers nothing",
  partial: (missing: readonly string[]) => `not subscribed to ${missing.join(", ")}`,
};
