import * as z from "zod";

/** A name people give: it becomes part of queue names, outputs and URLs. */
export const Key = z
  .string()
  .regex(/^[a-z][a-z0-9-]*$/u, "use lower-case letters, digits and dashes, starting with a letter");
