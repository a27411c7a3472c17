import type { PageMessage } from "../contracts/page.ts";

/**
 * What a chat is told: what wakes somebody, and of a conversation one line more, that somebody has it or that nothing is
 * left to do. Each is a message of its own there, so a count that grows, and a notice that is over, are not told.
 */
export const isForChat = ({ action, about }: PageMessage): boolean =>
  action === "trigger" || (action !== "update" && about.kind === "conversation");
