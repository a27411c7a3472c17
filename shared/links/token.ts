/**
 * A link as it travels in a URL: `1.<payload>.<signature>`, the payload a short JSON list in base64url, the signature
 * an HMAC-SHA256 of everything before it. It says who and what in clear to whoever decodes it, and nothing a page
 * does not say; what it may do, only its signature says. A new layout gets another number in front.
 */
import { createHmac } from "node:crypto";
import * as z from "zod";
import { ConversationId, ResponderId } from "../domain/ids.ts";
import type { Link } from "./link.ts";

const layout = "1";

/** The `shared` first characters of the page's id are those of the conversation's: most begin with it. */
const Payload = z.tuple([
  ConversationId,
  z.int().nonnegative(),
  z.string(),
  ResponderId,
  z.int().nonnegative(),
  z.string().min(1),
]);

export const payloadOf = ({ conversationId, pageId, responder, expiresAt, linkId }: Link): string => {
  const shared = pageId.startsWith(conversationId) ? conversationId.length : 0;
  const seconds = Math.floor(expiresAt.getTime() / 1000);
  const fields = [conversationId, shared, pageId.slice(shared), responder, seconds, linkId];
  return `${layout}.${Buffer.from(JSON.stringify(fields)).toString("base64url")}`;
};

/** The link of a payload that was signed; throws for one of another layout. */
export const linkOf = (payload: string): Link => {
  const [version, encoded = ""] = payload.split(".");
  if (version !== layout) throw new Error(`links of layout ${version} are not known here`);
  const text = Buffer.from(encoded, "base64url").toString();
  const [conversationId, shared, rest, responder, seconds, linkId] = Payload.parse(JSON.parse(text));
  const pageId = conversationId.slice(0, shared) + rest;
  return { conversationId, pageId, responder, expiresAt: new Date(seconds * 1000), linkId };
};

export const signatureOf = (payload: string, secret: string): string =>
  createHmac("sha256", secret).update(payload).digest("base64url");
