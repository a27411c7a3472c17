/** Cuts text that arrives in pieces into whole lines. Returns what to feed the pieces to. */
export const inLines = (onLine: (line: string) => void): ((piece: string) => void) => {
  let begun = "";
  return (piece) => {
    const lines = (begun + piece).split("\n");
    begun = lines.pop() ?? "";
    for (const line of lines) if (line !== "") onLine(line);
  };
};
