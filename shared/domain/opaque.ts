/**
 * A text as 32 hex digits that show nothing of it and are always the same for it (FNV-1a, 128 bits). Not a secret:
 * whoever knows the text can check it. It keeps what belongs to a person out of ids that travel everywhere.
 */
export const opaque = (text: string): string => {
  let hash = 0x6c62272e07bb014262b821756295c58dn;
  for (const byte of new TextEncoder().encode(text))
    hash = BigInt.asUintN(128, (hash ^ BigInt(byte)) * 0x0000000001000000000000000000013bn);
  return hash.toString(16).padStart(32, "0");
};
