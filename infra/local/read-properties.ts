/** The door between the template and a service: a resource's properties, checked by the service's schema. */
import * as z from "zod";
import type { LocalResource } from "./local-service.ts";

/** A resource this runtime cannot fulfil as written. The message names it, and each property that is the reason. */
export class UnreadableResource extends Error {
  override readonly name = "UnreadableResource";
}

/** Reads a resource's properties. A property the schema does not know stops the start instead of being ignored. */
export const readProperties = <Schema extends z.ZodType>(
  schema: Schema,
  resource: LocalResource,
): z.infer<Schema> => {
  const parsed = schema.safeParse(resource.properties);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `  ${placeOf(issue.path)}: ${issue.message}`);
  throw new UnreadableResource(
    `${resource.logicalId} (${resource.type}) cannot run here:\n${problems.join("\n")}`,
  );
};

const placeOf = (path: readonly PropertyKey[]): string => z.core.toDotPath([...path]) || "Properties";
