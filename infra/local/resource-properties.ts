/** The properties of a resource at the runtime's door: known ones typed, unknown ones refused by name. */
import * as z from "zod";
import type { LocalResource } from "./local-service.ts";

/** A property CloudFormation takes and that has no meaning on one machine: accepted, and of no effect. */
export const withoutLocalMeaning = z.unknown().optional();

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
