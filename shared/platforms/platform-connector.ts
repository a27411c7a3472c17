/**
 * The fourth part of a platform, beside door, parser and rehearsal: what a platform is asked, and told, about one
 * channel's subscription. Loaded where somebody manages channels (`connect`, `doctor`, `reconcile-channel`) and nowhere
 * else, because it brings an HTTP client. It holds no state: what must be remembered is given, and handed back.
 */
import type { ChannelIdentity } from "./platform-adapter.ts";

/** The fields of a channel's access secret: what the platform's API wants to see. Never logged, never in an error. */
export type Access = Readonly<Record<string, string>>;

/** A channel with everything a call to its platform needs. */
export type ConnectedChannel = {
  readonly channel: ChannelIdentity;
  /** Where the platform is to send: `https://…/webhooks/<channel>`. */
  readonly webhookUrl: string;
  readonly access: Access;
  /** The field of the webhook secret a handshake is answered with, where registering must name it (Meta's verify token). */
  readonly verifyToken?: string | undefined;
  /** `https://api.x.com/2/`, `https://graph.facebook.com/v26.0/`: configuration, so that a version or a stand-in is. */
  readonly api: string;
};

export type Subscription = {
  /** Whether the platform would deliver now: it has our address, found it valid, and the account's events are asked for. */
  readonly state: "active" | "invalid" | "missing" | "partial";
  /** What the account's events are asked for. */
  readonly active: readonly string[];
  /** Those that should be, and are not. */
  readonly missing: readonly string[];
  readonly tokenExpiresAt?: string | undefined;
};

/** What was said and never delivered, in a body the platform's own parser reads. */
export type Missed = {
  readonly body: string;
  /** What reading it cost, in dollars; 0 where reading is free. */
  readonly dollars: number;
};

export type MissedSearch = {
  readonly since: Date;
  readonly until: Date;
  /** The threads we are waiting in. */
  readonly conversations: readonly string[];
  readonly budgetDollars: number;
  /** What the last search handed back, unread; where there is one, reading goes on there, whatever `since` says. */
  readonly bookmark: string | null;
};

export type MissedFound = {
  /** Oldest first among themselves; what is older may still be unread. */
  readonly found: readonly Missed[];
  readonly spentDollars: number;
  /** Whether everything was read that there is. */
  readonly complete: boolean;
  /**
   * Where the next search goes on, so that nothing is lost or paid for twice. Without one, whoever was not complete is
   * asked for the same again, which must be free.
   */
  readonly bookmark?: string;
};

export type PlatformConnector = {
  /** The names of the fields its access secret has; those in brackets may stay empty. */
  readonly accessFields: readonly string[];
  /** What the platform says now. Changes nothing. */
  readonly inspect: (channel: ConnectedChannel) => Promise<Subscription>;
  /** Makes it whole, whatever half of it exists: registers, subscribes, has the platform check. Says each thing done. */
  readonly connect: (channel: ConnectedChannel, told: (step: string) => void) => Promise<void>;
  /** Has the platform deliver again what it tried to deliver in between, where it can. Returns whether it will. */
  readonly replay?: (
    channel: ConnectedChannel,
    outage: { readonly from: Date; readonly to: Date },
  ) => Promise<boolean>;
  /** What was said and may never have been pushed. Stops early when the money is spent, and says so. */
  readonly missed?: (channel: ConnectedChannel, search: MissedSearch) => Promise<MissedFound>;
  /** New tokens for a pair that is about to expire. The old refresh token is dead once this has returned. */
  readonly refresh?: (channel: ConnectedChannel) => Promise<Access>;
};

/**
 * The platform refused. `expired`: not without new tokens of the brand, which `refresh` brings; `unauthorised`: whatever
 * else it was shown is not taken, and new tokens change nothing. `againAt` says when the same call may succeed, where
 * what the platform said of it is an instant at all.
 */
export class PlatformRefused extends Error {
  override readonly name = "PlatformRefused";
  readonly reason:
    | "expired"
    | "unauthorised"
    | "forbidden"
    | "limited"
    | "unpaid"
    | "invalid"
    | "unavailable";
  readonly againAt: Date | undefined;
  constructor(reason: PlatformRefused["reason"], message: string, againAt?: Date) {
    super(message);
    this.reason = reason;
    this.againAt = Number.isNaN(againAt?.getTime()) ? undefined : againAt;
  }
}
