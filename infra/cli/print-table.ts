import { styleText } from "node:util";
import { fitText } from "../start/board/fit-text.ts";
import type { Terminal } from "./command.ts";

type Style = Parameters<typeof styleText>[0];

export type TableRow = { readonly cells: readonly string[]; readonly style?: Style };

/** A table for people: columns as wide as they need, the last one cut where the terminal ends. */
export const printTable = (
  terminal: Pick<Terminal, "print" | "columns">,
  headings: readonly string[],
  rows: readonly TableRow[],
): void => {
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, ...rows.map(({ cells }) => cells[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string => {
    const text = cells.map((cell, column) => fitText(cell, widths[column] ?? 0)).join("  ");
    return fitText(text, (terminal.columns ?? 100) - 1).trimEnd();
  };
  terminal.print(paint("dim", line(headings)));
  for (const { cells, style } of rows)
    terminal.print(style === undefined ? line(cells) : paint(style, line(cells)));
};

/** For a terminal only: whoever reads lines wants none of it. `NO_COLOR` is respected. */
export const paint = (style: Style, text: string): string =>
  styleText(style, text, { stream: process.stdout });
