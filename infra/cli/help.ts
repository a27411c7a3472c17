import type { Command } from "./command.ts";
import { argumentsOf, type Argument } from "./read-arguments.ts";

type Described = Pick<Command, "summary" | "failsWhen" | "positionals" | "input" | "examples">;

/** One command's help, made from its schema. `invocation` is how it is called, `parts` the commands that go on from it. */
export const helpOf = (
  command: Described,
  invocation: string,
  parts: readonly Pick<Command, "name" | "summary">[] = [],
): string => {
  const fields = argumentsOf(command);
  const positionals = command.positionals.flatMap(
    (name) => fields.find((field) => field.name === name) ?? [],
  );
  const flags = fields.filter(({ name }) => !command.positionals.includes(name));
  const usage = [
    invocation,
    ...positionals.map(({ name, isRequired }) => (isRequired ? `<${name}>` : `[<${name}>]`)),
    ...(flags.length > 0 ? ["[flags]"] : []),
  ];
  return [
    command.summary,
    "",
    `  ${usage.join(" ")}`,
    "",
    ...table([
      ...positionals.map((field): [string, string] => [`<${field.name}>`, aboutOf(field)]),
      ...flags.map((field): [string, string] => [
        field.isSwitch ? field.flag : `${field.flag} <value>`,
        aboutOf(field),
      ]),
      ["--help", "says this"],
    ]),
    ...(parts.length > 0
      ? ["", "And:", ...table(parts.map(({ name, summary }): [string, string] => [name, summary]))]
      : []),
    ...(command.examples.length > 0
      ? ["", "For example:", ...command.examples.map((example) => `  ${example}`)]
      : []),
    "",
    "Exit codes:",
    ...table(exitCodes(command)),
  ].join("\n");
};

const exitCodes = ({ failsWhen }: Described): (readonly [string, string])[] => [
  ["0", "all is well"],
  ...(failsWhen === undefined ? [] : [["1", failsWhen] as const]),
  ["2", "it cannot be done as it was asked, and a sentence says what to do"],
  ["3", "it failed in a way nobody foresaw"],
];

/** All commands, a line each. */
export const helpOfAll = (commands: readonly Pick<Command, "name" | "summary">[]): string =>
  [
    "Commands for the people who operate First Reply:",
    "",
    ...table(commands.map(({ name, summary }): [string, string] => [name, summary])),
    "",
    "npm run firstreply -- <command> --help says more about one.",
  ].join("\n");

const aboutOf = ({ about, fallback, isList }: Argument): string =>
  fallback === undefined || fallback === false || isList
    ? about
    : `${about} (${JSON.stringify(fallback).replaceAll('"', "")} unless told)`;

const table = (rows: readonly (readonly [string, string])[]): string[] => {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
};
