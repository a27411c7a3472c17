import * as z from "zod";

/** Where people talk to the brand. Adding one: a folder in `shared/platforms`, a line in its registries, a name here. */
export const Platform = z.enum(["x", "facebook", "instagram", "whatsapp", "threads", "standard-webhooks"]);
export type Platform = z.infer<typeof Platform>;
