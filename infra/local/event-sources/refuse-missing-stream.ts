import * as z from "zod";
import type { LocalPlace } from "../local-service.ts";

const Listed = z.object({ Streams: z.array(z.object({ StreamArn: z.string() })).default([]) });

/**
 * Lambda takes a mapping only when the function's role may list the stream and read it.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/iam-policy-example-lamda-process-dynamodb-streams.html
 */
export const refuseMissingStream = async (
  place: Pick<LocalPlace, "callAws">,
  streamArn: string,
  principal: string,
): Promise<void> => {
  const TableName = tableOfStream(streamArn);
  const listed = await place.callAws("dynamodbstreams", "ListStreams", { TableName }, { principal });
  if (Listed.parse(listed).Streams.some((stream) => stream.StreamArn === streamArn)) return;
  throw new Error(`there is no stream ${streamArn}`);
};

export const tableOfStream = (streamArn: string): string | undefined =>
  /:table\/([^/]+)\/stream\//u.exec(streamArn)?.[1];
