import { randomUUID } from "node:crypto";
import { answerJson } from "../gateway/answer-json.ts";
import type { AnswerAws } from "../gateway/aws-call.ts";
import type { LocalPlace, LocalService } from "../local-service.ts";
import { SendEmailInput } from "./send-email-input.ts";

/** A mail that would have gone out. */
export type SentMail = {
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly at: Date;
};

export type SesService = LocalService & {
  readonly answer: AnswerAws;
  /** Tells of each mail as it is sent; gives back how to stop that. */
  readonly onMail: (listener: (mail: SentMail) => void) => () => void;
};

/** Amazon SES, which takes every mail here and lets none leave this machine. */
export const openSes = ({ report }: Pick<LocalPlace, "report">): SesService => {
  const listeners = new Set<(mail: SentMail) => void>();
  const sendEmail = (input: unknown) => {
    const mail = mailOf(SendEmailInput.parse(input));
    report({
      at: mail.at,
      service: "ses",
      level: "info",
      message: "A mail was sent, and stays here: none leaves this machine.",
      facts: { addresses: mail.to.length },
    });
    for (const listener of listeners) listener(mail);
    return { MessageId: randomUUID() };
  };
  const answer = answerJson({ SendEmail: sendEmail });
  return {
    name: "ses",
    resources: {},
    answer,
    onMail: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
};

const mailOf = ({ FromEmailAddress, Destination, Content }: SendEmailInput): SentMail => {
  const { Subject, Body, Headers } = Content.Simple;
  return {
    from: FromEmailAddress,
    to: Destination.ToAddresses,
    subject: Subject.Data,
    text: Body.Text.Data,
    html: Body.Html?.Data ?? "",
    headers: Object.fromEntries(Headers.map(({ Name, Value }) => [Name, Value])),
    at: new Date(),
  };
};
