/** How things stand, in the few words a page in a chat says too: never what a customer wrote or is called. */
import { isReplyClock, isWaiting, type DatedClock } from "../../../shared/domain/clocks/clock.ts";
import type { Conversation } from "../../../shared/domain/conversation/conversation.ts";
import { isUrgent } from "../../../shared/domain/judging/prioritise-mention.ts";
import type { Platform } from "../../../shared/domain/platform.ts";
import type { Facts } from "../facts.ts";
import { dueWords } from "./clock-words.ts";
import { html, type Html } from "./html.ts";
import { span, timeTag, type Moment } from "./spoken-time.ts";
import { choicesFor } from "./what-now.ts";

const platformNames: Record<Platform, string> = {
  x: "X",
  facebook: "Facebook",
  instagram: "Instagram",
  whatsapp: "WhatsApp",
  threads: "Threads",
  "standard-webhooks": "",
};

/** A platform as people call it; a channel that speaks for none by its own name. */
export const platformName = ({ platform, channelId }: Pick<Conversation, "platform" | "channelId">): string =>
  platformNames[platform] || channelId;

export const momentOf = ({ now, reader: { timeZone } }: Facts): Moment => ({ now, timeZone });

/** The clock by which the customer waits for words. */
const openClock = ({ clocks }: Conversation): DatedClock | undefined =>
  clocks
    .flatMap((clock) => (clock.state !== "paused" && isReplyClock(clock) && isWaiting(clock) ? clock : []))
    .at(0);

/** The one sentence somebody reads who reads no other. */
export const headline = ({ conversation, now }: Facts): string => {
  if (conversation.status === "answered") return "Already answered";
  if (conversation.status === "closed") return "Already closed";
  if (conversation.status === "withdrawn") return "Nothing left to answer";
  const since = openClock(conversation)?.startedAt;
  return since === undefined
    ? "A customer is waiting"
    : `A customer has waited ${span(now.getTime() - Date.parse(since))}`;
};

/** What it is: its category, where it was said, whose team it is. */
export const kindOf = ({ conversation }: Facts): Html => {
  const { classification, team, status } = conversation;
  const urgent = status === "open" && isUrgent(conversation);
  return html`<p class="kind">
    ${urgent && html`<strong class="urgent">Urgent</strong>`} ${classification.category} on
    ${platformName(conversation)}, team ${team}
  </p>`;
};

/** Since when, until when, and whose it is; and whether whoever reads it may go back to sleep. */
export const situation = (facts: Facts): Html => {
  const moment = momentOf(facts);
  return html`<dl class="facts">${rowsOf(facts, moment).map(({ term, words }) => row(term, words))}</dl>
    ${choicesFor(facts).length === 0 && html`<p>There is nothing left for you to do.</p>`}`;
};

type Row = { readonly term: string; readonly words: Html };

const row = (term: string, words: Html): Html =>
  html`<div>
    <dt>${term}</dt>
    <dd>${words}</dd>
  </div>`;

const rowsOf = (facts: Facts, moment: Moment): readonly Row[] => {
  const { status, replies } = facts.conversation;
  const clock = openClock(facts.conversation);
  switch (status) {
    case "closed":
      return [{ term: "Closed", words: html`by one of us` }];
    case "withdrawn":
      return [{ term: "Taken back", words: html`by the customer` }];
    case "answered":
      return replies
        .slice(-1)
        .map(({ createdAt }) => ({ term: "Answered", words: timeTag(new Date(createdAt), moment) }));
    case "open":
      return [
        ...(clock === undefined ? [] : waitingRows(clock, moment)),
        { term: "Who has it", words: whoHasIt(facts, moment) },
      ];
  }
};

const waitingRows = (clock: DatedClock, moment: Moment): readonly Row[] => [
  { term: "Waiting since", words: timeTag(new Date(clock.startedAt), moment) },
  { term: "Due", words: dueWords(clock, moment) },
];

const whoHasIt = ({ hold, holder, reader }: Facts, moment: Moment): Html => {
  if (hold.kind === "nobody") return html`<strong>Nobody yet</strong>`;
  const who = hold.by === reader.id ? "You" : (holder ?? hold.by);
  return hold.kind === "acknowledged"
    ? html`<strong>${who}</strong>, since ${timeTag(hold.since, moment)}`
    : html`<strong>${who}</strong>, put off until ${timeTag(hold.until, moment)}`;
};
