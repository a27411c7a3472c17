/** EventBridge would refuse this pattern; the message says which part of it, in one sentence. */
export class InvalidEventPattern extends Error {
  override readonly name = "InvalidEventPattern";
}

export const refuse = (message: string): never => {
  throw new InvalidEventPattern(message);
};
