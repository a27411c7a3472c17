/** The board as lines of text. Pure: what is known, the time and the terminal's size make a picture. */
import { styleText } from "node:util";
import { priorityAt } from "../../../shared/domain/judging/priority.ts";
import type { BoardState, Row } from "./board-state.ts";
import { fitText } from "./fit-text.ts";
import { outageLine } from "./outage-line.ts";

export type Screen = { readonly columns: number; readonly rows: number };

export type Surroundings = {
  readonly webhookUrl: string;
  /** Messages waiting in each queue, by the name people know it by. */
  readonly queues: ReadonlyMap<string, number>;
  readonly now: Date;
};

type Style = Parameters<typeof styleText>[0];

const paint = (style: Style, text: string): string => styleText(style, text, { validateStream: false });

export const renderBoard = (board: BoardState, surroundings: Surroundings, screen: Screen): string[] => {
  const { now, webhookUrl, queues } = surroundings;
  const width = screen.columns - 1;
  const top = [
    `${paint("bold", " First Reply")}  ${fitText(`listening at ${webhookUrl}, Ctrl-C ends it`, width - 14)}`,
    paint(
      "dim",
      fitText(` waiting: ${[...queues].map(([name, count]) => `${name} ${count}`).join(" · ")}`, width),
    ),
    paint("dim", fitText(` ${summaryOf(board)}`, width)),
    "",
    paint(
      "dim",
      lineOf(
        {
          left: "time left",
          team: "team",
          category: "category",
          priority: "priority",
          from: "from",
          said: "what they said",
          because: "why",
        },
        width,
      ),
    ),
  ];
  const outage = [...board.outages.values()].at(-1);
  if (outage !== undefined)
    top.splice(3, 0, paint(["bold", "yellow"], fitText(` outage suspected: ${outageLine(outage)}`, width)));
  const bottom = board.troubles.map((trouble) => paint("yellow", fitText(` ! ${trouble}`, width)));
  const room = Math.max(1, screen.rows - top.length - bottom.length - 2);
  const rows = inOrderOfNeed([...board.rows.values()]);
  const hidden = rows.length - room;
  return [
    ...top,
    ...rows.slice(0, room).map((row) => renderRow(row, now, width)),
    ...(hidden > 0 ? [paint("dim", ` … and ${hidden} more`)] : []),
    ...bottom,
  ];
};

const summaryOf = ({ pagesReceived, repeatedPages, told, notices, ignored }: BoardState): string => {
  const copies = ignored.get("seen before") ?? 0;
  const others = [...ignored.values()].reduce((sum, count) => sum + count, 0) - copies;
  const repeated = repeatedPages > 0 ? ` (and ${repeatedPages} repeated)` : "";
  const became = [...told].map(([what, count]) => ` · ${what} ${count}`).join("");
  return `pages received ${pagesReceived}${repeated}${became} · notices ${notices} · copies dropped ${copies} · not for us ${others}`;
};

const dueOf = ({ routed }: Row): string => routed.dueAt ?? "9999";

/** Whoever waits too long first, then by what is due next, then what has been answered. */
const inOrderOfNeed = (rows: readonly Row[]): Row[] => {
  const rank: Record<Row["state"], number> = { paged: 0, breached: 0, waiting: 1, answered: 2 };
  return rows.toSorted(
    (one, other) => rank[one.state] - rank[other.state] || dueOf(one).localeCompare(dueOf(other)),
  );
};

const renderRow = (row: Row, now: Date, width: number): string => {
  const { mention, classification, team, platform, priority, waitingSince, dueAt } = row.routed;
  const current = priorityAt(priority, { since: waitingSince, dueAt }, now);
  const { text, style } = clockOf(row, now);
  const line = lineOf(
    {
      left: text,
      team,
      category: `${classification.category}${classification.urgent ? "!" : ""} ${Math.round(classification.confidence * 100)} %`,
      priority: String(row.state === "answered" ? priority.total : current.total),
      from: `${platform} ${mention.author.handle ?? mention.author.name ?? "somebody"}`,
      said: mention.text ?? "(ids only)",
      because: classification.reasons[0] ?? "",
    },
    width,
  );
  return paint(style, line);
};

const clockOf = (row: Row, now: Date): { readonly text: string; readonly style: Style } => {
  switch (row.state) {
    case "answered":
      return { text: row.inTime === false ? "late answer" : "answered", style: "dim" };
    case "paged":
      return { text: "PAGED", style: ["bold", "red"] };
    case "breached":
      return { text: "TOO LATE", style: "red" };
    case "waiting": {
      if (row.routed.dueAt === null) return { text: "no clock", style: "reset" };
      const seconds = Math.ceil((Date.parse(row.routed.dueAt) - now.getTime()) / 1000);
      return { text: countdown(seconds), style: seconds < 10 ? "yellow" : "reset" };
    }
  }
};

const two = (count: number): string => String(count).padStart(2, "0");

export const countdown = (seconds: number): string => {
  if (seconds < 0) return "now";
  const [hours, minutes, rest] = [
    Math.floor(seconds / 3600),
    Math.floor((seconds % 3600) / 60),
    seconds % 60,
  ];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
};

/** One line; the reason is the first to go when the terminal is narrow, then who it is from, then the category. */
const lineOf = (cells: Cells, width: number): string => {
  const fixed = columns.filter(({ from }) => width >= from);
  const used = fixed.reduce((sum, column) => sum + column.width + 1, 1);
  const because = width >= 120 ? Math.floor((width - used) * 0.4) : 0;
  const said = Math.max(8, width - used - because - 1);
  return [
    "",
    ...fixed.map((column) => fitText(cells[column.name], column.width)),
    fitText(cells.said, said),
    ...(because > 0 ? [fitText(cells.because, because - 1)] : []),
  ].join(" ");
};

type Cells = Readonly<
  Record<"left" | "team" | "category" | "priority" | "from" | "said" | "because", string>
>;

/** Each with its width, and the width of terminal from which there is room for it. */
const columns = [
  { name: "left", width: 11, from: 0 },
  { name: "team", width: 9, from: 0 },
  { name: "category", width: 14, from: 60 },
  { name: "priority", width: 8, from: 100 },
  { name: "from", width: 18, from: 79 },
] as const;
