/**
 * What gives a post away beyond its single words. A cue has a name a responder understands; what it is worth, and for
 * which category, the model has learnt. Phrases are found by the hashes the words have anyway; signs are what cannot be
 * said in words.
 */
import { pairHash, tripleHash, wordHash } from "./hash.ts";
import { phrases } from "./cue-phrases.ts";
import { addressMark, linkMark, mentionMark, moneyMark, prepareText, tokensOf } from "./prepare-text.ts";

const signs = [
  "speaks to the brand first",
  "names somebody in passing",
  "asks something",
  "asks twice",
  "exclaims",
  "is in capitals",
  "has hashtags",
  "carries a link",
  "names an amount of money",
  "trails off",
  "is very short",
  "is long",
  "is only emoji or signs",
  "passes on somebody else's post",
  "reads like a headline",
  "looks happy",
  "laughs",
  "looks angry or sad",
  "answers somebody",
  "quotes somebody",
] as const;

/** What each cue says of a text, in the order the model knows them. */
export const cueNames: readonly string[] = [...Object.keys(phrases), ...signs];
export const cueCount = cueNames.length;

/** Cues by the hash of a phrase of one to three words. */
export const phraseCues: ReadonlyMap<number, readonly number[]> = (() => {
  const cues = new Map<number, number[]>();
  for (const [index, said] of Object.values(phrases).entries())
    for (const phrase of said) {
      const hash = phraseHash(tokensOf(prepareText(phrase)));
      cues.set(hash, [...(cues.get(hash) ?? []), index]);
    }
  return cues;
})();

function phraseHash([first = "", second, third]: readonly string[]): number {
  if (second === undefined) return wordHash(first);
  return third === undefined ? pairHash(first, second) : tripleHash(first, second, third);
}

/**
 * The same said in languages the corpus has not: what a cue is worth, it has learnt from the others. By parts of words,
 * because some of these scripts put no spaces between them.
 */
const elsewhere: Readonly<Record<string, RegExp>> = {
  "praises or thanks":
    /ありがと|谢谢|謝謝|감사합|고마워|спасибо|дякую|شكرا|धन्यवाद|תודה|ขอบคุณ|grazie|bedankt|dank je|dziękuję|teşekkür|terima kasih|salamat|tack så/u,
  "says something is broken or failing":
    /動かな|壊れ|つながらな|不能用|坏了|안 ?돼|안됩|고장|не работает|не працює|зламав|لا يعمل|مقطوع|नहीं चल|खराब|לא עובד|ไม่ทำงาน|non funziona|werkt niet|nie działa|çalışmıyor|tidak bisa|funkar inte/u,
  "is waiting for something":
    /届きません|届いていない|まだ来|还没到|没收到|아직 안|не пришл|не приш[её]л|не прийш|لم يصل|नहीं आया|לא הגיע|ยังไม่ได้รับ|non è arrivat|niet ontvangen|nie dotar|nie przysz|hala gelmedi|belum sampai/u,
  "asks for money back":
    /返金|退款|환불|возврат|повернення|استرداد|रिफंड|החזר|คืนเงิน|rimborso|terugbetal|zwrot|iade/u,
  "asks for help": /助けて|帮忙|도와|помогите|допоможіть|ساعد|مدد|עזרה|ช่วย|aiuto|pomocy|yardım|tolong/u,
  "asks about price or availability":
    /いくら|価格|多少钱|얼마|сколько стоит|скільки коштує|كم سعر|कितने का|כמה עולה|ราคา|quanto costa|hoeveel kost|ile kosztuje|ne kadar|berapa harga/u,
};

/** From here on cues are signs, which say how somebody speaks and not of what. */
export const firstSign = Object.keys(phrases).length;
const happy = /[😍🥰❤🎉🙌👏🔥💙💚🧡💜😊☀😁🥳💪😘🤩👌👍]/u;
const laughing = /[😂🤣😹💀😭]|\b(?:lol|lmao|lmfao|rofl|haha\w*|jaja\w*|kkkk*|mdr|ptdr|rsrs)\b/iu;
const upset = /[😡🤬😠😤😢😞😩🙄👎😒💔]/u;
const headline =
  /^(?:breaking|update|exclusive|report|watch|just in)\b|^[^@\n]{15,90}: [A-Z][^\n]{10,}|(?:\p{Lu}\p{Ll}+ ){4,}/u;
const answering =
  /^(?:@\S+\s+)*(?:yes|yep|yeah|yup|no|nope|nah|ok|okay|done|did|sent|it'?s|its|still|already|sure|correct|sí|si|oui|ja|nein|sim|não|non)\b/iu;

/** The signs of a text. */
export const signCues = (text: string, tokens: readonly string[]): number[] => {
  const read = text.slice(0, 1200);
  const words = tokens.filter((token) => /^[\p{L}\p{N}]/u.test(token));
  const found: number[] = [];
  const add = (name: (typeof signs)[number], is: boolean): void => {
    if (is) found.push(firstSign + signs.indexOf(name));
  };
  const lower = read.toLowerCase();
  for (const [name, said] of Object.entries(elsewhere))
    if (said.test(lower)) found.push(cueNames.indexOf(name));
  const questions = tokens.filter((token) => token.includes("?")).length;
  add("speaks to the brand first", tokens[0] === addressMark);
  add("names somebody in passing", tokens.includes(mentionMark));
  add("asks something", questions > 0);
  add("asks twice", questions > 1);
  add(
    "exclaims",
    tokens.some((token) => token.startsWith("!")),
  );
  add("is in capitals", shouts(read));
  add("has hashtags", tokens.includes("#"));
  add("carries a link", tokens.includes(linkMark));
  add("names an amount of money", tokens.includes(moneyMark));
  add("trails off", /(?:\.{2,}|…)/u.test(read));
  const length = words.length + unspaced(read);
  add("is very short", length <= 5);
  add("is long", length >= 25);
  add("is only emoji or signs", words.length === 0);
  add("passes on somebody else's post", /^RT\b/u.test(read));
  add("reads like a headline", headline.test(read));
  add("looks happy", happy.test(read));
  add("laughs", laughing.test(read));
  add("looks angry or sad", upset.test(read));
  add("answers somebody", answering.test(read));
  add("quotes somebody", /["“”«»]/u.test(read));
  return found;
};

/** About how many more words there are in scripts that put no spaces between them. */
const unspaced = (text: string): number =>
  Math.floor(
    (text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/gu)?.length ?? 0) / 3,
  );

const shouts = (text: string): boolean => {
  const capitals = text.match(/\p{Lu}/gu)?.length ?? 0;
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  return letters >= 8 && capitals > letters * 0.6;
};
