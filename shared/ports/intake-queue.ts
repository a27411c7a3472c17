import type { ReceivedWebhook } from "../contracts/received-webhook.ts";

/** The queue every verified webhook body waits on. Resolves once the message is durable. */
export type IntakeQueue = {
  readonly put: (message: ReceivedWebhook & { readonly body: string }) => Promise<void>;
};
