/** What X says when it will not, in the words everybody who manages a channel understands. */
import { ApiPartialResponseError, ApiRequestError, ApiResponseError } from "twitter-api-v2";
import * as z from "zod";
import { PlatformRefused, type Access } from "../platform-connector.ts";
import { withoutSecrets } from "../without-secrets.ts";

/** Why X will not take a webhook. It puts these words now here, now there in its answer. */
const registrationReasons = [
  "CrcValidationFailed",
  "UrlValidationFailed",
  "DuplicateUrlFailed",
  "WebhookLimitExceeded",
  "WebhookIdInvalid",
] as const;
type RegistrationReason = (typeof registrationReasons)[number];

/** A refusal with X's own words for it, where it has some. */
export class XRefused extends PlatformRefused {
  readonly status: number;
  readonly registrationReason: RegistrationReason | undefined;
  constructor(refusal: PlatformRefused, status: number, registrationReason: RegistrationReason | undefined) {
    super(refusal.reason, refusal.message, refusal.againAt);
    this.status = status;
    this.registrationReason = registrationReason;
  }
}

/** Problem JSON. https://docs.x.com/x-api/fundamentals/response-codes-and-errors */
const Problem = z
  .object({
    type: z.string().default(""),
    title: z.string().default(""),
    detail: z.string().default(""),
    /** How the token endpoint says it. */
    error_description: z.string().default(""),
  })
  .catch({ type: "", title: "", detail: "", error_description: "" });

/** What it means that X does not take a token: whose it was decides. */
type NotTaken = "expired" | "unauthorised";

/** Any error of the client as a PlatformRefused; what is none of the platform's comes back as it is. */
export const asRefusal = (error: unknown, access: Access, whenNotTaken: NotTaken): unknown => {
  if (error instanceof ApiResponseError) return fromAnswer(error, access, whenNotTaken);
  if (error instanceof ApiPartialResponseError) return fromUnreadable(error, whenNotTaken);
  if (error instanceof ApiRequestError) return new PlatformRefused("unavailable", "X does not answer");
  if (error instanceof z.ZodError)
    return new PlatformRefused("unavailable", "X answered in a shape that is not documented");
  return error;
};

const fromAnswer = (
  { code, data, rateLimit }: ApiResponseError,
  access: Access,
  whenNotTaken: NotTaken,
): XRefused => {
  const { type, title, detail, error_description: description } = Problem.parse(data);
  const said = [title, detail, description].filter((text) => text !== "").join(": ");
  const reason = meaningOf(code, type, whenNotTaken);
  const againAt = reason === "limited" && rateLimit ? new Date(rateLimit.reset * 1000) : undefined;
  const message = withoutSecrets(`X answered ${code}${said === "" ? "" : `: ${said}`}`, access);
  const answer = JSON.stringify(data ?? "");
  return new XRefused(
    new PlatformRefused(reason, message, againAt),
    code,
    registrationReasons.find((known) => answer.includes(known)),
  );
};

/** An answer that broke off, or is not the JSON it says it is. */
const fromUnreadable = ({ response }: ApiPartialResponseError, whenNotTaken: NotTaken): XRefused => {
  const { statusCode = 0 } = response;
  return new XRefused(
    new PlatformRefused(
      statusCode < 400 ? "unavailable" : meaningOf(statusCode, "", whenNotTaken),
      `X answered ${statusCode}, and nothing that can be read`,
    ),
    statusCode,
    undefined,
  );
};

const meaningOf = (status: number, type: string, whenNotTaken: NotTaken): PlatformRefused["reason"] =>
  status === 401 ? whenNotTaken : reasonOf(status, type);

const reasonOf = (status: number, type: string): PlatformRefused["reason"] => {
  if (status === 402 || type.endsWith("usage-capped")) return "unpaid";
  if (status === 403) return "forbidden";
  if (status === 429) return "limited";
  return status >= 500 ? "unavailable" : "invalid";
};
