/** `AWS::Lambda::Permission`: which services may invoke a function, and on behalf of which of their resources. */
import * as z from "zod";
import type { LocalResource } from "../local-service.ts";
import { readProperties } from "../resource-properties.ts";
import { functionNameOf } from "./function-name.ts";

export type Permission = {
  readonly functionName: string;
  readonly principal: string;
  readonly sourceArn?: string | undefined;
  readonly sourceAccount?: string | undefined;
};

/** A service that wants to invoke, for one of its resources. */
export type Caller = {
  /** `apigateway.amazonaws.com`, `events.amazonaws.com` */
  readonly service: string;
  readonly sourceArn: string;
};

const Properties = z.strictObject({
  Action: z.enum(["lambda:InvokeFunction", "lambda:Invoke*", "lambda:*"]),
  FunctionName: z.string(),
  Principal: z.string(),
  SourceArn: z.string().optional(),
  SourceAccount: z.string().optional(),
});

export const readPermission = (resource: LocalResource): Permission => {
  const properties = readProperties(resource, Properties);
  return {
    functionName: functionNameOf(properties.FunctionName),
    principal: properties.Principal,
    sourceArn: properties.SourceArn,
    sourceAccount: properties.SourceAccount,
  };
};

export const permits = (permission: Permission, functionName: string, caller: Caller): boolean =>
  permission.functionName === functionName &&
  (permission.principal === caller.service || permission.principal === "*") &&
  (permission.sourceArn === undefined || isLike(caller.sourceArn, permission.sourceArn)) &&
  (permission.sourceAccount === undefined || caller.sourceArn.split(":")[4] === permission.sourceAccount);

/** IAM's ArnLike: `*` stands for any characters, `?` for one. */
const isLike = (arn: string, pattern: string): boolean => {
  const escaped = pattern.replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(`^${escaped.replaceAll("*", ".*").replaceAll("?", ".")}$`, "s").test(arn);
};
