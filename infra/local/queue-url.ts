/** A queue's address at the gateway, from its ARN. */
export const queueUrlOf = (arn: string, endpoint: string): string => {
  const [, , , , accountId, name] = arn.split(":");
  if (accountId === undefined || name === undefined) throw new TypeError(`${arn} is not a queue's ARN`);
  return `${endpoint}/${accountId}/${name}`;
};
