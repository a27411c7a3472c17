/**
 * What a page says to the person it wakes, in sentences that can be acted on at 3 a.m.: what, since when, until when in
 * the reader's own zone, how much it matters and why, why this person, and what to do. It is made of the facts alone, so
 * nothing a customer said or is called can be in it.
 */
import * as z from "zod";
import type { PageAbout } from "./page-about.ts";
import { linesOf } from "./page-lines.ts";
import type { PageReader } from "./page-reader.ts";
import { titleOf } from "./page-title.ts";
import { shiftLinks } from "./shift-words.ts";

/** How bad it is, in the words pagers share. */
export const PageSeverity = z.enum(["critical", "error", "warning", "info"]);
export type PageSeverity = z.infer<typeof PageSeverity>;

export type PageLink = { readonly label: string; readonly url: string };

export type PageWords = {
  readonly severity: PageSeverity;
  /** One line, all of it ASCII: it is what an SMS and a locked screen show. */
  readonly title: string;
  readonly lines: string[];
  /** The first leads where the work is. */
  readonly links: PageLink[];
};

export const pageWords = (about: PageAbout, reader: PageReader): PageWords => ({
  severity: severityOf(about),
  title: titleOf(about, reader),
  lines: linesOf(about, reader),
  links: linksOf(about, reader),
});

const severityOf = (about: PageAbout): PageSeverity => {
  switch (about.kind) {
    case "outage":
      return "critical";
    case "alarm":
      return "error";
    case "roster":
      return about.problem.kind === "gap" ? "error" : "warning";
    case "shift":
      return "info";
    case "conversation":
      if (about.reason === "drill") return "info";
      if (about.urgent) return "critical";
      return about.reason === "deadline-warned" ? "warning" : "error";
  }
};

export const linksOf = (about: PageAbout, { pageUrl, ...reader }: PageReader): PageLink[] => {
  if (about.kind === "shift") return shiftLinks(about, reader);
  const post =
    "permalink" in about && about.permalink !== null ? [{ label: "The post", url: about.permalink }] : [];
  return [...post, ...(pageUrl === null ? [] : [{ label: "Acknowledge or hand over", url: pageUrl }])];
};
