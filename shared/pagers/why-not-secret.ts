import { Webhook } from "standardwebhooks";
import type { Destination } from "../config/destination-config.ts";

type Fields = Readonly<Record<string, string>>;

/** What is wrong with what somebody filled in for a destination of this kind; null when it would do. Never its values. */
export const whyNotSecret = (kind: Destination["kind"], fields: Fields): string | null => {
  switch (kind) {
    case "webhook":
      return whyNotUrl(fields) ?? whyNotSigningSecret(fields);
    case "slack":
      return whyNotUrl(fields);
    case "teams":
      return whyNotUrl(fields) ?? whyNotWorkflow(fields);
    case "pagerduty":
      return (fields["routingKey"] ?? "").length === 32
        ? null
        : "the routingKey is not the 32 characters of an Events API v2 integration";
    case "sns":
    case "email":
      return null;
  }
};

const whyNotUrl = ({ url = "" }: Fields): string | null => (URL.canParse(url) ? null : "the url is no URL");

const whyNotSigningSecret = ({ signingSecret = "" }: Fields): string | null => {
  try {
    return new Webhook(signingSecret).sign("id", new Date(), "{}") === "" ? notSigning : null;
  } catch {
    return notSigning;
  }
};
const notSigning = "the signingSecret is not `whsec_` and 24 to 64 bytes in base64";

/** https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/connectors-using */
const whyNotWorkflow = ({ url = "" }: Fields): string | null =>
  /(?:^|\.)(?:webhook\.office|outlook\.office)\.com$/u.test(new URL(url).hostname)
    ? "the url is one of the Office 365 connectors that Microsoft retired: make a workflow in Teams, and take its url"
    : null;
