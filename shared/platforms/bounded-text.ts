/** More than any platform lets a person write (X: 25,000 characters); at four bytes each it fits a table item. */
const longestText = 30_000;

/**
 * What somebody wrote, as every queue and table behind us can carry it: half characters and the two that SQS refuses
 * stand as U+FFFD, and what is cut off ends in an ellipsis.
 */
export const boundedText = (text: string, longest = longestText): string => {
  const carried = text.toWellFormed().replaceAll(/[\uFFFE\uFFFF]/gu, "\uFFFD");
  if (carried.length <= longest) return carried;
  const characters = Array.from(carried);
  return characters.length <= longest ? carried : `${characters.slice(0, longest - 1).join("")}…`;
};
