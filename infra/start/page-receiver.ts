/**
 * The phone on the night table: a signed-webhook destination on loopback. It takes only what is signed with its secret,
 * and knows a repeated page by its id, as a real pager does.
 */
import { createServer } from "node:http";
import { buffer } from "node:stream/consumers";
import { Webhook } from "standardwebhooks";
import { PageMessage } from "../../shared/contracts/page.ts";

export type ReceivedPage = { readonly page: PageMessage; readonly repeated: boolean };

export type PageReceiver = { readonly url: string; readonly close: () => Promise<void> };

export const startPageReceiver = async (
  signingSecret: string,
  onPage: (received: ReceivedPage) => void,
): Promise<PageReceiver> => {
  const seen = new Set<string>();
  const verifier = new Webhook(signingSecret);

  const take = (body: string, headers: Record<string, string>): void => {
    const page = PageMessage.parse(verifier.verify(body, headers));
    onPage({ page, repeated: seen.has(page.id) });
    seen.add(page.id);
  };

  const server = createServer(async (request, response) => {
    const body = (await buffer(request)).toString();
    try {
      take(
        body,
        Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)])),
      );
      response.writeHead(204).end();
    } catch {
      response.writeHead(401).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the page receiver has no port");
  return {
    url: `http://127.0.0.1:${address.port}/pages`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
