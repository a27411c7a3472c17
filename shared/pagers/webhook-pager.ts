/**
 * Pages by a signed webhook, as Standard Webhooks describes it: the page's id is the `webhook-id`, so every try of one
 * page carries the same, and whoever receives it can drop the copies.
 */
import { Webhook } from "standardwebhooks";
import { PermanentError } from "../errors.ts";
import type { Pager } from "../ports/pager.ts";
import type { SecretStore } from "../ports/secret-store.ts";

type Options = {
  readonly destination: string;
  /** A secret with the fields `url` and `signingSecret` (`whsec_…`). */
  readonly secretId: string;
  readonly secrets: SecretStore;
};

const timeoutMs = 10_000;

export const webhookPager = ({ destination, secretId, secrets }: Options): Pager => ({
  destination,
  send: async (page, sentAt) => {
    const [{ url, signingSecret } = {}] = await secrets.read(secretId);
    if (url === undefined || signingSecret === undefined)
      throw new PermanentError(`the secret of ${destination} is not filled in`);
    // The URL is a secret itself, and what fetch says of a bad one quotes it.
    if (!URL.canParse(url)) throw new PermanentError(`the url in the secret of ${destination} is no URL`);
    const body = JSON.stringify(page);
    const response = await fetch(url, {
      method: "POST",
      redirect: "error",
      signal: AbortSignal.timeout(timeoutMs),
      headers: {
        "content-type": "application/json",
        "webhook-id": page.id,
        "webhook-timestamp": String(Math.floor(sentAt.getTime() / 1000)),
        "webhook-signature": new Webhook(signingSecret).sign(page.id, sentAt, body),
      },
      body,
    });
    await response.body?.cancel();
    if (!response.ok) throw new Error(`${destination} answered ${response.status}`);
  },
});
