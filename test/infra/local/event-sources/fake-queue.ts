/** A queue behind `callAws`, as far as an event source mapping uses one. */
import type { CallAws } from "../../../../infra/local/gateway/aws-call.ts";

export type FakeQueue = {
  readonly callAws: CallAws;
  readonly send: (...bodies: string[]) => void;
  /** Bodies that were received and not deleted, and bodies nobody has received. */
  readonly left: () => string[];
  readonly calls: { readonly operation: string; readonly principal: string }[];
  /** How many receives wait at this moment. */
  readonly waiting: () => number;
};

export const fakeQueue = (visibilitySeconds = 30): FakeQueue => {
  const visible: string[] = [];
  const inFlight = new Map<string, string>();
  const calls: { operation: string; principal: string }[] = [];
  const sleepers = new Set<() => void>();
  let handles = 0;

  type Receive = { readonly most: number; readonly waitSeconds: number };

  const receive = async (
    { most, waitSeconds }: Receive,
    signal?: AbortSignal,
  ): Promise<Record<string, unknown>> => {
    if (visible.length === 0 && waitSeconds > 0) await arrival(signal);
    if (signal?.aborted === true) throw new Error("aborted");
    return { Messages: visible.splice(0, most).map(take) };
  };

  const arrival = (signal?: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      const wake = (): void => {
        sleepers.delete(wake);
        resolve();
      };
      sleepers.add(wake);
      signal?.addEventListener("abort", wake);
    });

  const take = (body: string) => {
    const handle = `handle-${(handles += 1)}`;
    inFlight.set(handle, body);
    return {
      MessageId: `id-${body}`,
      ReceiptHandle: handle,
      Body: body,
      MD5OfBody: "md5",
      Attributes: { ApproximateReceiveCount: "1" },
      MessageAttributes: { tone: { DataType: "String", StringValue: "kind" } },
    };
  };

  const callAws: CallAws = async (_, operation, input, { principal, signal }) => {
    calls.push({ operation, principal });
    if (operation === "GetQueueAttributes")
      return { Attributes: { VisibilityTimeout: String(visibilitySeconds) } };
    if (operation === "ReceiveMessage")
      return receive(
        { most: Number(input["MaxNumberOfMessages"]), waitSeconds: Number(input["WaitTimeSeconds"]) },
        signal,
      );
    if (operation !== "DeleteMessageBatch") throw new Error(`the fake queue does not know ${operation}`);
    for (const { ReceiptHandle } of Object(input["Entries"])) inFlight.delete(ReceiptHandle);
    return { Successful: [] };
  };

  return {
    callAws,
    calls,
    send: (...bodies) => {
      visible.push(...bodies);
      for (const wake of sleepers) wake();
    },
    left: () => [...inFlight.values(), ...visible],
    waiting: () => sleepers.size,
  };
};
