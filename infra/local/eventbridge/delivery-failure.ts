import { AwsError } from "../gateway/aws-error.ts";

export type DeliveryFailure = {
  /** EventBridge's word for it, as in the ERROR_CODE of a dead letter. */
  readonly code: "NO_PERMISSIONS" | "NO_RESOURCE" | "THROTTLING" | "SDK_CLIENT_ERROR" | "INTERNAL_ERROR";
  readonly message: string;
  /** Whether another try may succeed. */
  readonly isPassing: boolean;
};

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html: what is retried and what is not. */
export const deliveryFailure = (error: unknown): DeliveryFailure => {
  if (!(error instanceof AwsError))
    return {
      code: "INTERNAL_ERROR",
      message: error instanceof Error ? error.message : String(error),
      isPassing: true,
    };
  const { code, message } = error;
  if (/AccessDenied|Authorization|NotAuthorized/.test(code))
    return { code: "NO_PERMISSIONS", message, isPassing: false };
  if (/NotFound|NonExistent|DoesNotExist/.test(code))
    return { code: "NO_RESOURCE", message, isPassing: false };
  if (error.status === 429 || /Throttl|TooManyRequests/.test(code))
    return { code: "THROTTLING", message, isPassing: true };
  return { code: "SDK_CLIENT_ERROR", message, isPassing: true };
};
