/** One line of the report: what was measured, what came out, and the state of the machine while it was. */
export type Figure = {
  readonly what: string;
  readonly value: string;
  readonly aim?: string;
  readonly machine: string;
};

export const printFigures = (title: string, figures: readonly Figure[]): void => {
  const rows = figures.map(({ what, value, aim = "", machine }) => [what, value, aim, machine]);
  const header = ["", "measured", "aim", "machine"];
  const widths = header.map((_, column) =>
    Math.max(...[header, ...rows].map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  console.log(`\n### ${title}\n`);
  console.log(line(header));
  console.log(`| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`);
  for (const row of rows) console.log(line(row));
};
