/**
 * The yardstick: the least a durable webhook receiver can do. Checks the same signature, writes the body to SQLite with
 * the same durability as the local queues, answers 200. One process, no pipeline behind it.
 */
import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";
import { DatabaseSync } from "node:sqlite";

const [, , file = ":memory:", secret = ""] = process.argv;
const database = new DatabaseSync(file);
database.exec(
  "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; CREATE TABLE webhooks (id INTEGER PRIMARY KEY, body BLOB)",
);
const insert = database.prepare("INSERT INTO webhooks (body) VALUES (?)");

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const body = Buffer.concat(chunks);
    const signature = Buffer.from(String(request.headers["x-twitter-webhooks-signature"]));
    const expected = Buffer.from(`sha256=${createHmac("sha256", secret).update(body).digest("base64")}`);
    if (signature.length !== expected.length || !timingSafeEqual(signature, expected))
      return void response.writeHead(401).end();
    insert.run(body);
    response.writeHead(200, { "content-type": "application/json" }).end("{}");
  });
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  console.log(`ready http://127.0.0.1:${typeof address === "object" ? address?.port : ""}/`);
});
