import { GetSecretValueCommand, type SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import * as z from "zod";
import { jsonOrNothing } from "../json-or-nothing.ts";
import type { ClientConfig } from "./open-deployment.ts";

export type Fields = Readonly<Record<string, string>>;

const Values = z.record(z.string(), z.unknown()).catch({});

/** The fields of a secret that are texts, empty ones included. */
export const readSecretFields = async (
  secretsManager: SecretsManagerClient,
  SecretId: string,
): Promise<Fields> => {
  const { SecretString = "{}" } = await secretsManager.send(new GetSecretValueCommand({ SecretId }));
  const values = Object.entries(Values.parse(jsonOrNothing(SecretString)));
  return Object.fromEntries(
    values.filter((field): field is [string, string] => typeof field[1] === "string"),
  );
};

/** What somebody types to fill a secret in: at AWS, or at the endpoint of a local run. */
export const fillInCommand = (
  { endpoint }: Pick<ClientConfig, "endpoint">,
  secretId: string,
  fields: readonly string[],
): string => {
  const example = JSON.stringify(Object.fromEntries(fields.map((field) => [field, "…"])));
  const where = endpoint === undefined ? "" : ` --endpoint-url ${endpoint}`;
  return `aws secretsmanager put-secret-value${where} --secret-id ${secretId} --secret-string '${example}'`;
};
