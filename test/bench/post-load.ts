import http from "node:http";

export type Shot = { readonly milliseconds: number; readonly status: number };

export type Target = {
  readonly url: string;
  /** The body and headers of the n-th request; made before its clock starts. */
  readonly request: (n: number) => {
    readonly body: Uint8Array;
    readonly headers: Readonly<Record<string, string>>;
  };
};

/** Sends at a steady rate, whether or not the answers keep up: what a platform does. Latency counts from the due instant. */
export const postAtRate = async (target: Target, perSecond: number, seconds: number): Promise<Shot[]> => {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 64 });
  const prepared = Array.from({ length: perSecond * seconds }, (_, n) => target.request(n));
  const begins = performance.now() + 50;
  const shots = prepared.map(async (request, n) => {
    const due = begins + (n * 1000) / perSecond;
    await until(due);
    return post(agent, target.url, request, due);
  });
  const results = await Promise.all(shots);
  agent.destroy();
  return results;
};

/** Sends as fast as the answers come, over so many connections. */
export const postFlatOut = async (target: Target, connections: number, count: number): Promise<Shot[]> => {
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections });
  const prepared = Array.from({ length: count }, (_, n) => target.request(n));
  const results: Shot[] = [];
  let next = 0;
  const connection = async (): Promise<void> => {
    for (let request = prepared[next++]; request !== undefined; request = prepared[next++])
      results.push(await post(agent, target.url, request, performance.now()));
  };
  await Promise.all(Array.from({ length: connections }, connection));
  agent.destroy();
  return results;
};

const until = (instant: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, Math.max(0, instant - performance.now())));

const post = (
  agent: http.Agent,
  url: string,
  { body, headers }: ReturnType<Target["request"]>,
  since: number,
) =>
  new Promise<Shot>((resolve, reject) => {
    const request = http.request(url, {
      method: "POST",
      agent,
      headers: { ...headers, "content-length": body.byteLength },
    });
    request.on("error", reject);
    request.on("response", (response) => {
      response.resume();
      response.on("end", () =>
        resolve({ milliseconds: performance.now() - since, status: response.statusCode ?? 0 }),
      );
    });
    request.end(body);
  });
