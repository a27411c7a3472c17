import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import * as z from "zod";
import { pascalCase } from "../../constructs/pascal-case.ts";
import { jsonOrNothing } from "../json-or-nothing.ts";
import { ok, wrong, type Finding } from "./finding.ts";
import {
  destinationFields,
  judgeChannelSecret,
  judgeDestinationSecret,
  type SecretVerdict,
} from "./judge-secret.ts";
import type { Check, Patient } from "./patient.ts";
import { doors } from "../../../shared/platforms/doors.ts";

type Fields = Readonly<Record<string, string>>;

type OperatorSecret = {
  readonly check: string;
  readonly output: string;
  readonly fields: readonly string[];
  readonly judge: (fields: Fields) => SecretVerdict;
};

export const secrets: Check = {
  name: "secrets",
  look: (patient) => {
    const secretsManager = new SecretsManagerClient(patient.client);
    return Promise.all(secretsOf(patient).map((secret) => lookAt(secretsManager, patient, secret)));
  },
};

/** One for each channel, and for each destination that is a webhook. */
const secretsOf = ({ config }: Patient): OperatorSecret[] => [
  ...Object.entries(config.channels).map(([id, { platform }]) => ({
    check: `secret of ${id}`,
    output: `${pascalCase(id)}ChannelSecretArn`,
    fields: doors[platform].secretFields,
    judge: (fields: Fields) => judgeChannelSecret(platform, fields),
  })),
  ...Object.entries(config.destinations).flatMap(([id, { kind }]) =>
    kind === "webhook"
      ? [
          {
            check: `secret of ${id}`,
            output: `${pascalCase(id)}DestinationSecretArn`,
            fields: destinationFields,
            judge: judgeDestinationSecret,
          },
        ]
      : [],
  ),
];

const lookAt = async (
  secretsManager: SecretsManagerClient,
  { outputs }: Patient,
  { check, output, fields, judge }: OperatorSecret,
): Promise<Finding> => {
  const SecretId = outputs[output];
  if (SecretId === undefined)
    return wrong(
      check,
      "the deployed stack does not know it",
      "deploy the configuration, or name the deployed one with --config",
    );
  const { problem, leftOut } = judge(await readFields(secretsManager, SecretId));
  if (problem === null)
    return ok(check, leftOut.length === 0 ? "filled in" : `filled in, without ${leftOut.join(", ")}`);
  const example = JSON.stringify(Object.fromEntries(fields.map((field) => [field, "…"])));
  return wrong(
    check,
    problem,
    `aws secretsmanager put-secret-value --secret-id ${SecretId} --secret-string '${example}'`,
  );
};

const Values = z.record(z.string(), z.unknown()).catch({});

const readFields = async (secretsManager: SecretsManagerClient, SecretId: string): Promise<Fields> => {
  const { SecretString = "{}" } = await secretsManager.send(new GetSecretValueCommand({ SecretId }));
  const values = Object.entries(Values.parse(jsonOrNothing(SecretString)));
  return Object.fromEntries(
    values.filter((field): field is [string, string] => typeof field[1] === "string"),
  );
};
