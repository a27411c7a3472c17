/** What may be pressed. Each is a form of its own: pressing it is the confirmation, and a link preview presses nothing. */
import { zoneWords } from "../../../shared/domain/pages/spoken-time.ts";
import type { Facts } from "../facts.ts";
import { latestSnooze, nextMorning, snoozePresets, soonestSnooze } from "../snooze-times.ts";
import { html, type Html } from "./html.ts";
import { momentOf } from "./situation.ts";
import { localTime } from "./spoken-time.ts";
import type { Choice } from "./what-now.ts";

export const acknowledgeForm = (): Html =>
  html`<form method="post">
    <button class="main" name="action" value="acknowledge">Acknowledge</button>
  </form>`;

export const openForm = (): Html =>
  html`<form method="post"><button name="action" value="open">Show the conversation</button></form>`;

/** The rarer wishes, folded away: what wakes somebody else, or lets a customer wait, takes two taps. */
export const otherChoices = (choices: readonly Choice[], facts: Facts): Html =>
  html`${choices.includes("snooze") && snooze(facts)}${choices.includes("decline") && decline(facts)}`;

const decline = ({ hold }: Facts): Html =>
  html`<details>
    <summary>${hold.kind === "nobody" ? "I cannot take it" : "Hand it on"}</summary>
    <div>
      <p>Whoever is next is woken at once.</p>
      <form method="post"><button name="action" value="decline">Decline, wake the next person</button></form>
    </div>
  </details>`;

const snooze = (facts: Facts): Html => {
  const moment = momentOf(facts);
  const { timeZone } = moment;
  const presets = snoozePresets(moment).map(
    ({ label, until }) =>
      html`<button name="until" value="${until.toISOString()}">
        <span>${label}<small>until ${localTime(until, timeZone).slice(11)}</small></span>
      </button>`,
  );
  const { problem } = facts;
  const isWrong = problem !== null && html`aria-invalid="true" aria-describedby="problem"`;
  return html`<details ${problem !== null && "open"}>
    <summary>Snooze until …</summary>
    <div>
      ${problem !== null && html`<p class="notice bad" role="alert" id="problem">${problem}</p>`}
      <form method="post">
        <input type="hidden" name="action" value="snooze" />
        <div class="pairs">${presets}</div>
      </form>
      <form method="post">
        <input type="hidden" name="action" value="snooze" />
        <label for="at">Another time (${zoneWords(timeZone)})</label>
        <input
          id="at"
          name="at"
          type="datetime-local"
          required
          min="${localTime(soonestSnooze(moment), timeZone)}"
          max="${localTime(latestSnooze(moment), timeZone)}"
          value="${localTime(nextMorning(moment), timeZone)}"
          ${isWrong}
        />
        <button>Snooze until then</button>
      </form>
    </div>
  </details>`;
};
