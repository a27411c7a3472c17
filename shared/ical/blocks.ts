/**
 * A feed as blocks within blocks. ical.js could read it whole, but then one line it cannot read would take every shift
 * with it, and nobody could be told which line that was: so it is given the lines we need, one by one.
 */
import { contentLines, type ContentLine } from "./content-lines.ts";
import { Unreadable } from "./unreadable.ts";

export type Block = {
  /** In lower case, like `vevent`. */
  readonly name: string;
  readonly line: number;
  /** What it says itself, and not the blocks in it. */
  readonly lines: readonly ContentLine[];
  readonly blocks: readonly Block[];
};

type Open = Block & { readonly lines: ContentLine[]; readonly blocks: Block[] };

/** The outermost ones. Throws Unreadable for a text that does not begin with a calendar, or ends within one. */
export const blocksOf = (text: string): readonly Block[] => {
  const lines = contentLines(text.replace(/^\u{FEFF}/u, ""));
  if (edgeAt(lines[0])?.begins !== "vcalendar")
    throw new Unreadable(
      "This is no iCal feed, which would start with BEGIN:VCALENDAR: give the address of the calendar's .ics file, not of a page or a sign-in.",
    );
  const whole = opened("", 0);
  const open = [whole];
  for (const content of lines) {
    const innermost = open.at(-1) ?? whole;
    const edge = edgeAt(content);
    if (edge === undefined) innermost.lines.push(content);
    else if (edge.begins !== undefined) {
      const block = opened(edge.begins, content.line);
      innermost.blocks.push(block);
      open.push(block);
    } else if (edge.ends === innermost.name) open.pop();
    else throw new Unreadable(`This is a broken iCal feed: line ${content.line} ends what has not begun.`);
  }
  const cut = open.at(-1) ?? whole;
  if (cut !== whole)
    throw new Unreadable(
      `This iCal feed is cut off: the ${cut.name.toUpperCase()} that begins on line ${cut.line} has no end, so shifts may be missing.`,
    );
  return whole.blocks;
};

const opened = (name: string, line: number): Open => ({ name, line, lines: [], blocks: [] });

const edgeAt = (content: ContentLine | undefined) => {
  const [, edge, name] = /^(BEGIN|END):(.*)$/iu.exec(content?.text ?? "") ?? [];
  const block = name?.trim().toLowerCase();
  if (edge === undefined || block === undefined) return undefined;
  return edge.toUpperCase() === "BEGIN" ? { begins: block } : { ends: block };
};
