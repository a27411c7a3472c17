import { randomBytes } from "node:crypto";
import { ConversationId, ResponderId } from "../../shared/domain/ids.ts";
import { linkLifetimeSeconds, signingKeyField } from "../../shared/links/link.ts";
import { signLink } from "../../shared/links/sign-link.ts";
import type { SecretStore } from "../../shared/ports/secret-store.ts";
import type { Ports } from "./ports.ts";

type Options = { readonly url: string; readonly secretId: string; readonly secrets: SecretStore };

/** Where a page's link leads: to the page of ours about that conversation, for that person, and for a while. */
export const signedLinks =
  ({ url, secretId, secrets }: Options): Ports["linkTo"] =>
  async ({ conversationId, pageId, responder, now }) => {
    const [{ [signingKeyField]: key } = {}] = await secrets.read(secretId);
    if (key === undefined) throw new Error("the secret that signs links has no key");
    const link = {
      conversationId: ConversationId.parse(conversationId),
      pageId,
      responder: ResponderId.parse(responder),
      expiresAt: new Date(now.getTime() + linkLifetimeSeconds * 1000),
      linkId: randomBytes(9).toString("base64url"),
    };
    return `${url}/${signLink(link, key)}`;
  };
