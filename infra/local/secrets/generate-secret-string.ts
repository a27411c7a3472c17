import { randomInt } from "node:crypto";
import * as z from "zod";
import { flag } from "../resource-properties.ts";

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-secretsmanager-secret-generatesecretstring.html */
export const GenerateSecretString = z.strictObject({
  PasswordLength: z.coerce.number().int().min(1).max(4096).default(32),
  ExcludeCharacters: z.string().default(""),
  ExcludeLowercase: flag.default(false),
  ExcludeNumbers: flag.default(false),
  ExcludePunctuation: flag.default(false),
  ExcludeUppercase: flag.default(false),
  IncludeSpace: flag.default(false),
  RequireEachIncludedType: flag.default(true),
  SecretStringTemplate: z.string().optional(),
  GenerateStringKey: z.string().optional(),
});
export type GenerateSecretString = z.infer<typeof GenerateSecretString>;

/** A random password; within `SecretStringTemplate`, under `GenerateStringKey`, when the two are given. */
export const generateSecretString = (wish: GenerateSecretString): string => {
  const { SecretStringTemplate: template, GenerateStringKey: key } = wish;
  if (template === undefined || key === undefined) return generatePassword(wish);
  const fields = z.record(z.string(), z.unknown()).parse(JSON.parse(template));
  return JSON.stringify({ ...fields, [key]: generatePassword(wish) });
};

const generatePassword = (wish: GenerateSecretString): string => {
  const kinds = kindsOf(wish);
  const alphabet = kinds.join("");
  const required = wish.RequireEachIncludedType ? kinds.slice(0, wish.PasswordLength).map(pick) : [];
  const rest = Array.from({ length: wish.PasswordLength - required.length }, () => pick(alphabet));
  return shuffle([...required, ...rest]).join("");
};

const kindsOf = (wish: GenerateSecretString): string[] => {
  const excluded = new Set(wish.ExcludeCharacters);
  const kinds = [
    wish.ExcludeLowercase ? "" : "abcdefghijklmnopqrstuvwxyz",
    wish.ExcludeUppercase ? "" : "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    wish.ExcludeNumbers ? "" : "0123456789",
    wish.ExcludePunctuation ? "" : "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~",
    wish.IncludeSpace ? " " : "",
  ].map((kind) =>
    kind
      .split("")
      .filter((sign) => !excluded.has(sign))
      .join(""),
  );
  const left = kinds.filter((kind) => kind !== "");
  if (left.length === 0) throw new Error("GenerateSecretString excludes every character there is");
  return left;
};

const pick = (signs: string): string => signs.charAt(randomInt(signs.length));

const shuffle = (signs: readonly string[]): string[] =>
  signs
    .map((sign) => ({ sign, place: randomInt(2 ** 32) }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ sign }) => sign);
