/** The answer page behind the local runtime's own HTTP API, on loopback: routes, forms and cookies as on AWS. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { httpApiService } from "../../../infra/local/http-api/http-api-service.ts";
import { onRequest, type HttpRequest } from "../../../shared/handlers/on-request.ts";
import { aContext } from "../../builders/a-context.ts";
import { lookedAt, type Night } from "./a-night.ts";

export type ServedNight = {
  /** Where a token leads. */
  readonly urlOf: (token: string) => string;
  readonly stop: () => Promise<void>;
};

/** Every request is received at 3:12. */
export const serveNight = async ({ work, failed }: Night): Promise<ServedNight> => {
  const directory = mkdtempSync(join(tmpdir(), "firstreply-night-"));
  const handler = onRequest((request: HttpRequest) => work({ ...request, receivedAt: lookedAt }), failed);
  const api = httpApiService(
    {
      region: "eu-west-1",
      accountId: "111122223333",
      stackName: "Night",
      dataDirectory: directory,
      endpoint: "http://127.0.0.1:1",
      callAws: async () => ({}),
      credentialsOf: () => ({ accessKeyId: "key", secretAccessKey: "secret" }),
      report: () => {},
    },
    {
      port: 0,
      lambda: {
        mayInvoke: () => true,
        invoke: async (_, event) => ({
          requestId: "r",
          payload: await handler(JSON.parse(JSON.stringify(event)), aContext()),
        }),
      },
    },
  );
  const add = async (logicalId: string, kind: string, properties: object) => {
    const type = `AWS::ApiGatewayV2::${kind}`;
    return (await api.resources[type]?.({ logicalId, type, properties: { ...properties } }))?.ref;
  };
  const ApiId = await add("Api", "Api", { Name: "api", ProtocolType: "HTTP" });
  const integration = await add("Integration", "Integration", {
    ApiId,
    IntegrationType: "AWS_PROXY",
    IntegrationUri: "arn:aws:lambda:eu-west-1:111122223333:function:answer-page",
    PayloadFormatVersion: "2.0",
  });
  await add("Route", "Route", {
    ApiId,
    RouteKey: "ANY /pages/{token}",
    Target: `integrations/${integration}`,
  });
  await add("Stage", "Stage", { ApiId, StageName: "$default", AutoDeploy: true });
  await api.start?.();
  return {
    urlOf: (token) => `${api.url()}/pages/${token}`,
    stop: async () => {
      await api.stop?.();
      rmSync(directory, { recursive: true, force: true });
    },
  };
};
