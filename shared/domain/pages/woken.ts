import * as z from "zod";

/** Whom a page is for. */
export const woken = {
  /** Who is woken, by the name the brand knows them by; null where only the destination is known. */
  responder: z.string().min(1).nullable(),
  /** Why they are, as a clause that goes on from "because": `Ada is first on call for service`. */
  because: z.string().min(1),
};
