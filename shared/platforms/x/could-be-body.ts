/** JSON's own blanks, and the bytes of a byte order mark. */
const blanks = new Set([0x20, 0x09, 0x0a, 0x0d, 0xef, 0xbb, 0xbf]);
const [brace, bracket] = [0x7b, 0x5b];

/**
 * Whether these bytes may be a webhook of X, which is always an object or an array. A challenge is answered with just
 * what would sign it as a webhook, and anybody may ask: so no bytes are both answered as a challenge and taken as a
 * body. This is the line between the two, drawn once for both.
 */
export const couldBeBody = (bytes: Uint8Array): boolean => {
  const first = bytes.find((byte) => !blanks.has(byte));
  return first === brace || first === bracket;
};
