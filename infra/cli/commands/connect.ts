/**
 * Has a channel's platform deliver to a deployment: registers its address, subscribes the account's events, and has
 * the platform check. `--check` changes nothing, and says how every channel stands.
 */
import * as z from "zod";
import { PlatformRefused } from "../../../shared/platforms/platform-connector.ts";
import { resolveConfig } from "../../config/resolve-config.ts";
import { channelStates } from "../connect/channel-states.ts";
import { connectChannel } from "../connect/connect-channel.ts";
import { nextAfter } from "../connect/next-after.ts";
import { openChannel, type OpenedChannel, type Place, type ReadyChannel } from "../connect/open-channel.ts";
import { printStates } from "../connect/print-states.ts";
import { refreshPorts } from "../connect/refresh-ports.ts";
import { defineCommand, UsageError, type Terminal } from "../command.ts";
import { deploymentFlags } from "../deployment/deployment-flags.ts";
import { fillInCommand } from "../deployment/secret-fields.ts";
import { withDeployment } from "../deployment/with-deployment.ts";
import { paint } from "../print-table.ts";

export const connectCommand = defineCommand({
  name: "connect",
  summary:
    "Registers a channel's webhook with its platform and subscribes its events; --check says how all stand.",
  failsWhen: "something is wrong",
  positionals: ["channel"],
  input: z.object({
    channel: z.string().optional().describe("the channel's id in the configuration"),
    check: z
      .boolean()
      .default(false)
      .describe("changes nothing: says how each channel stands; exits 1 where something is wrong"),
    url: z
      .url("is no URL")
      .optional()
      .describe("where platforms reach the webhooks, if not at WebhookUrl: a tunnel to this machine"),
    config: z.string().optional().describe("the configuration it was deployed with, where it is another"),
    ...deploymentFlags,
  }),
  examples: [
    "npm run firstreply -- connect x --outputs outputs.json",
    "npm run firstreply -- connect --check --outputs outputs.json",
  ],
  run: ({ channel, check, url, config: file, ...flags }, terminal) =>
    withDeployment(flags, terminal, async (deployment) => {
      const config = await resolveConfig(file ?? deployment.configFile);
      const place: Place = { ...deployment, config, webhookBase: url };
      const all = Object.keys(place.config.channels);
      if (check) return checkAll(terminal, place, channel === undefined ? all : [channel]);
      if (channel === undefined)
        throw new UsageError(`say which channel to connect (${all.join(", ")}), or --check`);
      const ready = readyOrNot(place, await openChannel(place, channel));
      return (await connect(terminal, place, ready)) ? checkAll(terminal, place, [channel]) : 1;
    }),
});

const checkAll = async (terminal: Terminal, place: Place, ids: readonly string[]): Promise<number> => {
  const states = await channelStates(place, ids);
  printStates(terminal, states);
  return states.some(({ verdict }) => verdict === "wrong") ? 1 : 0;
};

/** The channel, if it can be connected; else a UsageError that says what to do first. */
const readyOrNot = ({ client }: Place, opened: OpenedChannel): ReadyChannel => {
  switch (opened.kind) {
    case "ready":
      return opened;
    case "alone":
      throw new UsageError(
        `${opened.platform} cannot be asked to subscribe: whoever sends there is told <WebhookUrl>/${opened.id} by hand`,
      );
    case "empty":
      throw new UsageError(
        `${opened.id} cannot be connected yet: fill in ${opened.empty.join(", ")}\n  ${fillInCommand(client, opened.accessSecretId, opened.fields)}`,
        { cause: "not of what was typed" },
      );
  }
};

const connect = async (terminal: Terminal, place: Place, ready: ReadyChannel): Promise<boolean> => {
  const told = (step: string): void =>
    terminal.print(
      terminal.isInteractive
        ? ` ${paint("green", "✓")} ${step}`
        : JSON.stringify({ channel: ready.id, step }),
    );
  try {
    await connectChannel(refreshPorts(place, terminal.warn), ready, told);
    return true;
  } catch (error) {
    if (!(error instanceof PlatformRefused)) throw error;
    terminal.warn(`${error.message}\n→ ${nextAfter(error, ready)}`);
    return false;
  }
};
