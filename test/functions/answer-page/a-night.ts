/**
 * A night for the answer page: a customer in London who has waited too long, Ada in Berlin who was woken, everything
 * in memory. `3:12` is when she looks.
 */
import { answerPage, failedAnswer, type Ports } from "../../../functions/answer-page/answer-page.ts";
import { decideAtDeadline } from "../../../shared/domain/clocks/decide-at-deadline.ts";
import { hearMention } from "../../../shared/domain/conversation/hear-mention.ts";
import { hearReply } from "../../../shared/domain/conversation/hear-reply.ts";
import type { Step } from "../../../shared/domain/conversation/step.ts";
import { ResponderId } from "../../../shared/domain/ids.ts";
import type { Mention } from "../../../shared/domain/messages/mention.ts";
import type { Link } from "../../../shared/links/link.ts";
import { signLink } from "../../../shared/links/sign-link.ts";
import { aConversation } from "../../builders/a-conversation.ts";
import { aClassification, aJudgement } from "../../builders/a-judgement.ts";
import { aMention } from "../../builders/a-mention.ts";
import { aReply } from "../../builders/a-reply.ts";
import { memoryLinkShelf } from "../../doubles/memory-link-shelf.ts";
import { memoryTable, type MemoryTable } from "../../doubles/memory-table.ts";
import { recordedTelemetry } from "../../doubles/recorded-telemetry.ts";
import { memoryEscalation } from "./memory-escalation.ts";

export const secret = "what links of this night are signed with";
export const ada = ResponderId.parse("ada");
export const ben = ResponderId.parse("ben");

/** 3:12 in the morning in Berlin, where Ada is. */
export const lookedAt = new Date("2026-11-21T02:12:00Z");

const asked = {
  text: "@brand my phone was stolen, please block my SIM",
  createdAt: "2026-11-21T01:45:00.000Z",
  receivedAt: "2026-11-21T01:45:02.000Z",
};
export const theMention = (changes: Partial<Record<keyof Mention, unknown>> = {}): Mention =>
  aMention({ ...asked, ...changes });
export const conversationId = aConversation(theMention()).id;

const readers: Readonly<Record<string, { name: string; timeZone: string }>> = {
  ada: { name: "Ada", timeZone: "Europe/Berlin" },
  ben: { name: "Ben", timeZone: "Europe/London" },
};

export type Night = {
  readonly ports: Ports;
  readonly work: ReturnType<typeof answerPage>;
  readonly failed: typeof failedAnswer;
  readonly table: MemoryTable;
  readonly shelf: ReturnType<typeof memoryLinkShelf>;
  readonly telemetry: ReturnType<typeof recordedTelemetry>;
  readonly escalation: ReturnType<typeof memoryEscalation>;
  /** The token of a link in this night's page: Ada's, unless told. */
  readonly token: (changes?: Partial<Link>) => string;
  readonly hear: (mention: Mention) => Promise<void>;
  readonly reply: (changes?: Parameters<typeof aReply>[0]) => Promise<void>;
};

const judge = () => aJudgement({ classification: aClassification({ urgent: true, language: "en" }) });

/** Urgent, fifteen minutes to answer, breached when Ada was paged. */
export const aNight = async (
  mention: Mention = theMention(),
  changes: Partial<Ports> = {},
): Promise<Night> => {
  const table = memoryTable();
  const shelf = memoryLinkShelf();
  const telemetry = recordedTelemetry();
  const escalation = memoryEscalation(table.load);
  const commit = async (step: Step): Promise<void> => {
    if (step.kind !== "nothing") await table.commit(step);
  };
  const hear = async (heard: Mention): Promise<void> => {
    const conversation = await table.load(conversationId);
    const stored = await table.loadMessage(heard.id);
    await commit(hearMention({ hours: {}, conversation, mention: heard, judge, stored }));
  };
  await hear(mention);
  const opened = await table.load(conversationId);
  if (opened !== null) await commit(decideAtDeadline(opened, new Date("2026-11-21T02:00:00.020Z")));
  let cookies = 0;
  const ports: Ports = {
    linkSecretId: "links",
    secrets: { read: async () => [{ signingKey: secret }] },
    shelf,
    conversations: table,
    escalation,
    isResponder: (id) => id !== "somebody-who-left",
    readerOf: (id) => ({ id, ...(readers[id] ?? { name: id, timeZone: "UTC" }) }),
    newCookie: () => String((cookies += 1)).padStart(43, "c"),
    telemetry,
    ...changes,
  };
  return {
    ports,
    work: answerPage(ports),
    failed: failedAnswer,
    table,
    shelf,
    telemetry,
    escalation,
    token: (link = {}) =>
      signLink(
        {
          conversationId,
          pageId: `${conversationId}:2:0`,
          responder: ada,
          expiresAt: new Date("2026-11-21T04:00:00Z"),
          linkId: "link-1",
          ...link,
        },
        secret,
      ),
    hear,
    reply: async (reply = {}) => {
      const conversation = await table.load(conversationId);
      const said = aReply({
        createdAt: "2026-11-21T02:05:00.000Z",
        receivedAt: "2026-11-21T02:05:01.000Z",
        ...reply,
      });
      await commit(hearReply({ hours: {}, conversation, reply: said, parent: null }));
    },
  };
};
