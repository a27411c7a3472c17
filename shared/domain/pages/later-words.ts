/** What is said of a page after it woke somebody: that somebody has it now, or that nothing is left to do. */
import type { AboutConversation } from "./page-about.ts";
import { capital, waitedFor, whoWaits } from "./page-facts.ts";
import type { PageReader } from "./page-reader.ts";
import { linksOf, type PageWords } from "./page-words.ts";

type News = {
  readonly action: "acknowledge" | "resolve";
  /** Of those the page spoke for, how many others still wait. */
  readonly othersWait: number;
};

export const laterWords = (news: News, about: AboutConversation, reader: PageReader): PageWords => {
  const because = `${capital(about.because)}.`;
  switch (news.action) {
    case "acknowledge": {
      const title =
        about.reason === "drill"
          ? "Taken: a drill"
          : `Taken: ${whoWaits(about)} who has waited ${waitedFor(about, reader)}`;
      return { severity: "info", title, lines: [because], links: linksOf(about, reader) };
    }
    case "resolve": {
      const links = linksOf(about, { ...reader, pageUrl: null });
      return { severity: "info", ...overWords(news, about, because), links };
    }
  }
};

const overWords = ({ othersWait }: News, about: AboutConversation, because: string) => {
  const who = about.reason === "drill" ? "a drill" : whoWaits(about);
  if (othersWait === 0) return { title: `Nothing left to do: ${who}`, lines: [because] };
  const wait = othersWait === 1 ? "1 more waits" : `${othersWait} more wait`;
  return {
    title: `Done: ${who}, but ${wait} with the same trouble`,
    lines: [because, `${wait} with the same trouble: somebody is asked about the next of them.`],
  };
};
