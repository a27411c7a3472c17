/**
 * Two kinds of failure. A PermanentError will never succeed: the queue wrapper moves its message to the dead-letter
 * queue at once. Anything else that is thrown may succeed on another try, and the queue tries again.
 */
export class PermanentError extends Error {
  override readonly name = "PermanentError";
}
