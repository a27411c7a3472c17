import * as z from "zod";

const Content = z.strictObject({ Data: z.string(), Charset: z.string().optional() });

/** Printable ASCII, as SES wants it of a header it is given. */
const ascii = z.string().regex(/^[ -~]*$/u, "has a sign that no header may have");

/**
 * What is understood of SendEmail: a simple message to up to fifty addresses. Whatever else may be said is unknown here
 * and refused, rather than ignored. https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html
 */
export const SendEmailInput = z.strictObject({
  FromEmailAddress: z.email(),
  Destination: z.strictObject({ ToAddresses: z.array(z.email()).min(1).max(50) }),
  Content: z.strictObject({
    Simple: z.strictObject({
      Subject: Content,
      Body: z.strictObject({ Text: Content, Html: Content.optional() }),
      Headers: z
        .array(z.strictObject({ Name: ascii.max(126), Value: ascii.min(1).max(995) }))
        .max(15)
        .default([]),
    }),
  }),
});
export type SendEmailInput = z.infer<typeof SendEmailInput>;
