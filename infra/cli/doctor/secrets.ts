import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { pascalCase } from "../../constructs/pascal-case.ts";
import { fillInCommand, readSecretFields, type Fields } from "../deployment/secret-fields.ts";
import { ok, unknown, wrong, type Finding } from "./finding.ts";
import {
  judgeAccessSecret,
  judgeChannelSecret,
  judgeDestinationSecret,
  judgeFeedSecret,
  type SecretVerdict,
} from "./judge-secret.ts";
import type { Check, Patient } from "./patient.ts";
import { destinationSecretFields } from "../../../shared/config/destination-secret-fields.ts";
import { feedsOf } from "../../../shared/domain/roster/fed-roster.ts";
import { accessFieldsOf } from "../../../shared/platforms/access-fields.ts";
import { connectors } from "../../../shared/platforms/connectors.ts";
import { doors } from "../../../shared/platforms/doors.ts";
import type { PlatformConnector } from "../../../shared/platforms/platform-connector.ts";

type OperatorSecret = {
  readonly check: string;
  readonly output: string;
  readonly fields: readonly string[];
  readonly judge: (fields: Fields) => SecretVerdict;
  /** What goes without it, where it may stay empty. */
  readonly goesWithout?: string;
};

export const secrets: Check = {
  name: "secrets",
  look: (patient) => {
    const secretsManager = new SecretsManagerClient(patient.client);
    return Promise.all(secretsOf(patient).map((secret) => lookAt(secretsManager, patient, secret)));
  },
};

/**
 * Two for each channel whose platform can be asked, one for each other, for each destination that has one, and for each
 * feed of shifts.
 */
const secretsOf = ({ config, isLocal }: Patient): OperatorSecret[] => [
  ...Object.entries(config.channels).map(([id, { platform }]) => ({
    check: `secret of ${id}`,
    output: `${pascalCase(id)}ChannelSecretArn`,
    fields: doors[platform].secretFields,
    judge: (fields: Fields) => judgeChannelSecret(platform, fields),
  })),
  ...Object.entries(config.channels).flatMap(([id, { platform }]) => {
    const connector = connectors[platform];
    return connector === null ? [] : [accessSecretOf(id, connector)];
  }),
  ...Object.entries(config.destinations).flatMap(([id, { kind }]) =>
    destinationSecretFields[kind].length > 0
      ? [
          {
            check: `secret of ${id}`,
            output: `${pascalCase(id)}DestinationSecretArn`,
            fields: destinationSecretFields[kind],
            judge: (fields: Fields) =>
              judgeDestinationSecret(kind, fields, isLocal ? "this machine" : "public"),
          },
        ]
      : [],
  ),
  ...feedsOf(Object.values(config.rosters)).map((id) => ({
    check: `secret of ${id}`,
    output: `${pascalCase(id)}FeedSecretArn`,
    fields: ["url"],
    judge: (fields: Fields) => judgeFeedSecret(fields, isLocal ? "this machine" : "public"),
  })),
];

const accessSecretOf = (id: string, connector: PlatformConnector): OperatorSecret => ({
  check: `access of ${id}`,
  output: `${pascalCase(id)}AccessSecretArn`,
  fields: accessFieldsOf(connector).map(({ name }) => name),
  judge: (fields) => judgeAccessSecret(connector, fields),
  goesWithout: `\`connect ${id}\``,
});

const lookAt = async (
  secretsManager: SecretsManagerClient,
  { client, outputs }: Patient,
  { check, output, fields, judge, goesWithout }: OperatorSecret,
): Promise<Finding> => {
  const SecretId = outputs[output];
  if (SecretId === undefined)
    return wrong(
      check,
      "the deployed stack does not know it",
      "deploy the configuration, or name the deployed one with --config",
    );
  const filled = await readSecretFields(secretsManager, SecretId);
  if (goesWithout !== undefined && Object.values(filled).every((value) => value === ""))
    return unknown(check, `empty: ${goesWithout} needs it`, fillInCommand(client, SecretId, fields));
  const { problem, leftOut } = judge(filled);
  if (problem === null)
    return ok(check, leftOut.length === 0 ? "filled in" : `filled in, without ${leftOut.join(", ")}`);
  return wrong(check, problem, fillInCommand(client, SecretId, fields));
};
