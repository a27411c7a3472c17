/** Why a link does not open, in words for somebody who was just woken: what happened, and what to do now. */
import type { Page } from "./document.ts";
import { html } from "./html.ts";
import { wallTime, type Moment } from "./spoken-time.ts";

export type Refusal =
  | { readonly reason: "unknown-link" }
  | { readonly reason: "expired"; readonly at: Date }
  | { readonly reason: "used"; readonly at: Date }
  | { readonly reason: "gone" }
  | { readonly reason: "no-cookie" }
  | { readonly reason: "foreign-form" }
  | { readonly reason: "unreadable-form" }
  | { readonly reason: "too-large" }
  | { readonly reason: "method" }
  | { readonly reason: "failed" };

type Words = { readonly status: number; readonly heading: string; readonly says: readonly string[] };

export const refusalPage = (refusal: Refusal, moment: Moment): Page => {
  const { status, heading, says } = wordsFor(refusal, moment);
  return {
    status,
    title: "First Reply",
    body: html`<main>
      <h1>${heading}</h1>
      ${says.map((sentence) => html`<p>${sentence}</p>`)}
    </main>`,
  };
};

const newest = "Open the newest page you were sent: each has a link of its own.";
const another = "If there is none, ask your team to be paged again.";

const wordsFor = (refusal: Refusal, moment: Moment): Words => {
  const inZone = (at: Date): string => `${wallTime(at, moment)}${moment.timeZone === "UTC" ? " UTC" : ""}`;
  switch (refusal.reason) {
    case "unknown-link":
      return {
        status: 404,
        heading: "This link leads nowhere",
        says: ["It may have been cut off on its way to you.", newest],
      };
    case "expired":
      return {
        status: 410,
        heading: "This link has expired",
        says: [`It was good until ${inZone(refusal.at)}.`, `${newest} ${another}`],
      };
    case "used":
      return {
        status: 403,
        heading: `This link was used at ${inZone(refusal.at)}`,
        says: [
          "It opens only where it was used first. If that was you, go back to that browser or app.",
          `If it was not you, tell your team. ${newest} ${another}`,
        ],
      };
    case "gone":
      return {
        status: 410,
        heading: "This conversation is gone",
        says: ["It is older than conversations are kept. There is nothing left to do here.", newest],
      };
    case "no-cookie":
      return {
        status: 403,
        heading: "This browser kept no cookie",
        says: [
          "Nothing was done, and the link is still good.",
          "Allow cookies for this page and press again, or open the link in another browser.",
        ],
      };
    case "foreign-form":
      return {
        status: 403,
        heading: "That did not come from this page",
        says: ["Nothing was done. Open the link again, and press the button there."],
      };
    case "unreadable-form":
      return {
        status: 400,
        heading: "That could not be read",
        says: ["Nothing was done. Open the link again, and press one of its buttons."],
      };
    case "too-large":
      return {
        status: 413,
        heading: "That is too much",
        says: ["Nothing was done. Open the link again, and press one of its buttons."],
      };
    case "method":
      return {
        status: 405,
        heading: "This page can only be opened",
        says: ["Open the link, and press one of its buttons."],
      };
    case "failed":
      return {
        status: 500,
        heading: "That did not work",
        says: [
          "Something failed on our side. Go back and press again: the same thing twice does no harm.",
          "If it fails again, answer the customer where they wrote, and tell whoever runs this.",
        ],
      };
  }
};
