const longest = 300;

/** Whatever nobody foresaw, in one sentence: where it happened helps whoever mends it, and nobody else. */
export const unforeseenWords = (error: unknown): string => {
  const said = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const sentence = said.replaceAll(/\s+/gu, " ").trim().slice(0, longest);
  return `This failed in a way nobody foresaw (${sentence}). With FIRSTREPLY_TRACE=1 it says where: tell whoever looks after First Reply.`;
};
