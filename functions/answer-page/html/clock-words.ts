/** What a clock has to say to the person it woke: when the answer is or was due, and how late or early that is. */
import type { Clock, DatedClock } from "../../../shared/domain/clocks/clock.ts";
import { html, type Html } from "./html.ts";
import { span, timeTag, type Moment } from "./spoken-time.ts";

const names: Record<Clock["name"], string> = {
  claim: "Taken by somebody",
  firstReply: "First reply",
  nextReply: "Next reply",
  resolution: "Resolved",
};

export const clockName = (clock: Clock): string => names[clock.name];

/** `03:45, in 12 min`, or `03:00, 12 min late`. */
export const dueWords = (clock: DatedClock, moment: Moment): Html => {
  const dueAt = new Date(clock.dueAt);
  const left = dueAt.getTime() - moment.now.getTime();
  const distance = left >= 0 ? html`in ${span(left)}` : lateWords(left);
  return html`${timeTag(dueAt, moment)}, ${distance}`;
};

const lateWords = (milliseconds: number): Html =>
  html`<strong class="late">${span(milliseconds)} late</strong>`;

/** A clock somebody still waits by says when it is due; one that has ended, how it ended. */
export const clockWords = (clock: Clock, moment: Moment): Html => {
  if (clock.state === "paused") return html`stands still, with ${span(clock.leftSeconds * 1000)} left`;
  if (clock.state === "cancelled") {
    const because = clock.reason === "closed" ? "it was closed" : "the message was taken back";
    return html`stopped at ${timeTag(new Date(clock.cancelledAt), moment)}: ${because}`;
  }
  const answeredAt = clock.state === "running" ? null : clock.answeredAt;
  return answeredAt === null
    ? html`due ${dueWords(clock, moment)}`
    : answeredWords(clock, answeredAt, moment);
};

const answeredWords = ({ dueAt, name }: DatedClock, answeredAt: string, moment: Moment): Html => {
  const early = Date.parse(dueAt) - Date.parse(answeredAt);
  const words =
    early >= 0 ? html`${span(early)} early` : html`<strong class="late">${span(early)} late</strong>`;
  const happened = name === "claim" || name === "resolution" ? "done" : "answered";
  return html`${happened} ${timeTag(new Date(answeredAt), moment)}, ${words}`;
};

/** The name of the policy that promised it; null for a clock from before there were any. */
export const promiseOf = ({ policy }: Clock): string | null => policy?.split("@")[0] ?? null;
