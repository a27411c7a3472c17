/**
 * What a report speaks of, as a few hashes: enough to see that two reports share a word, too little to read them. Words
 * that begin alike are one (payment, payments); words that only hold a sentence together are left out.
 */
import { neutralText } from "../messages/neutral-text.ts";
import { opaque } from "../opaque.ts";

const mostTerms = 14;
const stemLetters = 6;
/** Sixteen million values: two words of one pipeline rarely meet. */
const hashDigits = 6;

/** The distinct terms of a text, in the order they are said. */
export const termsOf = (text: string): string[] => {
  const words = [...wordsIn.segment(neutralText(text))]
    .filter(({ isWordLike }) => isWordLike)
    .map(({ segment }) => segment)
    .filter((word) => speaks.test(word) && !heldTogetherBy.has(word));
  const stems = new Set(words.map((word) => Array.from(word).slice(0, stemLetters).join("")));
  return [...stems].slice(0, mostTerms).map((stem) => opaque(stem).slice(-hashDigits));
};

/** Also finds words where a script writes no spaces. */
const wordsIn = new Intl.Segmenter("und", { granularity: "word" });

/** Three Latin letters, or two of a script that says more with each. */
const speaks = /\p{Script=Latin}{3}|[^\p{Script=Latin}\P{L}]{2}/u;

const heldTogetherBy = new Set(
  [
    "the and for with that this these those was were are been being have has had having its our your their his her you they",
    "them she him from what when where who why how which will would could should can did does doing done not but also just",
    "very all any anyone anybody some somebody someone please help hello hey guys still since now again there here than then",
    "too out off over into about after before because ive youve theyre weve youre dont didnt really only even more most much",
    "los las una unos unas que por para con sin del como cuando donde esta este esto estan hay muy mas pero desde hace todo ahora",
    "les des une est dans que qui pour pas plus avec sur mon mes ton vos votre notre nous vous ils elle sont depuis tout bonjour",
    "der die das den dem des ein eine einen und ist sind war mit von fur auf bei nicht kein keine ich wir ihr sie mein meine euch",
    "seit noch auch aber wie was wann hier alle schon wieder bitte nao uma com dos das nos por para meu minha voces esta desde aqui",
  ].flatMap((line) => line.split(" ")),
);
