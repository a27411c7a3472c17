import { describe, expect, test } from "vitest";
import { connectChannel } from "../../../../infra/cli/connect/connect-channel.ts";
import type { ReadyChannel } from "../../../../infra/cli/connect/open-channel.ts";
import { ChannelId } from "../../../../shared/domain/ids.ts";
import { PlatformRefused, type Access } from "../../../../shared/platforms/platform-connector.ts";
import { refreshAccess } from "../../../../shared/use-cases/refresh-access.ts";
import { fakeConnector } from "../../../doubles/fake-connector.ts";
import { memoryRefreshLeases } from "../../../doubles/memory-channels.ts";
import { recordedTelemetry } from "../../../doubles/recorded-telemetry.ts";
import { settableClock } from "../../../doubles/settable-clock.ts";

const id = ChannelId.parse("x");

/** A channel whose tokens in its secret are these, as an operator's command has read them. */
const aReadyChannel = (access: Access) => {
  const connector = fakeConnector();
  let kept = access;
  const clock = settableClock("2026-11-21T03:00:00Z");
  const ports = {
    leases: memoryRefreshLeases(),
    vault: { read: async () => kept, store: async (_: string, tokens: Access) => void (kept = tokens) },
    // Whoever waits lets the others take their turn: the lease is given back before the clock has run far.
    wallClock: { ...clock, waitUntil: () => new Promise<void>((resolve) => setImmediate(resolve)) },
    telemetry: recordedTelemetry(),
  };
  const ready: ReadyChannel = {
    kind: "ready",
    id,
    platform: "x",
    connector,
    connected: {
      channel: { id, account: "2244994945" },
      webhookUrl: "https://example.com/webhooks/x",
      access,
      api: "https://api.example.com/",
    },
    accessSecretId: "access of x",
  };
  const steps: string[] = [];
  const connect = () => connectChannel(ports, ready, (step) => steps.push(step));
  return { connect, connector, ports, ready, steps, kept: () => kept };
};

const renewed = "its tokens had expired: new ones are kept in its access secret";

describe("connecting a channel", () => {
  test("with tokens that are taken renews none", async () => {
    const { connect, connector, steps } = aReadyChannel({ accessToken: "token 1" });
    await connect();
    expect(connector.asked).toEqual(["connect"]);
    expect(steps).not.toContain(renewed);
  });

  test.each([
    ["that the platform no longer takes", { accessToken: "token 0" }, ["connect", "refresh", "connect"]],
    [
      "that have expired by our clock",
      { accessToken: "token 1", expiresAt: "2026-11-21T02:59:00.000Z" },
      ["refresh", "connect"],
    ],
  ])("with tokens %s keeps new ones before they are used", async (_, access, asked) => {
    const { connect, connector, steps, kept } = aReadyChannel(access);
    await connect();
    expect(connector.asked).toEqual(asked);
    expect(kept()).toEqual({ accessToken: "token 2" });
    expect(steps).toContain(renewed);
  });

  test("spends nothing where it is not the brand's token that is refused", async () => {
    const { connect, connector } = aReadyChannel({ accessToken: "token 1" });
    connector.refusal = new PlatformRefused("unauthorised", "the app's bearer token is nobody's");
    await expect(connect()).rejects.toMatchObject({ reason: "unauthorised" });
    expect(connector.asked).toEqual(["connect"]);
  });

  test("and the function at the same moment use a refresh token once between them", async () => {
    const { connect, connector, ports, ready, kept } = aReadyChannel({
      accessToken: "token 0",
      expiresAt: "",
    });
    const byFunction = refreshAccess(ports, {
      channelId: id,
      secretId: ready.accessSecretId,
      access: { accessToken: "token 0" }, // a vault leaves empty fields out
      refresh: async (spent) => (await connector.refresh?.({ ...ready.connected, access: spent })) ?? spent,
    });
    await Promise.all([byFunction, connect()]);
    expect(connector.asked.filter((what) => what === "refresh")).toHaveLength(1);
    expect(await byFunction).toEqual(kept());
  });
});
