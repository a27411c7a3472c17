/** `AWS::Lambda::Permission`: one statement of a function's own policy, as Lambda writes it. */
import * as z from "zod";
import type { PolicyDocument, PolicyPrincipal, PolicyStatement } from "../iam/policy-document.ts";
import type { LocalResource } from "../local-service.ts";
import { readProperties } from "../resource-properties.ts";

const Properties = z.strictObject({
  Action: z.enum(["lambda:InvokeFunction", "lambda:Invoke*", "lambda:*"]),
  FunctionName: z.string(),
  Principal: z.string(),
  SourceArn: z.string().optional(),
  SourceAccount: z.string().optional(),
});
type Properties = z.infer<typeof Properties>;

/** Who may invoke which function, by name or ARN. https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html */
export const readPermission = (
  resource: LocalResource,
  arnOf: (functionNameOrArn: string) => string,
): { readonly functionArn: string; readonly policy: PolicyDocument } => {
  const permission = readProperties(resource, Properties);
  const functionArn = arnOf(permission.FunctionName);
  const statement: PolicyStatement = {
    Sid: resource.logicalId,
    Effect: "Allow",
    Principal: principalOf(permission),
    Action: permission.Action,
    Resource: functionArn,
    Condition: conditionOf(permission),
  };
  return { functionArn, policy: { Version: "2012-10-17", Statement: [statement] } };
};

const principalOf = ({ Principal }: Properties): PolicyPrincipal => {
  if (Principal === "*") return "*";
  return Principal.includes(".") ? { Service: Principal } : { AWS: Principal };
};

const conditionOf = ({
  SourceArn,
  SourceAccount,
}: Properties): NonNullable<PolicyStatement["Condition"]> => ({
  ...(SourceArn !== undefined && { ArnLike: { "aws:SourceArn": SourceArn } }),
  ...(SourceAccount !== undefined && { StringEquals: { "aws:SourceAccount": SourceAccount } }),
});
