import type { Command } from "./command.ts";

/** The command that was meant, by the longest name that fits: after `dead-letters show` come its own arguments. */
export const findCommand = <Known extends Pick<Command, "name">>(
  commands: readonly Known[],
  words: readonly string[],
): { readonly command: Known; readonly typed: readonly string[] } | undefined => {
  for (let length = words.length; length > 0; length -= 1) {
    const command = commands.find(({ name }) => name === words.slice(0, length).join(" "));
    if (command !== undefined) return { command, typed: words.slice(length) };
  }
  return undefined;
};

/** The commands whose names go on from this one's. */
export const partsOf = <Known extends Pick<Command, "name">>(
  commands: readonly Known[],
  { name }: Pick<Command, "name">,
): Known[] => commands.filter((known) => known.name.startsWith(`${name} `));
