import * as z from "zod";
import { PermanentError } from "../errors.ts";

/**
 * Asks AWS within a time limit, and tells what a destination's refusal means: a request it finds wrong (a topic that is
 * gone, an address nobody verified) it will find wrong again. Its own message is left out: it quotes addresses.
 */
export const askAws = async (
  destination: string,
  timeoutMs: number,
  ask: (signal: AbortSignal) => Promise<unknown>,
): Promise<void> => {
  const signal = AbortSignal.timeout(timeoutMs);
  await ask(signal).catch((error: unknown) => {
    throw signal.aborted
      ? new Error(`${destination} took no page within ${timeoutMs / 1000} s`)
      : refusal(destination, error);
  });
};

const refusal = (destination: string, error: unknown): Error => {
  const said = `${destination} took no page: ${error instanceof Error ? error.name : typeof error}`;
  return isWrong(error) ? new PermanentError(said) : new Error(said);
};

const ServiceError = z.object({ name: z.string(), $metadata: z.object({ httpStatusCode: z.number() }) });

/** 400 and 404, but for asking too much at once; what is forbidden may be allowed a minute later. */
const isWrong = (error: unknown): boolean => {
  const { name = "", $metadata } = ServiceError.safeParse(error).data ?? {};
  const isRefused = $metadata?.httpStatusCode === 400 || $metadata?.httpStatusCode === 404;
  return isRefused && !/Throttl|TooMany|LimitExceeded|Paused|Suspended/u.test(name);
};
