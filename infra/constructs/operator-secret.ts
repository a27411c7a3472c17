import { CfnOutput, RemovalPolicy, SecretValue, Stack, Tags, Validations } from "aws-cdk-lib";
import { Secret } from "aws-cdk-lib/aws-secretsmanager";
import type { Construct } from "constructs";
import { pascalCase } from "./pascal-case.ts";

type OperatorSecretProps = {
  /**
   * What in the configuration it belongs to: tag `firstreply:channel` = `x`, output `XChannelSecretArn`. `access` is
   * a channel's too: what its platform's API wants to see, apart from what its webhooks are signed with. `feed` is a
   * roster's: where its shifts are published.
   */
  readonly of: "channel" | "destination" | "access" | "feed";
  readonly id: string;
  /** Said to the person who fills it in. */
  readonly description: string;
  /** The fields it has, all empty until somebody fills them in. */
  readonly fields: readonly string[];
};

/**
 * A secret whose value comes from a person, never from code. Beware when its fields change: CloudFormation then writes
 * the empty fields over what was filled in (which stays readable as AWSPREVIOUS).
 */
export class OperatorSecret extends Secret {
  constructor(scope: Construct, { of, id, description, fields }: OperatorSecretProps) {
    const name = `${pascalCase(id)}${pascalCase(of)}Secret`;
    super(scope, name, {
      description,
      secretObjectValue: Object.fromEntries(fields.map((field) => [field, SecretValue.unsafePlainText("")])),
      removalPolicy: RemovalPolicy.RETAIN,
    });
    Tags.of(this).add(`firstreply:${of}`, id);
    Validations.of(this).acknowledge({
      id: "AwsSolutions-SMG4",
      reason:
        "Its value is issued by somebody else (a platform, a pager, a calendar): only a person there can make a new one.",
    });
    new CfnOutput(Stack.of(this), `${name}Arn`, { value: this.secretArn });
  }
}
