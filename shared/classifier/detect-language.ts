/**
 * Which language a post is in: by its script, and where that is Latin by its small words. Posts are too short for the
 * usual letter statistics, and almost always have a "the", "que" or "nicht".
 */
const list = (words: string): readonly string[] => words.split(" ");

/** Words that give a language away; one that several share counts a share for each. */
const smallWords: Readonly<Record<string, readonly string[]>> = {
  en: list(
    "the a an and you your to is it its im my me i of for in on with this that was are have has been be not no do does did dont doesnt can cant will wont would could should why what when how who where there they we our just got get still again please thanks thank so but at from about if or been more all out up now any help one like lol u ur pls new day time good love need want than then too only even yes ok off down back again really ever never same",
  ),
  es: list(
    "el la los las un una que de en y por para con mi me no es se lo le les su tu te del al pero si ya muy mas más está esta esto son como cuando porque qué cómo cuándo dónde donde nada desde hace hay tengo tiene puedo quiero gracias hola favor todo hoy sin ni yo nos ustedes días pedido ayuda alguien siempre ahora aquí uno bien",
  ),
  fr: list(
    "le la les un une des de du et est en que qui je j c cest vous nous pas ne mon ma mes votre vos pour avec sur dans ça ca au aux il elle on ont ai suis mais ou où tout plus bien merci bonjour depuis jai déjà encore toujours rien jamais quand comment pourquoi personne très fait même svp quoi chez sans moi tu ton ta",
  ),
  de: list(
    "der die das und ist nicht ich ihr euch wir sie mit auf für von zu im in ein eine einen mein meine meinen kein keine noch schon seit wann warum wie was wo bitte danke aber auch nur doch mal immer jetzt habe hat bin sind war wird kann oder dass wenn dem den es mir uns eure euer heute nach bei sehr mehr alle gut man so nix geht",
  ),
  pt: list(
    "o a os as um uma que de do da dos das em no na e é não nao com por para pra meu minha me se eu vocês voces você voce vc vcs já ja mais muito mas tá ta está isso esse essa quando como onde porque quem obrigado obrigada bom dia até ate sem hoje só so nada tudo foi tem ter ao à pelo pela gente ainda aqui faz",
  ),
  it: list(
    "il lo gli che di è non per con mi ho sono una della nel ma anche come quando perché grazie ciao mio mia vostro ancora più questo sempre niente cosa dove avete hai del alla",
  ),
  nl: list(
    "het een van ik niet is op te en dat voor met mijn jullie maar wat hoe waarom nog geen al zijn wordt kan graag bedankt hallo naar ook dit er aan heb",
  ),
  pl: list(
    "nie jest się na że do co jak mam mój moja od dla czy już tylko dzień dobry proszę kiedy dlaczego jeszcze po są ale od dziękuję",
  ),
  tr: list(
    "bir ve bu için ne çok değil var yok mi ben siz neden nasıl zaman bana hala lütfen teşekkürler daha gibi ama kadar olan",
  ),
  sv: list(
    "och det är inte jag på för att med som har ni min mitt varför när hur tack hej men till från kan",
  ),
  id: list(
    "yang tidak ini itu dan saya kamu di ke dari ada sudah belum bisa kapan kenapa tolong terima kasih banget gak nggak udah aja",
  ),
  tl: list(
    "ang ng mga sa na ko po hindi naman lang kasi ba yung ako kayo niyo bakit paano salamat wala pa ay",
  ),
};

const scripts: readonly (readonly [language: string, script: RegExp])[] = [
  ["ja", /[\p{Script=Hiragana}\p{Script=Katakana}]/u],
  ["ko", /\p{Script=Hangul}/u],
  ["zh", /\p{Script=Han}/u],
  ["uk", /[іїєґ]/iu],
  ["ru", /\p{Script=Cyrillic}/u],
  ["ar", /\p{Script=Arabic}/u],
  ["he", /\p{Script=Hebrew}/u],
  ["hi", /\p{Script=Devanagari}/u],
  ["th", /\p{Script=Thai}/u],
  ["el", /\p{Script=Greek}/u],
];

const shares: ReadonlyMap<string, readonly (readonly [language: string, share: number])[]> = (() => {
  const languages = new Map<string, string[]>();
  for (const [language, words] of Object.entries(smallWords))
    for (const word of new Set(words)) languages.set(word, [...(languages.get(word) ?? []), language]);
  return new Map(
    [...languages].map(([word, found]) => [
      word,
      found.map((language) => [language, 1 / found.length] as const),
    ]),
  );
})();

const telling: readonly (readonly [language: string, letters: RegExp])[] = [
  ["de", /[ßäöü]/u],
  ["es", /[ñ¿¡]/u],
  ["pt", /[ãõ]/u],
  ["fr", /[èêœç]/u],
  ["pl", /[łżźśćę]/u],
  ["tr", /[ışğ]/u],
];

/** Whether a language is written in the letters the corpus is written in. */
export const isLatin = (language: string): boolean => scripts.every(([other]) => other !== language);

const nonLatin = /[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}\uE000-\uF8FF]/u;

/** ISO 639-1, of Latin scripts English where nothing else is likelier; `und` where there are no words. */
export const detectLanguage = (prepared: string, tokens: readonly string[]): string => {
  if (nonLatin.test(prepared)) {
    const found = scripts.find(([, script]) => script.test(prepared));
    if (found !== undefined) return found[0];
  }
  const votes = new Map<string, number>([["en", 0.01]]);
  const vote = (language: string, share: number): void =>
    void votes.set(language, (votes.get(language) ?? 0) + share);
  let words = 0;
  for (const token of tokens) {
    if (/^\p{L}/u.test(token)) words += 1;
    for (const [language, share] of shares.get(token) ?? []) vote(language, share);
  }
  if (words === 0) return "und";
  for (const [language, letters] of telling) if (letters.test(prepared)) vote(language, 0.7);
  let best = "en";
  for (const [language, count] of votes) if (count > (votes.get(best) ?? 0)) best = language;
  return best;
};
