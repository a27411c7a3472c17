import type { Feedback } from "../domain/judging/feedback.ts";

/** Where what staff said is kept until it expires; a commit puts it there. */
export type FeedbackShelf = { readonly readAll: () => Promise<readonly Feedback[]> };
