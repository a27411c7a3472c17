/**
 * The page behind a link in a page. Looking at it changes nothing and shows nothing of the customer's, because chats
 * fetch links by themselves; the first button somebody presses ties the link to their browser, and does what it says.
 * Then, and only there, the conversation is shown in clear. Every tap may come twice.
 */
import type { Conversation } from "../../shared/domain/conversation/conversation.ts";
import type { ResponderId } from "../../shared/domain/ids.ts";
import type { HttpAnswer, HttpRequest } from "../../shared/handlers/on-request.ts";
import type { Link } from "../../shared/links/link.ts";
import type { ConversationStore } from "../../shared/ports/conversation-store.ts";
import type { LinkShelf } from "../../shared/ports/link-shelf.ts";
import type { SecretStore } from "../../shared/ports/secret-store.ts";
import type { Telemetry } from "../../shared/ports/telemetry.ts";
import { browserOf, cookieFor, isOurForm } from "./known-browser.ts";
import type { Action, Escalation } from "./escalation.ts";
import type { Facts } from "./facts.ts";
import { gatherMessages } from "./gather-messages.ts";
import { documentAnswer, seeOther } from "./html/document.ts";
import { openPage } from "./html/open-page.ts";
import { refusalPage, type Refusal } from "./html/refusal-page.ts";
import { waitingPage } from "./html/waiting-page.ts";
import { openLink, openUntil, useLink, type Visit } from "./open-link.ts";
import { maxFormBytes, readForm } from "./read-form.ts";
import type { Reader } from "./reader.ts";

export type Ports = {
  readonly linkSecretId: string;
  readonly secrets: SecretStore;
  readonly shelf: LinkShelf;
  readonly conversations: Pick<ConversationStore, "load" | "loadMessage">;
  readonly escalation: Escalation;
  readonly readerOf: (responder: ResponderId) => Reader;
  /** Whether somebody is still among those who may be woken. */
  readonly isResponder: (responder: ResponderId) => boolean;
  /** 32 bytes nobody can guess, in base64url. */
  readonly newCookie: () => string;
  readonly telemetry: Telemetry;
};

export const answerPage =
  (ports: Ports) =>
  async (request: HttpRequest): Promise<HttpAnswer> => {
    switch (request.method) {
      case "GET":
        return show(ports, request);
      case "HEAD":
        return { ...(await show(ports, request)), body: "" };
      case "POST":
        return act(ports, request);
      default:
        return refuse(ports, request, { refusal: { reason: "method" }, link: null });
    }
  };

const show = async (ports: Ports, request: HttpRequest): Promise<HttpAnswer> => {
  const visit = await openLink(ports, request);
  return visit.kind === "refused" ? refuse(ports, request, visit) : showVisit(ports, request, visit, null);
};

const act = async (ports: Ports, request: HttpRequest): Promise<HttpAnswer> => {
  const refuseForm = (reason: "too-large" | "foreign-form" | "unreadable-form") =>
    refuse(ports, request, { refusal: { reason }, link: null });
  if (request.body.byteLength > maxFormBytes) return refuseForm("too-large");
  if (!isOurForm(request)) return refuseForm("foreign-form");
  const visit = await openLink(ports, request);
  if (visit.kind === "refused") return refuse(ports, request, visit);
  const { timeZone } = ports.readerOf(visit.link.responder);
  const form = readForm(request.body, { now: request.receivedAt, timeZone });
  switch (form.kind) {
    case "unreadable":
      return refuseForm("unreadable-form");
    case "problem":
      return showVisit(ports, request, visit, form.says);
    case "action":
      return carryOut(ports, request, visit, form.action);
  }
};

type LetIn = Exclude<Visit, { kind: "refused" }>;

const carryOut = async (
  ports: Ports,
  request: HttpRequest,
  visit: LetIn,
  action: Action,
): Promise<HttpAnswer> => {
  const tied = visit.kind === "back" ? visit : await useLink(ports, request, visit.link);
  if (tied.kind === "refused") return refuse(ports, request, tied);
  const { link, used } = tied;
  const { conversationId, pageId, responder: by } = link;
  const at = request.receivedAt;
  const { kind, says } = await ports.escalation.answer({ conversationId, pageId, by, action, at });
  await ports.shelf.keep({ ...used, outcome: { kind, says, at } });
  ports.telemetry.count("PageAnswered");
  ports.telemetry.note("page.answered", { conversationId, pageId, by, action: action.kind, outcome: kind });
  return seeOther(request.path);
};

const showVisit = async (
  ports: Ports,
  request: HttpRequest,
  visit: LetIn,
  problem: string | null,
): Promise<HttpAnswer> => {
  const { link } = visit;
  const conversation = await ports.conversations.load(link.conversationId);
  if (conversation === null) return refuse(ports, request, { refusal: { reason: "gone" }, link });
  const facts = { ...factsOf(ports, request, link, conversation), problem };
  if (visit.kind === "fresh")
    return documentAnswer(waitingPage({ ...facts, goodUntil: link.expiresAt }), {
      cookies: cookiesFor(ports, request, link),
    });
  const { openUntil: goodUntil, outcome } = visit.used;
  const said = await gatherMessages(conversation, ports.conversations.loadMessage);
  return documentAnswer(openPage({ ...facts, ...said, goodUntil, outcome }));
};

const factsOf = (
  { escalation, readerOf }: Ports,
  { receivedAt: now }: HttpRequest,
  { responder }: Link,
  conversation: Conversation,
): Omit<Facts, "goodUntil" | "problem"> => {
  const hold = escalation.holdOf(conversation, now);
  const holder = hold.kind === "nobody" ? null : readerOf(hold.by).name;
  return { reader: readerOf(responder), now, conversation, hold, holder };
};

/** A browser without a cookie is given one, good for as long as the link could stay open. */
const cookiesFor = ({ newCookie }: Ports, request: HttpRequest, link: Link): string[] => {
  if (browserOf(request) !== null) return [];
  const milliseconds = openUntil(link, link.expiresAt).getTime() - request.receivedAt.getTime();
  return [cookieFor(request.path, newCookie(), Math.ceil(milliseconds / 1000))];
};

type Refused = { readonly refusal: Refusal; readonly link: Link | null };

const refuse = ({ telemetry, readerOf }: Ports, request: HttpRequest, { refusal, link }: Refused) => {
  const timeZone = link === null ? "UTC" : readerOf(link.responder).timeZone;
  const page = refusalPage(refusal, { now: request.receivedAt, timeZone });
  telemetry.count("PageRefused");
  telemetry.note("page.refused", { reason: refusal.reason, pageId: link?.pageId ?? null });
  return documentAnswer(page, refusal.reason === "method" ? { headers: { allow: "GET, HEAD, POST" } } : {});
};

/** What a failure looks like to somebody who was woken. */
export const failedAnswer = documentAnswer(
  refusalPage({ reason: "failed" }, { now: new Date(0), timeZone: "UTC" }),
);
