/**
 * Pages by e-mail through Amazon SES. SES writes the Message-Id itself; all mails of one page refer to the same one that
 * never was, so that a mail program shows a second try under the first. A mail cannot be taken back, so only what wakes
 * somebody is sent.
 */
import { createHash } from "node:crypto";
import { SendEmailCommand, type SESv2Client } from "@aws-sdk/client-sesv2";
import type { PageMessage } from "../contracts/page.ts";
import type { Pager } from "../ports/pager.ts";
import { askAws } from "./ask-aws.ts";
import { htmlText } from "./html-text.ts";
import { plainText } from "./plain-text.ts";

type Options = {
  readonly destination: string;
  readonly to: readonly string[];
  readonly from: string;
  readonly timeoutMs: number;
};

export const emailPager = (client: SESv2Client, { destination, to, from, timeoutMs }: Options): Pager => ({
  destination,
  send: async (page) => {
    if (page.action !== "trigger") return;
    const mail = new SendEmailCommand({
      FromEmailAddress: from,
      Destination: { ToAddresses: [...to] },
      Content: {
        Simple: {
          Subject: utf8(page.title),
          Body: { Text: utf8(plainText(page)), Html: utf8(htmlText(page)) },
          Headers: Object.entries(headersOf(page, from)).map(([Name, Value]) => ({ Name, Value })),
        },
      },
    });
    await askAws(destination, timeoutMs, (abortSignal) => client.send(mail, { abortSignal }));
  },
});

const utf8 = (Data: string) => ({ Data, Charset: "UTF-8" });

/** `Auto-Submitted` (RFC 3834) keeps out-of-office notes from answering; the digest is the page's id where any sign may be. */
const headersOf = ({ id, severity }: PageMessage, from: string): Record<string, string> => {
  const digest = createHash("sha256").update(id).digest("hex").slice(0, 32);
  return {
    References: `<page-${digest}@${from.slice(from.lastIndexOf("@") + 1)}>`,
    "Auto-Submitted": "auto-generated",
    Importance: severity === "critical" || severity === "error" ? "high" : "normal",
  };
};
