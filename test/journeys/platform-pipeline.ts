/** The journeys' pipeline with its channels on fake platforms: their addresses are configuration, so it is synthesized anew. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PutSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { region } from "../../infra/local/runtime.ts";
import { synthesize } from "../../infra/local/synthesize.ts";
import { signedClient } from "../../shared/aws/signed-client.ts";
import { startFakeGraph, type FakeGraph } from "../platforms/fake-graph.ts";
import { startFakeX, type FakeX } from "../platforms/fake-x.ts";
import journeysConfig from "./journeys.config.ts";
import { startPipeline, type Pipeline } from "./pipeline.ts";

export type PlatformPipeline = {
  readonly pipeline: Pipeline;
  readonly x: FakeX;
  readonly graph: FakeGraph;
  readonly secretsManager: SecretsManagerClient;
  /** Fills a channel's access secret in. */
  readonly fillAccess: (output: string, fields: object) => Promise<void>;
  /** Looks after every channel as the schedule would have at that time. */
  readonly look: (time: Date) => Promise<void>;
  /** Makes CloudWatch remember that a channel was heard at these times. */
  readonly rememberHeard: (channelId: string, at: readonly Date[]) => Promise<void>;
  readonly stop: () => Promise<void>;
};

export const startPlatformPipeline = async (
  options: Parameters<typeof startPipeline>[0] = {},
): Promise<PlatformPipeline> => {
  const place = mkdtempSync(join(tmpdir(), "firstreply-platforms-"));
  const signingSecret = "what X signs with in this journey";
  const x = await startFakeX({ account: "2244994945", signingSecret });
  const graph = await startFakeGraph();
  const [configFile, assembly] = [join(place, "config.ts"), join(place, "assembly")];
  writeFileSync(configFile, `export default ${JSON.stringify(onFakes(x.api, graph.api))};`);
  writeFileSync(join(place, "secrets.json"), JSON.stringify({ x: { clientSecret: signingSecret } }));
  await synthesize({ configFile, outputDirectory: assembly });
  const pipeline = await startPipeline({ ...options, assembly, dataDirectory: place });
  const { endpoint, operator: credentials, outputs, lambda } = pipeline.runtime;
  const secretsManager = new SecretsManagerClient({ endpoint, region, credentials });
  const cloudWatch = signedClient("monitoring", "1.0", {
    AWS_REGION: region,
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  });

  return {
    pipeline,
    x,
    graph,
    secretsManager,
    fillAccess: async (output, fields) => {
      const SecretString = JSON.stringify(fields);
      await secretsManager.send(new PutSecretValueCommand({ SecretId: outputs[output], SecretString }));
    },
    look: async (time) =>
      void (await lambda.invoke(outputs["ReconcileChannelFunctionName"] ?? "", { time: time.toISOString() })),
    rememberHeard: async (channelId, at) => {
      for (let from = 0; from < at.length; from += 1000)
        await cloudWatch("GraniteServiceVersion20100801.PutMetricData", {
          Namespace: journeysConfig.stackName,
          MetricData: at.slice(from, from + 1000).map((heardAt) => ({
            MetricName: "WebhooksReceived",
            Dimensions: [
              { Name: "service", Value: "receive-webhook" },
              { Name: "channel", Value: channelId },
            ],
            Timestamp: heardAt.getTime() / 1000,
            Value: 3,
          })),
        });
    },
    stop: async () => {
      secretsManager.destroy();
      await pipeline.stop();
      await Promise.all([x.close(), graph.close()]);
      rmSync(place, { recursive: true, force: true });
    },
  };
};

/** Sales has somebody of its own to wake; the others have destinations alone. */
const onFakes = (xApi: string, graphApi: string) => {
  const { channels, teams } = journeysConfig;
  const search = { dollarsPerDay: 1, dollarsPerMonth: 10 };
  return {
    ...journeysConfig,
    responders: { ada: { name: "Ada", zone: "UTC", reachedBy: ["duty-webhook"] } },
    escalations: { ada: { levels: [{ to: [{ responder: "ada" }], waitSeconds: 900 }] } },
    catchAll: ["duty-webhook"],
    teams: { ...teams, sales: { ...teams["sales"], pages: [], escalation: "ada" } },
    channels: {
      ...channels,
      x: { ...channels["x"], api: xApi, search },
      facebook: { ...channels["facebook"], api: graphApi },
      instagram: { ...channels["instagram"], api: graphApi },
      whatsapp: { ...channels["whatsapp"], api: graphApi },
    },
  };
};
