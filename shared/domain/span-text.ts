const units = [
  { unit: "d", seconds: 86_400 },
  { unit: "h", seconds: 3600 },
  { unit: "min", seconds: 60 },
  { unit: "s", seconds: 1 },
] as const;

/** How long something is, in the largest unit of which there are two: `75 s`, `3 h`. */
export const spanText = (seconds: number): string => {
  const { unit, seconds: each } = units.find((larger) => seconds >= 2 * larger.seconds) ?? units[3];
  return `${Math.floor(seconds / each)} ${unit}`;
};
