/**
 * Covers what a person should not have said in public, before their words travel to a queue: e-mail addresses, card
 * and account numbers, phone numbers. Order matters: the longest kind of number goes first.
 */
const masks: readonly { readonly pattern: RegExp; readonly mask: string }[] = [
  {
    pattern: /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,4}/gu,
    mask: "[e-mail]",
  },
  { pattern: /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b/gu, mask: "[account]" },
  { pattern: /(?<![\p{L}\p{N}])\d(?:[ -]?\d){12,18}(?![\p{L}\p{N}])/gu, mask: "[card]" },
  {
    pattern: /(?<![\p{L}\p{N}])(?:\+|00)?\(?\d(?:[ ()./-]{0,2}\d){7,13}(?![\p{L}\p{N}])/gu,
    mask: "[number]",
  },
];

/** The text with every e-mail address, card, account and phone number replaced by its kind in brackets. */
export const maskPersonalData = (text: string): string =>
  masks.reduce((masked, { pattern, mask }) => masked.replaceAll(pattern, mask), text);
