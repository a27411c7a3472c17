/**
 * Everybody's pagers, on loopback: a PagerDuty at each destination's own address, chats, and signed webhooks. What arrives is
 * noted, whatever becomes of it, and each destination answers as a test tells it to.
 */
import { randomBytes } from "node:crypto";
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";
import { Webhook } from "standardwebhooks";
import * as z from "zod";
import { PageMessage } from "../../shared/contracts/page.ts";

export type Posted = {
  /** The destination. */
  readonly to: string;
  /** The dedup key. */
  readonly id: string;
  /** `message` where it was said in a chat. */
  readonly action: string;
  readonly title: string;
  readonly lines: string;
  /** By their labels. */
  readonly links: Readonly<Record<string, string>>;
  readonly at: Date;
  /** Whether it was answered with a 2xx. */
  readonly taken: boolean;
  /** All of it, as it came. */
  readonly body: string;
};

export type Answer =
  | { readonly status: number; readonly retryAfterSeconds?: number }
  /** No answer, ever. */
  | "hang"
  /** The connection breaks. */
  | "break";

export type PagerRecorder = {
  /** Where a destination is, by its name. */
  readonly addressOf: (destination: string) => string;
  readonly signingSecret: string;
  readonly posted: readonly Posted[];
  /** From now on a destination answers so, the next so many times; then it takes pages again. */
  readonly answerWith: (destination: string, answer: Answer, times?: number) => void;
  readonly close: () => Promise<void>;
};

const taking: Answer = { status: 202 };

export const recordPagers = async (): Promise<PagerRecorder> => {
  const signingSecret = `whsec_${randomBytes(24).toString("base64")}`;
  const posted: Posted[] = [];
  const told = new Map<string, { readonly answer: Answer; timesLeft: number }>();
  const nextAnswer = (destination: string): Answer => {
    const one = told.get(destination);
    if (one === undefined || one.timesLeft === 0) return taking;
    one.timesLeft -= 1;
    return one.answer;
  };

  const server = createServer(async (request, response) => {
    const body = (await buffer(request)).toString();
    const to = request.url?.split("/")[1] ?? "";
    const page = readPost(body, request.headers, signingSecret);
    if (page === null) return void response.writeHead(401).end();
    const answer = nextAnswer(to);
    posted.push({ ...page, to, at: new Date(), taken: isTaking(answer), body });
    reply(response, answer);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the pagers have no port");

  return {
    addressOf: (destination) => `http://127.0.0.1:${address.port}/${destination}`,
    signingSecret,
    posted,
    answerWith: (destination, answer, times = Infinity) =>
      void told.set(destination, { answer, timesLeft: times }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

const isTaking = (answer: Answer): boolean =>
  typeof answer === "object" && answer.status >= 200 && answer.status < 300;

const reply = (response: ServerResponse, answer: Answer): void => {
  if (answer === "hang") return;
  if (answer === "break") return void response.destroy();
  const { status, retryAfterSeconds } = answer;
  response.writeHead(
    status,
    retryAfterSeconds === undefined ? {} : { "retry-after": String(retryAfterSeconds) },
  );
  response.end();
};

type Page = Pick<Posted, "id" | "action" | "title" | "lines" | "links">;

/** Null for what nobody has signed, and is no event of PagerDuty's and no chat's message either. */
const readPost = (body: string, headers: IncomingHttpHeaders, signingSecret: string): Page | null => {
  const event = z.union([PagerDutyEvent, ChatMessage]).safeParse(JSON.parse(body));
  if (event.success) return event.data;
  try {
    const signed = Object.entries(headers).map(([name, value]) => [name, String(value)]);
    const page = PageMessage.parse(new Webhook(signingSecret).verify(body, Object.fromEntries(signed)));
    const links = Object.fromEntries(page.links.map(({ label, url }) => [label, url]));
    return { ...page, lines: page.lines.join("\n"), links };
  } catch {
    return null;
  }
};

/** https://developer.pagerduty.com/docs/send-alert-event */
const PagerDutyEvent = z
  .object({
    routing_key: z.string().min(1),
    dedup_key: z.string().max(255),
    event_action: z.enum(["trigger", "acknowledge", "resolve"]),
    payload: z
      .object({
        summary: z.string().max(1024),
        source: z.string(),
        severity: z.enum(["critical", "error", "warning", "info"]),
        custom_details: z.object({ what: z.string() }),
      })
      .optional(),
    links: z.array(z.object({ href: z.url(), text: z.string() })).default([]),
  })
  .transform(({ dedup_key: id, event_action: action, payload, links }): Page => ({
    id,
    action,
    title: payload?.summary ?? "",
    lines: payload?.custom_details.what ?? "",
    links: Object.fromEntries(links.map(({ href, text }) => [text, href])),
  }));

/** What Slack is sent has a `text`, what a Teams workflow is sent a `summary`; both say under which page it is. */
const ChatMessage = z
  .union([
    z.looseObject({ text: z.string(), blocks: z.unknown() }),
    z.looseObject({ summary: z.string(), attachments: z.unknown() }),
  ])
  .transform((message): Page => {
    const lines = JSON.stringify(message);
    const title = "text" in message ? message.text : message.summary;
    return {
      id: /"Page ([^"]+)"/u.exec(lines)?.[1] ?? "",
      action: "message",
      title: String(title),
      lines,
      links: {},
    };
  });
