import { misspeltOf, nearestOf } from "../words/nearest-of.ts";
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

/** What to type in the place of a command that is not there: the parts of one, or the one that was meant. */
export const commandInstead = (
  commands: readonly Pick<Command, "name">[],
  words: readonly string[],
): string | undefined => {
  const [first = "", second = ""] = words.filter((word) => !word.startsWith("-"));
  const names = commands.map(({ name }) => name);
  const parts = partsOf(commands, { name: first }).map(({ name }) => `"${name}"`);
  const meant = misspeltOf(`${first} ${second}`, names);
  if (meant === undefined && parts.length > 0) return ` There is ${parts.join(", ")}.`;
  const near = meant ?? nearestOf(first, names);
  return near === undefined ? undefined : ` Did you mean "${near}"?`;
};
