/**
 * A refresh token may be used once. Two functions that use it at the same moment lose the channel, so whoever needs new
 * tokens takes a lease first, and the others wait for what it stores. The new tokens are stored before anybody uses
 * them: what dies in between leaves a lease that expires, and whoever takes it over knows that its token may be spent.
 */
import { createHash, randomUUID } from "node:crypto";
import type { ChannelId } from "../domain/ids.ts";
import { PlatformRefused, type Access } from "../platforms/platform-connector.ts";
import type { AccessVault } from "../ports/access-vault.ts";
import type { Lease, RefreshLeases } from "../ports/refresh-leases.ts";
import type { Telemetry } from "../ports/telemetry.ts";
import type { WallClock } from "../ports/wall-clock.ts";

export type RefreshPorts = {
  readonly leases: RefreshLeases;
  readonly vault: AccessVault;
  readonly wallClock: WallClock;
  readonly telemetry: Telemetry;
};

export type StaleAccess = {
  readonly channelId: ChannelId;
  readonly secretId: string;
  /** The tokens that no longer do, or soon will not. */
  readonly access: Access;
  /** Asks the platform; the old refresh token is dead once it has answered. */
  readonly refresh: (access: Access) => Promise<Access>;
};

/** Longer than a platform may take to answer and a secret to be stored. */
const leaseSeconds = 60;
/** Others wait out one lease that was abandoned, and the refresh behind it. */
const patienceSeconds = 90;
const lookAgainMs = 250;
const storeTries = 6;

/**
 * Tokens other than the stale ones, whoever has refreshed them. Rejects with PlatformRefused where the platform will
 * not; `unauthorised` after a lease that was abandoned means that the token is lost, which is counted and told.
 */
export const refreshAccess = async (ports: RefreshPorts, stale: StaleAccess): Promise<Access> => {
  const { leases, vault, wallClock } = ports;
  const lease = { channelId: stale.channelId, holder: randomUUID(), spends: digest(stale.access) };
  const givesUpAt = inSeconds(wallClock, patienceSeconds);
  while (wallClock.now() < givesUpAt) {
    const now = wallClock.now();
    const taking = await leases.take({ ...lease, now, until: inSeconds(wallClock, leaseSeconds) });
    const stored = await vault.read(stale.secretId);
    const isRefreshed = digest(stored) !== lease.spends;
    if (taking.kind === "taken" && isRefreshed) await leases.giveBack({ ...lease, wasSpent: false });
    if (isRefreshed) return stored;
    if (taking.kind === "taken") return spendToken(ports, stale, { ...lease, ...taking });
    await wallClock.waitUntil(new Date(now.getTime() + lookAgainMs));
  }
  throw new Error(`nobody refreshed the tokens of ${stale.channelId} within ${patienceSeconds} seconds`);
};

type TakenLease = Lease & { readonly isAbandoned: boolean };

const spendToken = async (ports: RefreshPorts, stale: StaleAccess, lease: TakenLease): Promise<Access> => {
  const access = await askPlatform(ports, stale, lease);
  await storeOrTell(ports, stale, access);
  await ports.leases.giveBack({ ...lease, wasSpent: true });
  ports.telemetry.count("TokensRefreshed");
  ports.telemetry.note("tokens.refreshed", { channelId: stale.channelId });
  return access;
};

/**
 * A definite refusal spends nothing, and the lease is free again. After anything else nobody knows, so it is kept until
 * it expires, and whoever takes it over is told.
 */
const askPlatform = async (ports: RefreshPorts, stale: StaleAccess, lease: TakenLease): Promise<Access> => {
  const { channelId } = stale;
  if (lease.isAbandoned) ports.telemetry.note("tokens.taken-over", { channelId });
  try {
    return await stale.refresh(stale.access);
  } catch (error) {
    if (!(error instanceof PlatformRefused) || error.reason === "unavailable") throw error;
    if (lease.isAbandoned && error.reason === "unauthorised") tellLost(ports, channelId, error);
    await ports.leases.giveBack({ ...lease, wasSpent: false });
    throw error;
  }
};

/** These tokens exist nowhere but here, and their predecessor is dead: storing them is worth more than one try. */
const storeOrTell = async (ports: RefreshPorts, stale: StaleAccess, access: Access): Promise<void> => {
  const { vault, wallClock } = ports;
  for (let tries = 1; ; tries += 1) {
    try {
      return await vault.store(stale.secretId, access);
    } catch (error) {
      if (tries === storeTries) {
        tellLost(ports, stale.channelId, error);
        throw error;
      }
      await wallClock.waitUntil(new Date(wallClock.now().getTime() + 500 * 2 ** tries));
    }
  }
};

/** Nobody but the brand can repair this: it has to consent again. */
const tellLost = ({ telemetry }: RefreshPorts, channelId: ChannelId, cause: unknown): void => {
  telemetry.count("TokensLost");
  telemetry.warn("tokens.lost", cause, {
    channelId,
    whatToDo:
      "the refresh token was used and its successor never stored: authorise the app again as the brand, and put the new tokens into the channel's access secret",
  });
};

const inSeconds = (wallClock: WallClock, seconds: number): Date =>
  new Date(wallClock.now().getTime() + seconds * 1000);

/** The same for the same fields, in whatever order, an empty one being none; shows nothing of them. */
const digest = (access: Access): string => {
  const filled = Object.entries(access).filter(([, value]) => value !== "");
  const inOrder = filled.toSorted(([one], [other]) => one.localeCompare(other));
  return createHash("sha256").update(JSON.stringify(inOrder)).digest("hex");
};
