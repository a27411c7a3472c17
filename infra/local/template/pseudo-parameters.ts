import type { LocalPlace } from "../local-service.ts";

export type Identity = Pick<LocalPlace, "region" | "accountId" | "stackName">;

/** `AWS::NoValue` is undefined: it takes away whatever it stands for. */
export const pseudoParameters = ({ region, accountId, stackName }: Identity): ReadonlyMap<string, unknown> =>
  new Map<string, unknown>([
    ["AWS::Region", region],
    ["AWS::AccountId", accountId],
    ["AWS::Partition", "aws"],
    ["AWS::URLSuffix", "amazonaws.com"],
    ["AWS::StackName", stackName],
    ["AWS::StackId", `arn:aws:cloudformation:${region}:${accountId}:stack/${stackName}/local`],
    ["AWS::NotificationARNs", []],
    ["AWS::NoValue", undefined],
  ]);
