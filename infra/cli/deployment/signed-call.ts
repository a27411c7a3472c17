import { SQSClient } from "@aws-sdk/client-sqs";
import { signedClient, type SignedCall } from "../../../shared/aws/signed-client.ts";
import type { ClientConfig } from "./open-deployment.ts";

/** The small signed client the functions use, with the credentials the SDK would find, wherever it would find them. */
export const signedCall = (
  client: ClientConfig,
  service: "monitoring" | "secretsmanager",
  jsonVersion: "1.0" | "1.1",
): SignedCall => {
  let opened: Promise<SignedCall> | undefined;
  const open = async (): Promise<SignedCall> => {
    const { accessKeyId, secretAccessKey, sessionToken } = await new SQSClient(client).config.credentials();
    return signedClient(service, jsonVersion, {
      AWS_REGION: client.region,
      AWS_ENDPOINT_URL: client.endpoint,
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
      AWS_SESSION_TOKEN: sessionToken,
    });
  };
  return async (target, input) => (await (opened ??= open()))(target, input);
};
