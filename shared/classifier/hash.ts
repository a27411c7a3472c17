/** FNV-1a over UTF-16 units, mixed so that its low bits are as good as its high ones. */
export const hashStart = 0x811c9dc5;

export const hashOn = (hash: number, text: string): number => {
  let on = hash;
  for (let at = 0; at < text.length; at += 1) on = Math.imul(on ^ text.charCodeAt(at), 0x01000193);
  return on;
};

export const hashUnit = (hash: number, unit: number): number => Math.imul(hash ^ unit, 0x01000193);

/** So many values a hash is cut to. */
export const hashBits = 18;

export const bucketOf = (hash: number): number => {
  const mixed = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (mixed ^ (mixed >>> 13)) >>> (32 - hashBits);
};

export const space = 32;
const wordStart = hashOn(hashStart, "w");
const pairStart = hashOn(hashStart, "p");
const tripleStart = hashOn(hashStart, "t");

export const wordHash = (word: string): number => hashOn(wordStart, word);

export const pairHash = (first: string, second: string): number =>
  hashOn(hashUnit(hashOn(pairStart, first), space), second);

export const tripleHash = (first: string, second: string, third: string): number =>
  hashOn(hashUnit(hashOn(hashUnit(hashOn(tripleStart, first), space), second), space), third);
