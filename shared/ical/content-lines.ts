/** A line as RFC 5545, 3.1 means it: what was folded is whole again. It knows the line of the text it begins on. */
export type ContentLine = { readonly line: number; readonly text: string };

export const contentLines = (text: string): ContentLine[] => {
  const lines: { line: number; text: string }[] = [];
  text.split(/\r\n?|\n/u).forEach((written, index) => {
    const last = lines.at(-1);
    if (/^[ \t]/u.test(written) && last !== undefined) last.text += written.slice(1);
    else if (written.trim() !== "") lines.push({ line: index + 1, text: written });
  });
  return lines;
};
