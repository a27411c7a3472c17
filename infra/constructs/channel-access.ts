import { Construct } from "constructs";
import { accessFieldsOf } from "../../shared/platforms/access-fields.ts";
import { connectors } from "../../shared/platforms/connectors.ts";
import type { Deployment } from "./deployment.ts";
import { OperatorSecret } from "./operator-secret.ts";

/**
 * What each platform's API wants to see, for every channel whose platform has one. A secret apart from what webhooks
 * are signed with: whoever renews tokens cannot touch that, and whoever takes webhooks cannot read this.
 */
export class ChannelAccess extends Construct {
  /** By channel id; a channel whose platform nobody can be asked for has none. */
  readonly secrets: Readonly<Record<string, OperatorSecret>>;

  constructor(scope: Construct, id: string, { config }: Pick<Deployment, "config">) {
    super(scope, id);
    this.secrets = Object.fromEntries(
      Object.entries(config.channels).flatMap(([channel, { platform }]) => {
        const connector = connectors[platform];
        return connector === null ? [] : [[channel, this.accessSecret(channel, platform, connector)]];
      }),
    );
  }

  private accessSecret(
    id: string,
    platform: string,
    connector: Parameters<typeof accessFieldsOf>[0],
  ): OperatorSecret {
    return new OperatorSecret(this, {
      of: "access",
      id,
      description: `What the API of ${platform} wants to see of channel ${id}`,
      fields: accessFieldsOf(connector).map(({ name }) => name),
    });
  }
}
