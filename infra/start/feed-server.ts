/** Calendars of this machine: what lies as `<name>.ics` in a folder, on loopback, as somebody would publish it. */
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { basename, join } from "node:path";

type FeedServer = { readonly url: string; readonly close: () => Promise<void> };

export const startFeedServer = async (folder: string): Promise<FeedServer> => {
  const server = createServer((request, response) => {
    const file = join(folder, basename(request.url ?? ""));
    if (!file.endsWith(".ics") || !existsSync(file)) return void response.writeHead(404).end();
    response.writeHead(200, { "content-type": "text/calendar" }).end(readFileSync(file));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the feeds have no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
