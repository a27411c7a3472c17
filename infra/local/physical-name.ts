import { createHash } from "node:crypto";

/**
 * The name of a resource whose template gives it none: stack and logical id, the same at every start. What does not
 * fit ends in a digest, so that two long ids stay two names.
 */
export const physicalName = (
  stackName: string,
  logicalId: string,
  { maxLength }: { readonly maxLength: number },
): string => {
  const name = `${stackName}-${logicalId}`;
  if (name.length <= maxLength) return name;
  const digest = createHash("sha256").update(name).digest("hex").slice(0, 8);
  return `${name.slice(0, maxLength - 9)}-${digest}`;
};
