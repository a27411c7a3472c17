/** Whether what somebody filled in would do: judged by the very code that will use it. The values are never told. */
import type { Destination } from "../../../shared/config/destination-config.ts";
import { destinationSecretFields } from "../../../shared/config/destination-secret-fields.ts";
import type { Platform } from "../../../shared/domain/platform.ts";
import { feedUrl } from "../../../shared/outgoing/feed-url.ts";
import { whyNotTo, type Reach } from "../../../shared/outgoing/where-to.ts";
import { whyNotSecret } from "../../../shared/pagers/why-not-secret.ts";
import { accessFieldsOf } from "../../../shared/platforms/access-fields.ts";
import { doors } from "../../../shared/platforms/doors.ts";
import type { PlatformConnector } from "../../../shared/platforms/platform-connector.ts";
import { rehearsals } from "../../../shared/platforms/rehearsals.ts";

type Fields = Readonly<Record<string, string>>;

/** What is missing or wrong; null when it would do. `leftOut` names fields that are empty and not needed. */
export type SecretVerdict = { readonly problem: string | null; readonly leftOut: readonly string[] };

export const judgeChannelSecret = (platform: Platform, fields: Fields): SecretVerdict => {
  const wanted = doors[platform].secretFields;
  const empty = wanted.filter((field) => (fields[field] ?? "") === "");
  const would = takesWebhooks(platform, fields) && answersChallenges(platform, fields);
  return would ? { problem: null, leftOut: empty } : { problem: emptyText(empty), leftOut: [] };
};

/** Whether the platform's API would be told everything it wants to see; what it makes of it, only it can say. */
export const judgeAccessSecret = (connector: PlatformConnector, fields: Fields): SecretVerdict => {
  const empty = accessFieldsOf(connector).filter(({ name }) => (fields[name] ?? "") === "");
  const needed = empty.filter(({ mayStayEmpty }) => !mayStayEmpty).map(({ name }) => name);
  return needed.length > 0
    ? { problem: emptyText(needed), leftOut: [] }
    : { problem: null, leftOut: empty.map(({ name }) => name) };
};

/** Whether pages could be sent with it: judged as its pager judges it, and its URL as whatever calls it does. */
export const judgeDestinationSecret = (
  kind: Destination["kind"],
  fields: Fields,
  reach: Reach,
): SecretVerdict => {
  const empty = destinationSecretFields[kind].filter((field) => (fields[field] ?? "") === "");
  if (empty.length > 0) return { problem: emptyText(empty), leftOut: [] };
  return { problem: whyNotSecret(kind, fields) ?? whyNotUrl(fields, reach), leftOut: [] };
};

/** Whether a feed could be fetched with it, judged as whatever fetches it does. */
export const judgeFeedSecret = ({ url = "" }: Fields, reach: Reach): SecretVerdict => ({
  problem: url === "" ? emptyText(["url"]) : whyNotUrl({ url: feedUrl(url) }, reach),
  leftOut: [],
});

const whyNotUrl = ({ url }: Fields, reach: Reach): string | null => {
  const whyNot = url === undefined ? null : whyNotTo(url, reach);
  return whyNot === null ? null : `the url ${whyNot}`;
};

const emptyText = (empty: readonly string[]): string =>
  empty.length === 1 ? `${empty[0]} is empty` : `${empty.join(", ")} are empty`;

/** A webhook the platform would sign with it gets in. */
const takesWebhooks = (platform: Platform, fields: Fields): boolean => {
  const body = Buffer.from("{}");
  const receivedAt = new Date();
  try {
    const headers = rehearsals[platform].sign(body, fields, receivedAt);
    const request = { method: "POST", query: [], headers, body, receivedAt } as const;
    return doors[platform].verify(request, [fields]).kind === "verified";
  } catch {
    return false; // nothing to sign with
  }
};

/** Every platform's challenge at once: each looks for its own words and no others. */
const challenge = [
  ["crc_token", "doctor"],
  ["hub.mode", "subscribe"],
  ["hub.verify_token", "doctor"],
  ["hub.challenge", "doctor"],
] as const;

const answersChallenges = (platform: Platform, fields: Fields): boolean => {
  const request = {
    method: "GET",
    query: challenge,
    headers: {},
    body: Buffer.alloc(0),
    receivedAt: new Date(),
  } as const;
  return doors[platform].answerHandshake(request, [fields]).kind !== "unready";
};
