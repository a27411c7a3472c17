import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ChannelId } from "../../../shared/domain/ids.ts";
import { PlatformRefused, type Access } from "../../../shared/platforms/platform-connector.ts";
import { refreshAccess } from "../../../shared/use-cases/refresh-access.ts";
import { memoryRefreshLeases } from "../../doubles/memory-channels.ts";
import { recordedTelemetry } from "../../doubles/recorded-telemetry.ts";
import { settableClock } from "../../doubles/settable-clock.ts";

const first: Access = { accessToken: "access 1", refreshToken: "refresh 1" };
const second: Access = { accessToken: "access 2", refreshToken: "refresh 2" };

/** A platform that takes each refresh token once, and everything that several functions share. */
const world = (pause: () => Promise<void> = async () => {}) => {
  let live = 1;
  let kept = first;
  const told = { refreshes: 0, refused: 0, used: [] as Access[] };
  const clock = settableClock("2026-11-21T03:00:00Z");
  const telemetry = recordedTelemetry();
  const leases = memoryRefreshLeases();
  const refresh = async (access: Access): Promise<Access> => {
    await pause();
    if (access["refreshToken"] !== `refresh ${live}`) {
      told.refused += 1;
      throw new PlatformRefused("unauthorised", "this token was used");
    }
    live += 1;
    told.refreshes += 1;
    await pause();
    return { accessToken: `access ${live}`, refreshToken: `refresh ${live}` };
  };
  const vault = {
    read: async () => (await pause(), kept),
    store: async (_: string, access: Access) => (await pause(), void (kept = access)),
  };
  const ports = { leases, vault, telemetry, wallClock: clock };
  const stale = { channelId: ChannelId.parse("x"), secretId: "access of x", access: first, refresh };
  return { ports, stale, told, clock, telemetry, kept: () => kept };
};

test("new tokens are stored, and given to whoever asked", async () => {
  const { ports, stale, kept } = world();
  expect(await refreshAccess(ports, stale)).toEqual(second);
  expect(kept()).toEqual(second);
});

test("somebody whose tokens are old already is given the new ones, and refreshes nothing", async () => {
  const { ports, stale, told } = world();
  await refreshAccess(ports, stale);
  expect(await refreshAccess(ports, stale)).toEqual(second);
  expect(told.refreshes).toBe(1);
});

test("however many want new tokens, in whatever order they come to it, the platform is asked once", async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 12 }), fc.scheduler(), async (count, scheduler) => {
      const { ports, stale, told } = world(() => scheduler.schedule(Promise.resolve()));
      // Waiting is a turn of its own too, or whoever waits would never let the others go on.
      const patient = {
        ...ports,
        wallClock: { ...ports.wallClock, waitUntil: () => scheduler.schedule(Promise.resolve()) },
      };
      const refreshers = Array.from({ length: count }, () => refreshAccess(patient, stale));
      const ended = Promise.all(refreshers);
      await scheduler.waitFor(ended);
      expect(await ended).toEqual(refreshers.map(() => second));
      expect(told).toMatchObject({ refreshes: 1, refused: 0 });
    }),
  );
});

describe("a holder that dies", () => {
  test("before it asked costs the others a minute", async () => {
    const { ports, stale, clock, telemetry } = world();
    const dead = new Promise<never>(() => {});
    void refreshAccess(ports, { ...stale, refresh: () => dead });
    const start = clock.now().getTime();
    expect(await refreshAccess(ports, stale)).toEqual(second);
    expect(clock.now().getTime() - start).toBeGreaterThanOrEqual(60_000);
    expect(telemetry.counts).not.toHaveProperty("TokensLost");
  });

  test("between the platform's answer and the store has lost the token, and that is said loudly, with what to do", async () => {
    const { ports, stale, telemetry } = world();
    const killed = new Promise<never>(() => {});
    void refreshAccess({ ...ports, vault: { ...ports.vault, store: () => killed } }, stale);
    await expect(refreshAccess(ports, stale)).rejects.toThrow(PlatformRefused);
    expect(telemetry.counts).toMatchObject({ TokensLost: 1 });
    expect(telemetry.notes.at(-1)).toMatchObject({
      event: "tokens.lost",
      facts: { whatToDo: expect.stringContaining("authorise the app again") },
    });
  });
});

/** A refresh whose store fails so often. */
const failing = (times: number, { ports, stale }: ReturnType<typeof world>) => {
  let failures = 0;
  const store = async (secretId: string, access: Access): Promise<void> => {
    if ((failures += 1) <= times) throw new Error("throttled");
    await ports.vault.store(secretId, access);
  };
  return refreshAccess({ ...ports, vault: { ...ports.vault, store } }, stale);
};
describe("what cannot be stored", () => {
  test("is stored again and again", async () => {
    const one = world();
    expect(await failing(5, one)).toEqual(second);
    expect(one.kept()).toEqual(second);
  });

  test("and in the end is told as lost, and never used", async () => {
    const one = world();
    await expect(failing(100, one)).rejects.toThrow("throttled");
    expect(one.telemetry.counts).toMatchObject({ TokensLost: 1 });
  });
});

describe("a platform that will not", () => {
  test("for good frees the lease at once: new tokens a person puts there are used", async () => {
    const { ports, stale, telemetry } = world();
    const refuse = {
      ...stale,
      access: first,
      refresh: async () => Promise.reject(new PlatformRefused("unauthorised", "no")),
    };
    await expect(refreshAccess(ports, refuse)).rejects.toThrow("no");
    expect(await refreshAccess(ports, stale)).toEqual(second);
    expect(telemetry.counts).not.toHaveProperty("TokensLost");
  });

  test("for now keeps it: whether the token was spent nobody knows", async () => {
    const { ports, stale, telemetry } = world();
    const away = { ...stale, refresh: async () => Promise.reject(new PlatformRefused("unavailable", "503")) };
    await expect(refreshAccess(ports, away)).rejects.toThrow("503");
    expect(await refreshAccess(ports, stale)).toEqual(second);
    expect(telemetry.notes.map(({ event }) => event)).toContain("tokens.taken-over");
  });
});
