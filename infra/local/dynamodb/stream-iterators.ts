/**
 * An iterator of AWS begins with the ARN of the stream it reads, `arn:…/stream/<label>|1|…`, which is how a call that
 * has nothing but an iterator can be judged. The engine's says nothing of the kind, so it gets that in front here.
 */
import type { AwsAnswer } from "../gateway/aws-call.ts";

const handingOut = new Set(["GetShardIterator", "GetRecords"]);

export const handsOutIterators = (operation: string): boolean => handingOut.has(operation);

/** The call as the engine understands it. */
export const withoutStream = (body: Uint8Array): Buffer =>
  Buffer.from(
    Buffer.from(body)
      .toString()
      .replace(/("ShardIterator"\s*:\s*")arn:[^"|]*\|1\|/u, "$1"),
  );

/** The answer with the stream that the call was about in front of its iterator. */
export const withStream = (answer: AwsAnswer, call: Uint8Array): AwsAnswer => {
  const [, stream] =
    /"(?:StreamArn|ShardIterator)"\s*:\s*"(arn:[^"|]*)/u.exec(Buffer.from(call).toString()) ?? [];
  if (stream === undefined) return answer;
  const body = Buffer.from(answer.body)
    .toString()
    .replace(/("(?:Next)?ShardIterator":")(?=[^"])/u, `$1${stream}|1|`);
  return { ...answer, body };
};
