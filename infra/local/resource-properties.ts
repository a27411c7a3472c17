/** The properties of a resource at the runtime's door: known ones typed, unknown ones refused by name. */
import * as z from "zod";
import type { LocalResource } from "./local-service.ts";

/** A property CloudFormation takes and that has no meaning on one machine: accepted, and of no effect. */
export const withoutLocalMeaning = z.unknown().optional();

/**
 * A key of AWS's own: whoever may use what it encrypts may use it. A key of the customer's has a policy and grants,
 * which nobody here judges, so that a missing one would only show on AWS.
 */
export const awsManagedKey = z
  .string()
  .regex(/^$|(?:^|:)alias\/aws\//, {
    error: "the local runtime judges no customer's key, only those AWS manages",
  })
  .optional();

/** CloudFormation writes booleans as `true` and as `"true"`. */
export const flag = z.union([z.boolean(), z.stringbool()]);

/** The resource's properties as `schema` types them; the error names the resource and each property at fault. */
export const readProperties = <Schema extends z.ZodType>(
  resource: LocalResource,
  schema: Schema,
): z.infer<Schema> => {
  const parsed = schema.safeParse(resource.properties);
  if (parsed.success) return parsed.data;
  throw new Error(
    `${resource.logicalId} (${resource.type}): ${parsed.error.issues.map(explain).join("; ")}`,
    {
      cause: parsed.error,
    },
  );
};

const explain = (issue: z.core.$ZodIssue): string => {
  if (issue.code !== "unrecognized_keys") return `${z.core.toDotPath(issue.path)}: ${issue.message}`;
  const names = issue.keys.map((key) => z.core.toDotPath([...issue.path, key]));
  return `the local runtime does not know the property ${names.join(", ")}`;
};
