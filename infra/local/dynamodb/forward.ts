import { Agent, request } from "node:http";
import type { AwsAnswer } from "../gateway/aws-call.ts";
import { jsonApis } from "../gateway/json-apis.ts";
import type { DynamodbEndpoint } from "./start-dynoxide.ts";

type ForwardedCall = {
  readonly service: string;
  readonly operation: string;
  readonly body: string | Uint8Array;
};

export type Forward = {
  readonly send: (call: ForwardedCall) => Promise<AwsAnswer>;
  readonly close: () => void;
};

/**
 * Hands calls on to the engine over kept connections. The engine wants to see a signature and never checks it; the
 * gateway has checked the real one.
 */
export const forwardTo = ({ host, port }: DynamodbEndpoint): Forward => {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });

  const send = ({ service, operation, body }: ForwardedCall) =>
    new Promise<AwsAnswer>((resolve, reject) => {
      const headers = {
        ...signatureForShow,
        "content-type": "application/x-amz-json-1.0",
        "content-length": Buffer.byteLength(body),
        "x-amz-target": `${jsonApis[service]?.target}.${operation}`,
      };
      const outgoing = request({ host, port, agent, method: "POST", headers });
      outgoing.on("error", reject);
      outgoing.on("response", (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("error", reject);
        response.on("end", () =>
          resolve({
            status: response.statusCode ?? 500,
            headers: { "content-type": "application/x-amz-json-1.0" },
            body: Buffer.concat(chunks),
          }),
        );
      });
      outgoing.end(body);
    });

  return { send, close: () => agent.destroy() };
};

const signatureForShow = {
  authorization: `AWS4-HMAC-SHA256 Credential=local/20260101/local/dynamodb/aws4_request, SignedHeaders=host, Signature=${"0".repeat(64)}`,
  "x-amz-date": "20260101T000000Z",
};
