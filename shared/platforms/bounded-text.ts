/** More than any platform lets a person write (X: 25,000 characters); at four bytes each it fits a table item. */
const longestText = 30_000;

/** What somebody wrote, in a length every queue and table behind us can carry; what is cut off ends in an ellipsis. */
export const boundedText = (text: string, longest = longestText): string => {
  if (text.length <= longest) return text;
  const characters = Array.from(text);
  return characters.length <= longest ? text : `${characters.slice(0, longest - 1).join("")}…`;
};
