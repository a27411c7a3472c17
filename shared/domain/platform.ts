import * as z from "zod";

/** Where people talk to the brand. Adding one: a folder in `shared/platforms`, a line in its registry, a name here. */
export const Platform = z.enum(["x", "facebook"]);
export type Platform = z.infer<typeof Platform>;
