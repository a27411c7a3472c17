/** What the Graph API says when it will not. https://developers.facebook.com/docs/graph-api/guides/error-handling */
import * as z from "zod";
import { PlatformRefused, type Access } from "../platform-connector.ts";
import { withoutSecrets } from "../without-secrets.ts";

const GraphError = z.object({
  error: z.object({
    message: z.string().default(""),
    code: z.number().default(0),
    error_subcode: z.number().optional(),
    is_transient: z.boolean().default(false),
  }),
});

/** A token that is expired, revoked or nobody's. */
const tokenCodes = new Set([102, 190]);
/** The app's, the page's, the account's share of calls is used up. */
const limitCodes = new Set([4, 17, 32, 613]);
const businessLimits = { from: 80_000, to: 80_014 };
/** What it calls its own trouble. */
const transientCodes = new Set([1, 2]);
const permissionCodes = new Set([3, 10]);

type Refused = {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
  readonly access: Access;
};

export const graphRefusal = ({ status, headers, body, access }: Refused): PlatformRefused => {
  const { error } = GraphError.catch({ error: { message: "", code: 0, is_transient: false } }).parse(body);
  const { code, error_subcode: subcode, message } = error;
  const reason = reasonOf(status, error);
  // Meta repeats a malformed token in its message, whole or in part: of a token, only that it is refused is told.
  const said =
    reason === "unauthorised"
      ? "the token has expired, was revoked, or is not one"
      : withoutSecrets(message, access);
  const againAt = reason === "limited" ? new Date(Date.now() + waitMinutes(headers) * 60_000) : undefined;
  const number = subcode === undefined ? String(code) : `${code}/${subcode}`;
  const answer = `Meta answered ${status}${code === 0 ? "" : ` (${number})`}`;
  return new PlatformRefused(reason, said === "" ? answer : `${answer}: ${said}`, againAt);
};

const reasonOf = (
  status: number,
  { code, is_transient }: z.infer<typeof GraphError>["error"],
): PlatformRefused["reason"] => {
  if (tokenCodes.has(code)) return "unauthorised";
  if (limitCodes.has(code) || (code >= businessLimits.from && code <= businessLimits.to)) return "limited";
  if (permissionCodes.has(code) || (code >= 200 && code < 300)) return "forbidden";
  if (is_transient || transientCodes.has(code) || status >= 500) return "unavailable";
  if (status === 429) return "limited";
  return status === 401 ? "unauthorised" : "invalid";
};

/** How long Meta itself says to wait; its windows roll over an hour. */
const waitMinutes = (headers: Headers): number => {
  const waits = Usages.parse(jsonHeader(headers, "x-business-use-case-usage"));
  const longest = Math.max(0, ...Object.values(waits).flatMap((usages) => usages.map(({ wait }) => wait)));
  return longest > 0 ? longest : 60;
};

const Usage = z
  .object({ estimated_time_to_regain_access: z.number().default(0) })
  .transform(({ estimated_time_to_regain_access: wait }) => ({ wait }));
const Usages = z.record(z.string(), z.array(Usage)).catch({});

/** Percent of the app's calls that are used up, as far as Meta says. */
export const usedPercent = (headers: Headers): number => {
  const { call_count, total_cputime, total_time } = AppUsage.parse(jsonHeader(headers, "x-app-usage"));
  return Math.max(call_count, total_cputime, total_time);
};

const percent = z.number().default(0);
const AppUsage = z
  .object({ call_count: percent, total_cputime: percent, total_time: percent })
  .catch({ call_count: 0, total_cputime: 0, total_time: 0 });

const jsonHeader = (headers: Headers, name: string): unknown => {
  try {
    return JSON.parse(headers.get(name) ?? "{}");
  } catch {
    return {};
  }
};
