import { xBody } from "../faults/webhook-bodies.ts";
import type { Pipeline } from "./pipeline.ts";

export type Customer = { readonly conversationId: string; readonly post: string };

let written = 0;
const newId = (): string => `${Date.now()}${String((written += 1)).padStart(4, "0")}`;

/** The brand's account on X: what it posts is a reply. */
const brand = "2244994945";

/** What X would post: of customers nobody has heard of before, and of the brand's own people who answer them there. */
export const customersOnX = ({ deliver }: Pick<Pipeline, "deliver">) => {
  const post = async (body: string, copies = 1): Promise<void> => {
    for (let copy = 0; copy < copies; copy += 1) {
      const status = await deliver("x", body);
      if (status !== 200) throw new Error(`a webhook was answered ${status}`);
    }
  };
  return {
    customerWrites: async (text: string, at = new Date()): Promise<Customer> => {
      const [id, author] = [newId(), newId()];
      await post(xBody({ id, thread: id, author, text, at }));
      return { conversationId: `x:${id}:${author}`, post: id };
    },
    /** Its author deletes it in X's own app. */
    customerDeletes: ({ conversationId, post: id }: Customer): Promise<void> =>
      post(
        JSON.stringify({
          for_user_id: brand,
          tweet_delete_events: [
            { status: { id, user_id: conversationId.split(":")[2] }, timestamp_ms: String(Date.now()) },
          ],
        }),
      ),
    /** As often as X tells of it. */
    brandAnswers: ({ post: answers }: Pick<Customer, "post">, copies?: number): Promise<void> =>
      post(
        xBody({ id: newId(), thread: answers, author: brand, text: "On its way!", at: new Date(), answers }),
        copies,
      ),
  };
};
