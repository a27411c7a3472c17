import { LogFormatter, LogItem } from "@aws-lambda-powertools/logger";
import type { LogAttributes, UnformattedAttributes } from "@aws-lambda-powertools/logger/types";

/**
 * One short line an event: what happened, when, in which invocation of which function. What Powertools says besides on
 * every line (ARN, memory, name) the log group says already, and logs are paid for by the byte.
 */
export class BriefLogFormatter extends LogFormatter {
  override formatAttributes(attributes: UnformattedAttributes, facts: LogAttributes): LogItem {
    const { logLevel, message, timestamp, serviceName, lambdaContext } = attributes;
    return new LogItem({
      attributes: {
        level: logLevel,
        event: message,
        timestamp: this.formatTimestamp(timestamp),
        service: serviceName,
        requestId: lambdaContext?.awsRequestId,
        ...(lambdaContext?.coldStart === true && { coldStart: true }),
      },
    }).addAttributes(facts);
  }
}
