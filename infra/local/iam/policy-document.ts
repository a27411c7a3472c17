import * as z from "zod";

const OneOrMore = z.union([z.string(), z.array(z.string())]).readonly();
const ConditionValue = z.union([z.string(), z.number(), z.boolean()]);
const Principal = z.union([z.literal("*"), z.record(z.string(), OneOrMore)]).readonly();

const Statement = z
  .strictObject({
    Sid: z.string().optional(),
    Effect: z.enum(["Allow", "Deny"]),
    Principal: Principal.optional(),
    NotPrincipal: Principal.optional(),
    Action: OneOrMore.optional(),
    NotAction: OneOrMore.optional(),
    Resource: OneOrMore.optional(),
    NotResource: OneOrMore.optional(),
    Condition: z
      .record(z.string(), z.record(z.string(), z.union([ConditionValue, z.array(ConditionValue)])))
      .optional(),
  })
  .readonly();

/** A policy as AWS writes it. An element we do not know is an error: half a policy is a different policy. */
export const PolicyDocument = z
  .strictObject({
    Version: z.enum(["2012-10-17", "2008-10-17"]).optional(),
    Id: z.string().optional(),
    Statement: z.union([Statement, z.array(Statement)]).readonly(),
  })
  .readonly();

export type PolicyDocument = z.infer<typeof PolicyDocument>;
export type PolicyStatement = z.infer<typeof Statement>;
export type PolicyPrincipal = z.infer<typeof Principal>;

export const statementsOf = ({ Statement: statements }: PolicyDocument): readonly PolicyStatement[] =>
  "Effect" in statements ? [statements] : statements;

/** AWS writes a list of one as that one. */
export const listOf = <Value>(oneOrMore: Value | readonly Value[] | undefined): readonly Value[] => {
  if (oneOrMore === undefined) return [];
  return isList(oneOrMore) ? oneOrMore : [oneOrMore];
};

const isList = <Value>(value: Value | readonly Value[]): value is readonly Value[] => Array.isArray(value);
