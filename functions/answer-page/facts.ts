/** What the pages are made from: everything they may show, fetched. */
import type { Conversation } from "../../shared/domain/conversation/conversation.ts";
import type { Outcome } from "../../shared/ports/link-shelf.ts";
import type { Hold } from "./escalation.ts";
import type { Reader } from "./reader.ts";

/** What a page in a chat says already, and who asks. */
export type Facts = {
  readonly reader: Reader;
  readonly now: Date;
  readonly conversation: Conversation;
  readonly hold: Hold;
  /** The name of whoever has it; null where nobody has. */
  readonly holder: string | null;
  /** Until when the link is good, or whoever opened it may come back. */
  readonly goodUntil: Date;
  /** What was wrong with the form they sent, if anything was. */
  readonly problem: string | null;
};

/** One message in clear. */
export type ShownMessage = {
  readonly from: "customer" | "brand";
  /** As the customer calls themselves; null where the platform does not say. */
  readonly name: string | null;
  readonly handle: string | null;
  /** Null for what is not kept any more. */
  readonly text: string | null;
  readonly at: Date;
  readonly permalink: string | null;
  /** `withdrawn` by its author, `hidden` by the brand, `edited` since. */
  readonly marks: readonly ("withdrawn" | "hidden" | "edited")[];
};

/** The same, and the conversation in clear: for the browser that opened it, and no other. */
export type OpenFacts = Facts & {
  /** The newest last. */
  readonly messages: readonly ShownMessage[];
  /** How many older ones are left out. */
  readonly leftOut: number;
  readonly outcome: Outcome | null;
};
