/**
 * The phone on the night table: what stands, on loopback, for the destinations of the world outside. A webhook
 * destination's pages it takes only signed, and it knows a repeated one by its id, as a real pager does; it keeps alerts
 * as PagerDuty does; what Slack or Teams would show it takes from anybody who knows the address, as they do.
 */
import { createServer } from "node:http";
import { buffer } from "node:stream/consumers";
import { Webhook } from "standardwebhooks";
import * as z from "zod";
import { PageMessage } from "../../shared/contracts/page.ts";
import { openAlertBook } from "./alert-book.ts";
import type { ReceivedPage } from "./board/happening.ts";

export type SignedPage = { readonly page: PageMessage; readonly repeated: boolean };

export type PageReceiver = {
  /** Where signed pages go. */
  readonly url: string;
  /** Where messages for a chat go. */
  readonly chatUrl: string;
  /** Where PagerDuty's Events API would be. */
  readonly pagerdutyUrl: string;
  readonly close: () => Promise<void>;
};

type Heard = {
  readonly onPage: (received: SignedPage) => void;
  /** What PagerDuty would make of an event. */
  readonly onAlert?: (alert: ReceivedPage) => void;
  /** The line a chat would show of it first. */
  readonly onChat?: (title: string) => void;
};

export const startPageReceiver = async (
  signingSecret: string,
  { onPage, onAlert = () => {}, onChat = () => {} }: Heard,
): Promise<PageReceiver> => {
  const seen = new Set<string>();
  const verifier = new Webhook(signingSecret);

  const takePage = (body: string, headers: Record<string, string>): void => {
    const page = PageMessage.parse(verifier.verify(body, headers));
    const webhookId = headers["webhook-id"] ?? "";
    onPage({ page, repeated: seen.has(webhookId) });
    seen.add(webhookId);
  };

  const noteEvent = openAlertBook();
  const takeEvent = (body: string): void => {
    const alert = noteEvent(JSON.parse(body));
    if (alert !== null) onAlert(alert);
  };

  const server = createServer(async (request, response) => {
    const body = (await buffer(request)).toString();
    const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)]);
    try {
      if (request.url === chatPath) onChat(titleOf(JSON.parse(body)));
      else if (request.url === `${pagerdutyPath}/v2/enqueue`) takeEvent(body);
      else takePage(body, Object.fromEntries(headers));
      response.writeHead(204).end();
    } catch {
      response.writeHead(401).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the page receiver has no port");
  const here = `http://127.0.0.1:${address.port}`;
  return {
    url: `${here}/pages`,
    chatUrl: `${here}${chatPath}`,
    pagerdutyUrl: `${here}${pagerdutyPath}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

const chatPath = "/chat";
const pagerdutyPath = "/pagerduty";

/** Slack's messages have a `text`, a Teams workflow's a `summary`. */
const ChatMessage = z.union([
  z.object({ text: z.string() }).transform(({ text }) => text),
  z.object({ summary: z.string() }).transform(({ summary }) => summary),
]);
const titleOf = (message: unknown): string => ChatMessage.parse(message);
