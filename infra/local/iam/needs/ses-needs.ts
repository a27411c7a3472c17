import * as z from "zod";
import type { NeedsTable, ResourceNames } from "./need.ts";

const Mail = z.object({
  FromEmailAddress: z.string(),
  Destination: z.object({ ToAddresses: z.array(z.string()).default([]) }).prefault({}),
});

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsimpleemailservicev2.html */
export const sesNeeds = ({ identityArnOf }: ResourceNames): NeedsTable => ({
  SendEmail: (input) => {
    const { FromEmailAddress: from, Destination } = Mail.parse(input);
    return [
      {
        action: "ses:SendEmail",
        resource: identityArnOf(from),
        context: { "ses:FromAddress": from, "ses:Recipients": Destination.ToAddresses },
      },
    ];
  },
});
