import * as z from "zod";
import { everything, on, type NeedsOf, type NeedsTable, type ResourceNames } from "./need.ts";

const OneSecret = z.object({ SecretId: z.string(), VersionStage: z.string().optional() });
const SomeSecrets = z.object({ SecretIdList: z.array(z.string()).default([]) });

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecretsmanager.html */
export const secretsNeeds = ({ region, accountId, secretArnOf }: ResourceNames): NeedsTable => {
  /** A secret may be called by its name, but a policy knows it by its ARN. */
  const arnOf = (id: string): string =>
    secretArnOf(id) ??
    (id.startsWith("arn:") ? id : `arn:aws:secretsmanager:${region}:${accountId}:secret:${id}`);

  const reading =
    (action: string): NeedsOf =>
    (input) => {
      const { SecretId, VersionStage = "AWSCURRENT" } = OneSecret.parse(input);
      const resource = arnOf(SecretId);
      return [
        {
          action,
          resource,
          context: { "secretsmanager:SecretId": resource, "secretsmanager:VersionStage": VersionStage },
        },
      ];
    };
  const secret = (input: unknown): string => arnOf(OneSecret.parse(input).SecretId);

  return {
    GetSecretValue: reading("secretsmanager:GetSecretValue"),
    BatchGetSecretValue: (input) => [
      { action: "secretsmanager:BatchGetSecretValue", resource: "*" },
      ...SomeSecrets.parse(input).SecretIdList.flatMap((SecretId) =>
        reading("secretsmanager:GetSecretValue")({ SecretId }),
      ),
    ],
    PutSecretValue: on("secretsmanager:PutSecretValue", secret),
    DescribeSecret: on("secretsmanager:DescribeSecret", secret),
    ListSecrets: on("secretsmanager:ListSecrets", everything),
  };
};
