/** What was said, in clear, the newest last. A customer's words are text, in whatever direction they run. */
import type { OpenFacts, ShownMessage } from "../facts.ts";
import { html, type Html } from "./html.ts";
import { momentOf, platformName } from "./situation.ts";
import { timeTag, type Moment } from "./spoken-time.ts";

export const messageList = (facts: OpenFacts): Html => {
  const moment = momentOf(facts);
  const { leftOut } = facts;
  const isLong = facts.messages.length > 3;
  return html`${leftOut > 0 && html`<p class="soft">${leftOut} earlier messages are not shown.</p>`}
    ${isLong && html`<p><a class="link" href="#newest">Go to the newest</a></p>`}
    <ol class="messages">
      ${facts.messages.map((message, index) => listed(message, facts, { moment, isNewest: index === facts.messages.length - 1 }))}
    </ol>`;
};

type Place = { readonly moment: Moment; readonly isNewest: boolean };

const listed = (message: ShownMessage, facts: OpenFacts, { moment, isNewest }: Place): Html =>
  html`<li class="${message.from}" ${isNewest && html`id="newest"`}>
    <p class="who">
      <span>${speaker(message)}</span><span>${notes(message)}${timeTag(message.at, moment)}</span>
    </p>
    ${written(message, facts)} ${permalink(message, facts)}
  </li>`;

const permalink = ({ permalink: url }: ShownMessage, { conversation }: OpenFacts): Html | null =>
  url === null ? null : html`<p>${outside({ url, words: `See it on ${platformName(conversation)}` })}</p>`;

const speaker = ({ from, name, handle }: ShownMessage): Html => {
  if (from === "brand") return html`<strong>Our reply</strong>`;
  const called = [
    ...(name === null ? [] : [name]),
    ...(handle === null ? [] : [`@${handle.replace(/^@/u, "")}`]),
  ];
  const [first = "The customer", second] = called;
  return html`<strong><bdi>${first}</bdi></strong> ${second !== undefined && html`<bdi>${second}</bdi>`}`;
};

const notes = ({ marks }: ShownMessage): Html =>
  html`${marks.filter((mark) => mark !== "withdrawn").map((mark) => `${mark}, `)}`;

const written = ({ text, from, marks }: ShownMessage, { conversation }: OpenFacts): Html => {
  if (text === null)
    return html`<p class="gone">${marks.includes("withdrawn") ? "Taken back" : "No longer kept"}</p>`;
  return html`<p class="text" dir="auto" ${from === "customer" && languageOf(conversation)}>${text}</p>`;
};

/** So that a screen reader speaks it as it was written. */
const languageOf = ({ classification: { language } }: OpenFacts["conversation"]): Html | null =>
  language === "und" ? null : html`lang="${language}"`;

type Way = { readonly url: string; readonly words: string; readonly look?: string };

/** A way out to the platform, which is not told where from. A link that is no web address leads nowhere. */
export const outside = ({ url, words, look = "link" }: Way): Html =>
  /^https?:\/\//iu.test(url)
    ? html`<a class="${look}" href="${url}" rel="noreferrer noopener nofollow">${words}</a>`
    : html`${words}`;
