/** A page over HTTP: taken, to be tried again by whoever sends it, or never going to be taken. */
import { setTimeout as wait } from "node:timers/promises";
import { PermanentError } from "../errors.ts";
import type { OutgoingAnswer, OutgoingHttp } from "../outgoing/outgoing-http.ts";

type Posted = {
  readonly destination: string;
  readonly url: string;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};

/** Waiting longer than this is left to whoever sends: meanwhile another destination can be tried. */
const patienceMs = 2000;
/** A destination that is busy and does not say for how long. */
const usualPauseMs = 500;

/** Resolves once the destination took it. Tries a second time where it asks for no more than a moment's patience. */
export const postPage = async (
  http: OutgoingHttp,
  { destination, url, body, headers }: Posted,
): Promise<void> => {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const post = (): Promise<OutgoingAnswer> =>
    namingDestination(destination, () =>
      http({ method: "POST", url, body: text, headers: { "content-type": "application/json", ...headers } }),
    );
  let answer = await post();
  const pauseMs = isPassing(answer.status) ? pauseOf(answer) : Infinity;
  if (pauseMs <= patienceMs) {
    await wait(pauseMs);
    answer = await post();
  }
  refuseUntaken(destination, answer.status);
};

/** Busy, too slow, or broken for now; whatever else is refused will be refused again. */
const isPassing = (status: number): boolean => status >= 500 || [408, 425, 429].includes(status);

/** `Retry-After` in seconds. A date is further away than anybody waits here. */
const pauseOf = ({ headers }: OutgoingAnswer): number => {
  const asked = headers["retry-after"];
  if (asked === undefined) return usualPauseMs;
  return /^\d+$/u.test(asked) ? Number(asked) * 1000 : Infinity;
};

const refuseUntaken = (destination: string, status: number): void => {
  if (status >= 200 && status < 300) return;
  const said = `${destination} answered ${status}`;
  if (isPassing(status)) throw new Error(said);
  throw new PermanentError(status < 400 ? `${said}, and nobody follows it elsewhere` : said);
};

const namingDestination = async <Result>(
  destination: string,
  work: () => Promise<Result>,
): Promise<Result> => {
  try {
    return await work();
  } catch (cause) {
    const said = `${destination} took no page`;
    throw cause instanceof PermanentError ? new PermanentError(said, { cause }) : new Error(said, { cause });
  }
};
