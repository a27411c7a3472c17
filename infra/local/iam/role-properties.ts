import * as z from "zod";
import { withoutLocalMeaning } from "../resource-properties.ts";
import { PolicyDocument } from "./policy-document.ts";

const Described = {
  Description: z.string().optional(),
  Path: z.string().default("/"),
  Tags: withoutLocalMeaning,
};

/** A permissions boundary would have to be judged too, so one that is set stops the start. */
export const RoleProperties = z.strictObject({
  ...Described,
  RoleName: z.string().optional(),
  AssumeRolePolicyDocument: PolicyDocument,
  Policies: z.array(z.strictObject({ PolicyName: z.string(), PolicyDocument })).default([]),
  ManagedPolicyArns: z.array(z.string()).default([]),
  MaxSessionDuration: z.number().optional(),
});

/** Roles only: there are no users and no groups here. */
export const PolicyProperties = z.strictObject({
  PolicyName: z.string(),
  PolicyDocument,
  Roles: z.array(z.string()).default([]),
});

export const ManagedPolicyProperties = z.strictObject({
  ...Described,
  ManagedPolicyName: z.string().optional(),
  PolicyDocument,
  Roles: z.array(z.string()).default([]),
});
