import * as z from "zod";

/** Where conversations and used links are, and what links are signed with. */
export const Env = z.object({
  CONVERSATIONS_TABLE_NAME: z.string().min(1),
  LINK_SECRET_ID: z.string().min(1),
});
export type Env = z.infer<typeof Env>;
