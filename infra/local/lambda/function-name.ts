/** The name in what AWS accepts for a function: its name, its ARN, either with `:$LATEST` behind it. */
export const functionNameOf = (nameOrArn: string): string => {
  const parts = nameOrArn.split(":");
  const name = parts[0] === "arn" ? parts[6] : parts[0];
  return name ?? nameOrArn;
};
