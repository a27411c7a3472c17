import type { Mention } from "../messages/mention.ts";

type Post = Pick<Mention, "permalink"> & {
  readonly author: Pick<Mention["author"], "handle" | "name">;
};

/** Each platform's other way to the same post, for links that name its author. */
const namelessLinks: readonly { readonly named: RegExp; readonly nameless: string }[] = [
  {
    named: /^https:\/\/(?:www\.)?(?:x|twitter)\.com\/(?:[^/]+|i\/web)\/status\/(\d+).*$/u,
    nameless: "https://x.com/i/web/status/$1",
  },
  {
    named: /^https:\/\/(?:www\.)?threads\.(?:com|net)\/@[^/]+\/post\/([\w-]+).*$/u,
    nameless: "https://www.threads.com/t/$1",
  },
];

/** The link to a post for a page: one that does not name its author, or none where there is no such link. */
export const linkToPost = ({ permalink, author }: Post): string | null => {
  if (permalink === null || !/^https?:/u.test(permalink)) return null;
  const known = namelessLinks.find(({ named }) => named.test(permalink));
  if (known !== undefined) return permalink.replace(known.named, known.nameless);
  const names = [author.handle, author.name].filter((name) => name !== null);
  return names.some((name) => tells(permalink, name)) ? null : permalink;
};

/** Shorter names turn up inside other words by chance, and count as a word of their own only. */
const longNameLetters = 5;

/** Whether what follows a link's host says a name, in whatever case and however its words are put together. */
const tells = (link: string, name: string): boolean => {
  const said = wordsOf(unescaped(link.replace(/^https?:\/\/[^/?#]*/u, "")));
  const names = wordsOf(name);
  const squeezed = names.join("");
  if (squeezed.length >= longNameLetters) return said.join("").includes(squeezed);
  return squeezed !== "" && ` ${said.join(" ")} `.includes(` ${names.join(" ")} `);
};

const wordsOf = (text: string): string[] =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];

const unescaped = (link: string): string => {
  try {
    return decodeURIComponent(link);
  } catch {
    return link;
  }
};
