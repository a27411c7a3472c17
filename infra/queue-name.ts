/** What people call the queue of a stack output: `OnCallQueueUrl` and `OnCallDeadLetterUrl` are of `on-call`. */
export const queueNameOf = (output: string): string =>
  output
    .replace(/(Queue|DeadLetter)Url$/u, "")
    .replaceAll(/(?<=.)[A-Z]/gu, "-$&")
    .toLowerCase();
