/**
 * A post as the model reads it: lower case, one spelling of everything whose exact value says nothing (handles, links,
 * amounts, numbers), drawn-out letters shortened. Bounded: a verdict needs no more than the beginning, and time must not
 * grow with what a stranger sends.
 */
const readCharacters = 1200;

/** What stands in for each kind of thing. A token of its own, which no text can contain. */
const marks = { to: "\uE000", at: "\uE001", link: "\uE002", money: "\uE003", number: "\uE004" } as const;

const replaceable =
  /(https?:\/\/\S+|www\.\S+|\bpic\.\S+)|(@[\w.]*\w)|([$£€₹¥₦]\s?\d[\d.,]*k?|\d[\d.,]*\s?(?:[$£€₹¥₦]|usd|eur|gbp|inr|reais|euros?|dollars?|pounds?|rupees|bucks|quid|naira)\b)|(\d[\d.,:/-]*)/gu;

export const prepareText = (text: string): string => {
  let isLeading = true;
  let end = 0;
  return text
    .slice(0, readCharacters)
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[\uE000-\uF8FF]/gu, " ")
    .replaceAll(/['’‘`´]/gu, "")
    .replaceAll(/(.)\1{2,}/gu, "$1$1")
    .replaceAll(replaceable, (found: string, link, handle, money, _number, at: number, whole: string) => {
      if (handle === undefined)
        return ` ${link === undefined ? (money === undefined ? marks.number : marks.money) : marks.link} `;
      isLeading &&= whole.slice(end, at).trim() === "" || whole.slice(end, at).trim() === ".";
      end = at + found.length;
      return isLeading ? ` ${marks.to} ` : ` ${marks.at} `;
    });
};

const token = /[\p{L}\p{M}\p{N}]+|[\uE000-\uE004]|\p{Extended_Pictographic}|[!?]+|\.{2,}|…|#/gu;

/** The words, marks, emoji and the punctuation that speaks. */
export const tokensOf = (prepared: string): readonly string[] => prepared.match(token) ?? [];

export const {
  to: addressMark,
  at: mentionMark,
  link: linkMark,
  money: moneyMark,
  number: numberMark,
} = marks;
