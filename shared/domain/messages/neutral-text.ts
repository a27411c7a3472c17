const readCharacters = 600;

/**
 * A text with what is one person's own taken out (handles, links, numbers, accents somebody did not type), for telling
 * whether two speak of the same. Only the beginning is read: time must not grow with what a stranger sends.
 */
export const neutralText = (text: string): string =>
  text
    .slice(0, readCharacters)
    .normalize("NFKD")
    .replaceAll(/\p{M}+/gu, "")
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/['’‘`´]/gu, "")
    .replaceAll(/https?:\S+|www\.\S+|@[\w.]+|[\p{L}]*\p{N}[\p{L}\p{N}.,:/-]*/gu, " ");
