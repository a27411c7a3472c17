/** The fields somebody has filled in. A secret that is no JSON object of strings has none. */
export const fieldsOf = (answer: unknown): Record<string, string> => {
  if (typeof answer !== "object" || answer === null || !("SecretString" in answer)) return {};
  const fields = parseObject(String(answer.SecretString));
  return Object.fromEntries(
    Object.entries(fields).filter(
      (field): field is [string, string] => typeof field[1] === "string" && field[1] !== "",
    ),
  );
};

const parseObject = (json: string): object => {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    return {};
  }
};
