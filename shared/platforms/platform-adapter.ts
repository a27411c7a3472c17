/**
 * What every platform supplies, in three parts that are loaded where they are needed: a door, which a platform waits
 * for and which therefore stays small (no schema library); a parser, behind the queue; a rehearsal, for whoever plays
 * the platform's side. All pure: values in, values out, the time and the secrets given.
 * Adding a platform is one folder beside this file, one line in each of `doors.ts`, `parsers.ts`, `rehearsals.ts` and
 * `connectors.ts` (the compiler asks for them), and bodies in `events/`.
 */
import type { ChannelId, MessageId } from "../domain/ids.ts";
import type { Mention } from "../domain/messages/mention.ts";
import type { Reply } from "../domain/messages/reply.ts";
import type { Standing } from "../domain/messages/standing.ts";

export type PlatformDoor = {
  /** The names of the fields its channel secret has. */
  readonly secretFields: readonly string[];
  /** Answers the platform's challenge (X: CRC, Meta: hub.challenge) from the secret alone. */
  readonly answerHandshake: (request: WebhookRequest, secrets: LiveSecrets) => HandshakeAnswer;
  /**
   * Checks the signature over the bytes received, against every live secret, in constant time; and its age, where the
   * platform signs that.
   */
  readonly verify: (request: WebhookRequest, secrets: LiveSecrets) => Verdict;
  /**
   * Cuts a body that is over `limitBytes` at the platform's own entries, each part a body of the same shape that is
   * within the limit where its entries allow it. Numbers keep every digit. A body that cannot be cut comes back whole.
   */
  readonly split: (body: string, limitBytes: number) => readonly string[];
};

export type PlatformParser = {
  /**
   * Every entry of a parsed body, in order, at least one. Throws nothing but PermanentError, and that only when the
   * JSON has no shape of this platform.
   */
  readonly normalise: (body: unknown, received: Received) => readonly Outcome[];
  /** The brand's account a body names as its own; null where it names none. */
  readonly accountOf: (body: unknown) => string | null;
};

/** The platform's side of a webhook: for the smoke test of an ops team, the demo and the tests. */
export type PlatformRehearsal = {
  /** The headers that sign a body as the platform would, for those that sign the time at that time. */
  readonly sign: (
    body: Uint8Array,
    secret: Readonly<Record<string, string>>,
    at: Date,
  ) => Readonly<Record<string, string>>;
  /** When a body says it was written: its latest instant, or null when it names none. */
  readonly recordedAt: (body: string) => Date | null;
  /**
   * The same body as if it had been written `byMs` later: ids and times move by that distance, people, the brand's
   * account and texts stay. Bodies moved by the same distance still fit together, because equal ids stay equal.
   * Numbers keep every digit. What is not JSON comes back as it is.
   */
  readonly freshen: (body: string, byMs: number) => string;
};

/** One brand account on a platform, as the configuration names it. */
export type ChannelIdentity = {
  readonly id: ChannelId;
  /** The platform's id of the brand's account; empty where a platform has no accounts. */
  readonly account: string;
  readonly handle?: string | undefined;
  /** What X lets the brand answer; `selfServe` unless told. */
  readonly tier?: "selfServe" | "enterprise" | undefined;
  /** Accounts that are machines: what they write is for nobody. Ids, or handles without the @. */
  readonly bots?: readonly string[] | undefined;
};

/**
 * A secret's fields by name, newest version first: during a rotation two are live. A field nobody has filled in is
 * absent.
 */
export type LiveSecrets = readonly Readonly<Record<string, string>>[];

export type WebhookRequest = {
  readonly method: "GET" | "POST";
  /** Decoded once, repeated parameters kept: `[name, value]` pairs in order. */
  readonly query: readonly (readonly [name: string, value: string])[];
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** The bytes as they were received: what a signature covers. */
  readonly body: Uint8Array;
  readonly receivedAt: Date;
};

/** `unready`: the secret this needs has not been filled in yet, so neither yes nor no would be true. */
export type Verdict =
  | { readonly kind: "verified" }
  | { readonly kind: "rejected"; readonly reason: string }
  | { readonly kind: "unready"; readonly missing: string };

export type HandshakeAnswer =
  | { readonly kind: "answer"; readonly contentType: string; readonly body: string }
  | { readonly kind: "rejected"; readonly status: 400 | 403; readonly reason: string }
  | { readonly kind: "unready"; readonly missing: string };

/**
 * What one entry of a webhook body turned out to be. `withdrawn`, `hidden` and `shown` say what became of a message,
 * whoever wrote it, and when. `unreadable`: its kind is known but it lacks what that kind
 * promises; `entry` is a body of the platform's shape with that entry alone, to be kept for the parser of tomorrow
 * while the others go on. No reason ever quotes a customer.
 */
export type Outcome =
  | { readonly outcome: "mention"; readonly mention: Mention }
  | { readonly outcome: "reply"; readonly reply: Reply }
  | { readonly outcome: Standing["state"]; readonly id: MessageId; readonly at: string }
  | { readonly outcome: "ignored"; readonly reason: string }
  | { readonly outcome: "unreadable"; readonly reason: string; readonly entry: unknown };

export type Received = {
  readonly channel: ChannelIdentity;
  readonly receivedAt: Date;
};
