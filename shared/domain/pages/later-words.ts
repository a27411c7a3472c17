/** What is said of a page after it woke somebody: that somebody has it now, or that nothing is left to do. */
import type { AboutConversation } from "./page-about.ts";
import { capital, waitedFor, whoWaits } from "./page-facts.ts";
import type { PageReader } from "./page-reader.ts";
import { linksOf, type PageWords } from "./page-words.ts";

export const laterWords = (
  news: "acknowledge" | "resolve",
  about: AboutConversation,
  reader: PageReader,
): PageWords => {
  const lines = [`${capital(about.because)}.`];
  const who = about.reason === "drill" ? "a drill" : whoWaits(about);
  switch (news) {
    case "acknowledge": {
      const since = about.reason === "drill" ? "" : ` who has waited ${waitedFor(about, reader)}`;
      return { severity: "info", title: `Taken: ${who}${since}`, lines, links: linksOf(about, reader) };
    }
    case "resolve":
      return {
        severity: "info",
        title: `Nothing left to do: ${who}`,
        lines,
        links: linksOf(about, { ...reader, pageUrl: null }),
      };
  }
};
