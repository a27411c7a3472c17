import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { channelIdentity } from "../../../shared/config/channel-identity.ts";
import type { PipelineConfig } from "../../../shared/config/pipeline-config.ts";
import type { Platform } from "../../../shared/domain/platform.ts";
import { accessFieldsOf } from "../../../shared/platforms/access-fields.ts";
import { connectors } from "../../../shared/platforms/connectors.ts";
import { doors } from "../../../shared/platforms/doors.ts";
import type { ConnectedChannel, PlatformConnector } from "../../../shared/platforms/platform-connector.ts";
import { pascalCase } from "../../constructs/pascal-case.ts";
import { UsageError } from "../command.ts";
import type { Deployment } from "../deployment/open-deployment.ts";
import { readSecretFields } from "../deployment/secret-fields.ts";

/** A deployment, the configuration it should be, and where platforms reach it, if that is not its own address. */
export type Place = Pick<Deployment, "client" | "output" | "typed"> & {
  readonly config: PipelineConfig;
  readonly webhookBase?: string | undefined;
};

type Named = { readonly id: string; readonly platform: Platform };

/** A channel its platform can be asked about. */
export type ReadyChannel = Named & {
  readonly kind: "ready";
  readonly connector: PlatformConnector;
  readonly connected: ConnectedChannel;
  readonly accessSecretId: string;
};

/** `alone`: its platform has no API for this. `empty`: some fields of its access secret are, and are needed. */
export type OpenedChannel =
  | ReadyChannel
  | (Named & { readonly kind: "alone" })
  | (Named & {
      readonly kind: "empty";
      readonly accessSecretId: string;
      readonly empty: readonly string[];
      /** All it has: whoever fills in one puts the others again. */
      readonly fields: readonly string[];
      /** Whether somebody has begun to fill it in. */
      readonly begun: boolean;
    });

/** Everything a call to a channel's platform needs. UsageError for a channel the configuration does not have. */
export const openChannel = async (place: Place, id: string): Promise<OpenedChannel> => {
  const channel = place.config.channels[id];
  if (channel === undefined)
    throw new UsageError(
      `there is no channel "${id}": the configuration has ${Object.keys(place.config.channels).join(", ")}`,
    );
  const { platform } = channel;
  const connector = connectors[platform];
  if (connector === null || !("api" in channel)) return { kind: "alone", id, platform };

  const secretsManager = new SecretsManagerClient(place.client);
  const accessSecretId = place.output(`${pascalCase(id)}AccessSecretArn`);
  const access = await readSecretFields(secretsManager, accessSecretId);
  const fields = accessFieldsOf(connector);
  const empty = fields.filter(({ name, mayStayEmpty }) => !mayStayEmpty && (access[name] ?? "") === "");
  if (empty.length > 0)
    return {
      kind: "empty",
      id,
      platform,
      accessSecretId,
      empty: empty.map(({ name }) => name),
      fields: fields.map(({ name }) => name),
      begun: Object.values(access).some((value) => value !== ""),
    };

  const signing = doors[platform].secretFields.includes("verifyToken")
    ? await readSecretFields(secretsManager, place.output(`${pascalCase(id)}ChannelSecretArn`))
    : {};
  const connected: ConnectedChannel = {
    channel: channelIdentity(id, channel),
    webhookUrl: `${place.webhookBase ?? place.output("WebhookUrl")}/${id}`,
    access,
    verifyToken: signing["verifyToken"],
    api: channel.api,
  };
  return { kind: "ready", id, platform, connector, connected, accessSecretId };
};
