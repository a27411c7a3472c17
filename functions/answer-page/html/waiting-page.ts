/**
 * The page before anybody has pressed anything: what a page in a chat says already, and the buttons. Chats fetch links
 * to preview them, so nothing here is the customer's, and nothing is used up by looking.
 */
import type { Facts } from "../facts.ts";
import { acknowledgeForm, openForm, otherChoices } from "./choices.ts";
import type { Page } from "./document.ts";
import { html } from "./html.ts";
import { headline, kindOf, momentOf, situation } from "./situation.ts";
import { timeTag } from "./spoken-time.ts";
import { choicesFor } from "./what-now.ts";

export const waitingPage = (facts: Facts): Page => {
  const choices = choicesFor(facts);
  return {
    status: facts.problem === null ? 200 : 400,
    title: "A page from First Reply",
    body: html`<main>
      <h1>${headline(facts)}</h1>
      ${kindOf(facts)} ${situation(facts)}
      <div class="choices">
        ${otherChoices(choices, facts)} ${openForm()} ${choices.includes("acknowledge") && acknowledgeForm()}
      </div>
      <p class="soft foot">
        For ${facts.reader.name}. Whatever you press first ties this link to this browser, and shows what the
        customer wrote. Good until ${timeTag(facts.goodUntil, momentOf(facts))}, ${facts.reader.timeZone}.
      </p>
    </main>`,
  };
};
