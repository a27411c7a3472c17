/**
 * Whether a channel is silent, told from when it was heard. A dead webhook makes no noise: nothing fails, customers are
 * simply not heard any more. So a channel is compared with itself: how long was it quiet at this hour of the week, in
 * the weeks before? Two hours around that moment are looked at, which also covers a change of the clocks; of three weeks
 * or more the worst is left out, because one outage or one holiday is not what is usual.
 *
 * A silence is raised once. It lasts until something is heard, also through hours in which it would be nothing unusual.
 */
import * as z from "zod";

/** `quiet`: nothing came for far longer than usual. `no-handshake`: the platform has not checked on us for a day. */
export const Silence = z.strictObject({
  reason: z.enum(["quiet", "no-handshake"]),
  /** When something was heard last. */
  since: z.iso.datetime(),
  /** How long it may be quiet at this hour before anybody is told. */
  usualSeconds: z.number().nonnegative(),
});
export type Silence = z.infer<typeof Silence>;

/** When a channel was heard, oldest first, to five minutes. */
export type Heard = {
  readonly webhooks: readonly Date[];
  /** Challenges of the platform; null for a platform that sends none of its own accord. */
  readonly handshakes: readonly Date[] | null;
};

/** How far back whoever asks has to look. */
export const historyDays = 30;

const second = 1000;
const hour = 3600 * second;
const week = 168 * hour;

/** Nobody can say what is usual before two weeks have nearly passed. */
const enoughHistory = 13 * 24 * hour;
/** How many times the longest usual gap: people do not write by the clock. */
const patience = 3;
/** Less than this is no silence, however busy the channel. */
const least = hour / 2;
/** X asks at least once a day, and gives a webhook up after 28 hours without a right answer. */
const handshakeWithin = 24 * hour;

/** The silences that last at `now`, and those among them that nobody has been told of. */
export const noticeSilence = (
  heard: Heard,
  told: readonly Silence[],
  now: Date,
): { readonly lasting: readonly Silence[]; readonly begun: readonly Silence[] } => {
  const still = told.filter(({ reason, since }) => {
    const last = (reason === "quiet" ? heard.webhooks : heard.handshakes)?.at(-1);
    return last === undefined || last.getTime() <= Date.parse(since);
  });
  const begun = [quietSince(heard, now), unchallengedSince(heard, now)]
    .filter((silence) => silence !== null)
    .filter(({ reason }) => !still.some((known) => known.reason === reason));
  return { lasting: [...still, ...begun], begun };
};

const quietSince = ({ webhooks }: Heard, now: Date): Silence | null => {
  const [first] = webhooks;
  const last = webhooks.at(-1);
  if (first === undefined || last === undefined || since(first, now) < enoughHistory) return null;
  const usual = Math.max(patience * usualGap(webhooks, now), least);
  return since(last, now) > usual ? silence("quiet", last, usual) : null;
};

const unchallengedSince = ({ webhooks, handshakes }: Heard, now: Date): Silence | null => {
  if (handshakes === null) return null;
  const last = handshakes.at(-1) ?? webhooks[0];
  if (last === undefined || since(last, now) <= handshakeWithin) return null;
  return silence("no-handshake", last, handshakeWithin);
};

/** The longest gap around this moment of the week in the weeks before, the worst of three or more left out. */
const usualGap = (webhooks: readonly Date[], now: Date): number => {
  const gaps = webhooks.slice(1).map((end, index) => ({ start: webhooks[index] ?? end, end }));
  const longest = [1, 2, 3, 4]
    .map((weeks) => now.getTime() - weeks * week)
    .map((then) =>
      gaps.filter(({ start, end }) => start.getTime() <= then + hour && end.getTime() >= then - hour),
    )
    .filter((around) => around.length > 0)
    .map((around) => Math.max(...around.map(({ start, end }) => since(start, end))))
    .toSorted((one, other) => other - one);
  return longest[longest.length > 2 ? 1 : 0] ?? 0;
};

const since = (earlier: Date, later: Date): number => later.getTime() - earlier.getTime();

const silence = (reason: Silence["reason"], last: Date, usual: number): Silence => ({
  reason,
  since: last.toISOString(),
  usualSeconds: usual / second,
});
