/**
 * What every platform supplies. An adapter is pure: values in, values out, the time and the secrets given.
 * Adding a platform is one folder beside this file, one line in `registry.ts`, and bodies in `events/`.
 */
import type { ChannelId } from "../domain/ids.ts";
import type { Mention } from "../domain/mention.ts";
import type { Reply } from "../domain/reply.ts";

/** One brand account on a platform, as the configuration names it. */
export type ChannelIdentity = {
  readonly id: ChannelId;
  /** The platform's numeric id of the brand's account. */
  readonly account: string;
  readonly handle?: string | undefined;
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

/** What one entry of a webhook body turned out to be. */
export type Outcome =
  | { readonly outcome: "mention"; readonly mention: Mention }
  | { readonly outcome: "reply"; readonly reply: Reply }
  | { readonly outcome: "ignored"; readonly reason: string };

export type Received = {
  readonly channel: ChannelIdentity;
  readonly receivedAt: Date;
};

export type PlatformAdapter = {
  /** The names of the fields its channel secret has. */
  readonly secretFields: readonly string[];
  /** Answers the platform's challenge (X: CRC, Meta: hub.challenge) from the secret alone. */
  readonly answerHandshake: (request: WebhookRequest, secrets: LiveSecrets) => HandshakeAnswer;
  /** Checks the signature over the bytes received, against every live secret, in constant time. */
  readonly verify: (request: WebhookRequest, secrets: LiveSecrets) => Verdict;
  /**
   * Cuts a body that is over `limitBytes` at the platform's own entries, each part a body of the same shape that is
   * within the limit where its entries allow it. Numbers keep every digit. A body that cannot be cut comes back whole.
   */
  readonly split: (body: string, limitBytes: number) => readonly string[];
  /** Every entry of a parsed body, in order. Throws PermanentError only when the JSON has no shape of this platform. */
  readonly normalise: (body: unknown, received: Received) => readonly Outcome[];
  /** The headers that sign a body as the platform would: for the smoke test, the demo and the tests. */
  readonly sign: (
    body: Uint8Array,
    secret: Readonly<Record<string, string>>,
  ) => Readonly<Record<string, string>>;
  /** The same body as if it had just been written: ids and times stamped afresh, consistently within `stamp`. */
  readonly freshen: (body: unknown, stamp: FreshStamp) => unknown;
};

/** How a body is made fresh: equal ids stay equal, and times move by the same distance. */
export type FreshStamp = {
  readonly idOf: (id: string) => string;
  /** Where an instant of the recorded story lies in this telling of it. */
  readonly timeOf: (recorded: Date) => Date;
};
