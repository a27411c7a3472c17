/** The conversation in clear, for the browser that opened it: what came of the last tap, what was said, what is next. */
import type { OpenFacts } from "../facts.ts";
import { acknowledgeForm, otherChoices } from "./choices.ts";
import { clockName, clockWords, promiseOf } from "./clock-words.ts";
import type { Page } from "./document.ts";
import { html, type Html } from "./html.ts";
import { messageList, outside } from "./messages.ts";
import { headline, kindOf, momentOf, platformName, situation } from "./situation.ts";
import { timeTag } from "./spoken-time.ts";
import { choicesFor, type Choice } from "./what-now.ts";

export const openPage = (facts: OpenFacts): Page => {
  const choices = choicesFor(facts);
  const others = otherChoices(choices, facts);
  return {
    status: facts.problem === null ? 200 : 400,
    title: "A conversation in First Reply",
    body: html`<main>
      ${cameOf(facts)}
      <h1>${headline(facts)}</h1>
      ${kindOf(facts)} ${situation(facts)}
      <h2>What was said</h2>
      ${messageList(facts)}
      <h2>Clocks</h2>
      ${clockList(facts)} ${choices.length > 0 && html`<div class="choices">${others}</div>`}
      <p class="soft">
        For ${facts.reader.name}, in this browser only, until ${timeTag(facts.goodUntil, momentOf(facts))}.
        Times are ${facts.reader.timeZone}.
      </p>
      ${bar(facts, choices)}
    </main>`,
  };
};

const cameOf = (facts: OpenFacts): Html | null => {
  const { outcome } = facts;
  if (outcome === null || outcome.says === "") return null;
  const tone = outcome.kind === "done" || outcome.kind === "too-late" ? "notice" : "notice bad";
  return html`<p class="${tone}" role="status">${timeTag(outcome.at, momentOf(facts))} ${outcome.says}</p>`;
};

const clockList = (facts: OpenFacts): Html => {
  const { clocks } = facts.conversation;
  if (clocks.length === 0) return html`<p class="soft">No clock runs for this conversation.</p>`;
  const moment = momentOf(facts);
  return html`<dl class="facts">
    ${clocks.map((clock) => {
      const promise = promiseOf(clock);
      return html`<div>
        <dt>${clockName(clock)}${promise !== null && `, by “${promise}”`}</dt>
        <dd>${clockWords(clock, moment)}</dd>
      </div>`;
    })}
  </dl>`;
};

/** What is most likely wanted, within reach of a thumb: first to have it, then to answer where the customer wrote. */
const bar = (facts: OpenFacts, choices: readonly Choice[]): Html | null => {
  const acknowledge = choices.includes("acknowledge") ? acknowledgeForm() : null;
  const answer = answerLink(facts, acknowledge === null ? "button main" : "button");
  if (choices.length === 0 || (acknowledge === null && answer === null)) return null;
  return html`<div class="bar">${answer}${acknowledge}</div>`;
};

/** To the newest thing the customer said that can be seen. */
const answerLink = ({ conversation, messages }: OpenFacts, look: string): Html | null => {
  const url = messages.findLast(
    ({ from, permalink }) => from === "customer" && permalink !== null,
  )?.permalink;
  return url == null ? null : outside({ url, words: `Answer on ${platformName(conversation)}`, look });
};
