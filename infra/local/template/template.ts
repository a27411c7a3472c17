import * as z from "zod";

const Resource = z.object({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
  Condition: z.string().optional(),
  DependsOn: z.union([z.string(), z.array(z.string())]).default([]),
});

const Parameter = z.object({ Type: z.string(), Default: z.union([z.string(), z.number()]).optional() });
const Output = z.object({ Value: z.unknown(), Condition: z.string().optional() });

/** The sections of a CloudFormation template that mean something here. `Rules` and `Metadata` are about deploying. */
export const Template = z.strictObject({
  AWSTemplateFormatVersion: z.string().optional(),
  Description: z.string().optional(),
  Metadata: z.unknown().optional(),
  Rules: z.unknown().optional(),
  Parameters: z.record(z.string(), Parameter).default({}),
  Mappings: z
    .record(
      z.string(),
      z.record(z.string(), z.record(z.string(), z.union([z.string(), z.array(z.string())]))),
    )
    .default({}),
  Conditions: z.record(z.string(), z.unknown()).default({}),
  Resources: z.record(z.string(), Resource),
  Outputs: z.record(z.string(), Output).default({}),
});

export type Template = z.infer<typeof Template>;
export type TemplateResource = z.infer<typeof Resource>;
