/** What AWS refuses, and how each protocol says so. */
import { randomUUID } from "node:crypto";
import type { AwsAnswer } from "./aws-call.ts";
import { jsonApis } from "./json-apis.ts";

/** A call AWS answers with an error. Whoever answers calls throws it; `callAws` throws it at whoever called. */
export class AwsError extends Error {
  override readonly name = "AwsError";
  /** AWS's word for it: `AccessDeniedException`, `ResourceNotFoundException`, … */
  readonly code: string;
  readonly status: number;

  constructor(error: { readonly code: string; readonly message: string; readonly status?: number }) {
    super(error.message);
    this.code = error.code;
    this.status = error.status ?? 400;
  }
}

/** The error as an SDK's client of this service understands it: JSON, or XML for the query protocol of SNS. */
export const errorAnswer = (service: string, error: AwsError): AwsAnswer =>
  service === "sns" ? xmlError(error) : jsonError(service, error);

const jsonError = (service: string, { code, message, status }: AwsError): AwsAnswer => ({
  status,
  headers: {
    "content-type": `application/x-amz-json-${jsonApis[service]?.version ?? "1.0"}`,
    "x-amzn-errortype": code,
    "x-amzn-requestid": randomUUID(),
  },
  body: JSON.stringify({ __type: code, message }),
});

const xmlError = ({ code, message, status }: AwsError): AwsAnswer => ({
  status,
  headers: { "content-type": "text/xml" },
  body: [
    `<ErrorResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/">`,
    `<Error><Type>${status < 500 ? "Sender" : "Receiver"}</Type><Code>${escapeXml(code)}</Code>`,
    `<Message>${escapeXml(message)}</Message></Error>`,
    `<RequestId>${randomUUID()}</RequestId></ErrorResponse>`,
  ].join(""),
});

const escapeXml = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
