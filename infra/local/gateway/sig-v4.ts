/**
 * The receiving half of AWS Signature Version 4: the canonical request is built again from what arrived, and signed
 * again with the secret of the key it names.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 *
 * The age of a signature is not judged: nothing can be replayed on loopback that could not be signed there, and a
 * function whose clock a test moved must still reach AWS.
 */
import { createHmac, createSecretKey, hash, type KeyObject, timingSafeEqual } from "node:crypto";

export type SignedRequest = {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
};

export type Authorization = {
  readonly accessKeyId: string;
  /** `20261121/eu-west-1/sqs/aws4_request` */
  readonly scope: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
};

const shape =
  /^AWS4-HMAC-SHA256 +Credential=([^/ ,]+)\/([^ ,]+), *SignedHeaders=([^ ,]+), *Signature=([0-9a-f]{64})$/u;

/** Reads the `Authorization` header; undefined when there is none or it is of another kind. */
export const readAuthorization = (header: string | undefined): Authorization | undefined => {
  const [, accessKeyId, scope, signedHeaders, signature] = shape.exec(header ?? "") ?? [];
  if (
    accessKeyId === undefined ||
    scope === undefined ||
    signedHeaders === undefined ||
    signature === undefined
  )
    return undefined;
  return { accessKeyId, scope, signedHeaders: signedHeaders.split(";"), signature };
};

/** Whether the request, exactly as it is, was signed with this secret. */
export const isSignedWith = (
  secretAccessKey: string,
  authorization: Authorization,
  request: SignedRequest,
): boolean => {
  const payloadHash = sha256(request.body);
  const declaredHash = request.headers["x-amz-content-sha256"] ?? payloadHash;
  const stringToSign = [
    "AWS4-HMAC-SHA256",
    request.headers["x-amz-date"] ?? "",
    authorization.scope,
    sha256(canonicalRequest(request, authorization.signedHeaders, payloadHash)),
  ].join("\n");
  const signature = hmac(signingKey(secretAccessKey, authorization.scope), stringToSign);
  return (
    declaredHash === payloadHash && timingSafeEqual(signature, Buffer.from(authorization.signature, "hex"))
  );
};

const canonicalRequest = (
  request: SignedRequest,
  signedHeaders: readonly string[],
  payloadHash: string,
): string => {
  const [path = "/", query = ""] = request.path.split("?");
  return [
    request.method,
    path.split("/").map(percentEncode).join("/"),
    canonicalQuery(query),
    ...signedHeaders.map((name) => `${name}:${(request.headers[name] ?? "").trim().replaceAll(/ +/gu, " ")}`),
    "",
    signedHeaders.join(";"),
    payloadHash,
  ].join("\n");
};

const canonicalQuery = (query: string): string =>
  [...new URLSearchParams(query)]
    .map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`)
    .toSorted()
    .join("&");

const percentEncode = (text: string): string =>
  encodeURIComponent(text).replaceAll(
    /[!'()*]/gu,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/** Deriving a key costs 30 times what signing with it does; a client derives one a day for each service, too. */
const signingKeys = new Map<string, KeyObject>();

const signingKey = (secretAccessKey: string, scope: string): KeyObject => {
  const name = `${secretAccessKey} ${scope}`;
  const known = signingKeys.get(name);
  if (known !== undefined) return known;
  const start = createSecretKey(Buffer.from(`AWS4${secretAccessKey}`));
  const key = scope.split("/").reduce((upper, part) => createSecretKey(hmac(upper, part)), start);
  if (signingKeys.size >= 1000) signingKeys.clear();
  signingKeys.set(name, key);
  return key;
};

const hmac = (key: KeyObject, text: string): Buffer => createHmac("sha256", key).update(text).digest();

const sha256 = (data: string | Uint8Array): string => hash("sha256", data, "hex");
