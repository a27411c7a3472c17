/** Whoever takes pages, played over real HTTP: remembers what arrives, and answers what the test wants. */
import { createServer, type IncomingHttpHeaders } from "node:http";
import { buffer } from "node:stream/consumers";

export type Received = {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
};

/** `hang` never answers. */
export type Answer =
  | "hang"
  | { readonly status: number; readonly headers?: Record<string, string>; readonly body?: string };

export type RecordingServer = {
  readonly url: string;
  readonly received: readonly Received[];
  /** From now on it answers so, one after the other; the last one for good. */
  readonly answer: (...answers: readonly Answer[]) => void;
  readonly close: () => Promise<void>;
};

export const startRecordingServer = async (usual: Answer = { status: 200 }): Promise<RecordingServer> => {
  const received: Received[] = [];
  let answers: readonly Answer[] = [usual];
  const server = createServer(async (request, response) => {
    const body = (await buffer(request)).toString();
    received.push({ path: request.url ?? "", headers: request.headers, body });
    const [answer = usual, ...later] = answers;
    if (later.length > 0) answers = later;
    if (answer !== "hang") response.writeHead(answer.status, answer.headers).end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the recording server has no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    received,
    answer: (...wanted) => void (answers = wanted),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
