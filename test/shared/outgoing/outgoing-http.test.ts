import type { LookupAddress } from "node:dns";
import { createServer } from "node:http";
import type { LookupFunction } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { PermanentError } from "../../../shared/errors.ts";
import { outgoingHttp } from "../../../shared/outgoing/outgoing-http.ts";
import { startRecordingServer } from "../pagers/recording-server.ts";

const closing: (() => Promise<void>)[] = [];
afterEach(async () => void (await Promise.all(closing.splice(0).map((close) => close()))));

const serverOf = async (...answers: Parameters<typeof startRecordingServer>) => {
  const server = await startRecordingServer(...answers);
  closing.push(server.close);
  return server;
};

const here = outgoingHttp({ reach: "this machine" });
const get = (url: string) => ({ method: "GET", url, headers: {} }) as const;

/** A name that stands for these addresses: for all that are given when it is asked first, and so on. */
const standsFor = (...answers: readonly (readonly string[])[]) => {
  const asked: string[] = [];
  const lookup: LookupFunction = (hostname, options, callback) => {
    const addresses = (answers[asked.length] ?? answers.at(-1) ?? []).map((address): LookupAddress => ({
      address,
      family: address.includes(":") ? 6 : 4,
    }));
    asked.push(hostname);
    const [first] = addresses;
    if (options.all === true) callback(null, addresses);
    else callback(null, first?.address ?? "", first?.family);
  };
  return { asked, lookup };
};

const knowsNobody: LookupFunction = (hostname, _options, callback) =>
  callback(Object.assign(new Error(`getaddrinfo ENOTFOUND ${hostname}`), { code: "ENOTFOUND" }), "", 4);

/** Everything an error says, its causes included. */
const saidBy = (error: unknown): string =>
  error instanceof Error ? `${error.message} ${error.stack} ${saidBy(error.cause)}` : "";

describe("a name is looked up, and what it stands for must be public", () => {
  test.each([
    ["loopback", "127.0.0.1"],
    ["all of loopback", "127.8.9.10"],
    ["this host", "0.0.0.0"],
    ["a company's own network", "10.1.2.3"],
    ["another of its networks", "172.31.255.255"],
    ["a home's network", "192.168.0.10"],
    ["what a cloud tells its machines", "169.254.169.254"],
    ["a provider's own network", "100.64.0.1"],
    ["benchmarks", "198.18.0.1"],
    ["examples", "203.0.113.7"],
    ["many at once", "224.0.0.1"],
    ["the future", "240.0.0.1"],
    ["everybody", "255.255.255.255"],
    ["loopback, in IPv6", "::1"],
    ["this host, in IPv6", "::"],
    ["loopback in IPv6's clothes", "::ffff:127.0.0.1"],
    ["the same in hexadecimal", "::ffff:7f00:1"],
    ["loopback in older clothes", "::127.0.0.1"],
    ["a network's own, in IPv6", "fd00:ec2::254"],
    ["a link's own, in IPv6", "fe80::1"],
    ["a site's own, in IPv6", "fec0::1"],
    ["many at once, in IPv6", "ff02::1"],
    ["IPv4 behind a translator", "64:ff9b::7f00:1"],
    ["IPv4 behind 6to4", "2002:7f00:1::"],
    ["IPv4 behind Teredo", "2001:0:7f00:1::"],
    ["examples, in IPv6", "2001:db8::1"],
    ["nobody yet, in IPv6", "4000::1"],
  ])("%s is not (%s)", async (_, address) => {
    for (const addresses of [[address], ["93.184.215.14", address]]) {
      const { asked, lookup } = standsFor(addresses);
      const calling = outgoingHttp({ reach: "public", lookup })(get("https://hooks.brand.example/s3cr3t"));
      const error: unknown = await calling.catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(PermanentError);
      expect(saidBy(error)).toContain("no public address");
      for (const secret of ["brand.example", "s3cr3t", address]) expect(saidBy(error)).not.toContain(secret);
      expect(asked).toEqual(["hooks.brand.example"]);
    }
  });

  test("it is looked up once: who answers otherwise the second time is not asked", async () => {
    const { asked, lookup } = standsFor(["169.254.169.254"], ["93.184.215.14"]);
    const calling = outgoingHttp({ reach: "public", lookup })(get("https://rebinding.example"));
    await expect(calling).rejects.toBeInstanceOf(PermanentError);
    expect(asked).toHaveLength(1);
  });

  test("a name nobody knows may be known later, and is not told", async () => {
    const calling = outgoingHttp({ reach: "public", lookup: knowsNobody })(
      get("https://hooks.brand.example"),
    );
    const error: unknown = await calling.catch((reason: unknown) => reason);
    expect(error).not.toBeInstanceOf(PermanentError);
    expect(saidBy(error)).toContain("could not be reached (ENOTFOUND)");
    expect(saidBy(error)).not.toContain("brand.example");
  });
});

describe("an address that is written out is judged as a name's is", () => {
  test.each([
    "https://localhost/",
    "https://127.0.0.1/",
    "https://127.1/",
    "https://2130706433/",
    "https://0x7f000001/",
    "https://0x7f.0.0.1/",
    "https://0177.0.0.1/",
    "https://017700000001/",
    "https://0/",
    "https://[::1]/",
    "https://[::ffff:127.0.0.1]/",
    "https://[::ffff:7f00:1]/",
    "https://[::127.0.0.1]/",
    "https://[fd00:ec2::254]/",
    "https://169.254.169.254/latest/meta-data/",
    "https://１２７.0.0.1/",
  ])("%s is refused", async (url) => {
    await expect(outgoingHttp({ reach: "public" })(get(url))).rejects.toBeInstanceOf(PermanentError);
  });

  test.each([
    ["http://brand.example/", "is not https"],
    ["https://brand.example:8443/", "names a port"],
    ["ftp://brand.example/", "is not https"],
    ["file:///etc/passwd", "is not https"],
    ["hooks", "is no URL"],
  ])("%s %s", async (url, whyNot) => {
    const { asked, lookup } = standsFor(["93.184.215.14"]);
    const calling = outgoingHttp({ reach: "public", lookup })(get(url));
    await expect(calling).rejects.toThrow(`the address ${whyNot}`);
    expect(asked).toEqual([]);
  });
});

describe("a run on this machine", () => {
  test.each([
    "https://93.184.215.14/",
    "https://hooks.slack.com/x",
    "http://10.0.0.1/",
    "http://localhost.example/",
  ])("calls nobody elsewhere: %s", async (url) => {
    await expect(here(get(url))).rejects.toThrow("is not on this machine");
  });

  test("calls this machine, by name or by number", async () => {
    const server = await serverOf({ status: 200, headers: { "x-of": "server" }, body: "hello" });
    for (const url of [server.url, server.url.replace("127.0.0.1", "localhost")])
      expect(await here(get(url))).toMatchObject({
        status: 200,
        headers: { "x-of": "server" },
        text: "hello",
        isWhole: true,
      });
  });
});

test("what is sent arrives as it is", async () => {
  const server = await serverOf();
  const body = JSON.stringify({ text: "Grüße 👋" });
  await here({ method: "POST", url: `${server.url}/a?b=c`, headers: { "x-a": "b" }, body });
  expect(server.received).toMatchObject([
    { path: "/a?b=c", body, headers: { "x-a": "b", "content-length": String(Buffer.byteLength(body)) } },
  ]);
});

test("a redirect is an answer like any other: nobody follows it", async () => {
  const server = await serverOf();
  const moved = await serverOf({ status: 302, headers: { location: server.url } });
  expect(await here(get(moved.url))).toMatchObject({ status: 302 });
  expect(server.received).toEqual([]);
});

test("of an answer without an end, the beginning is read", async () => {
  const endless = createServer((_, response) => {
    const pour = (): void => void (response.destroyed || response.write("x".repeat(10_000), pour));
    pour();
  });
  await new Promise<void>((resolve) => endless.listen(0, "127.0.0.1", resolve));
  closing.push(() => new Promise((resolve) => void endless.close(() => resolve())));
  const address = endless.address();
  const url = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
  const answer = await outgoingHttp({ reach: "this machine", maxBytes: 25_000 })(get(url));
  expect(answer).toMatchObject({ status: 200, isWhole: false, text: "x".repeat(25_000) });
});

test("an answer that stops in the middle has had its say with its status", async () => {
  const stalling = createServer((_, response) => void response.writeHead(200).write("half"));
  await new Promise<void>((resolve) => stalling.listen(0, "127.0.0.1", resolve));
  closing.push(
    () =>
      new Promise((resolve) => {
        stalling.close(() => resolve());
        stalling.closeAllConnections();
      }),
  );
  const address = stalling.address();
  const url = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
  const answer = await outgoingHttp({ reach: "this machine", timeoutMs: 200 })(get(url));
  expect(answer).toMatchObject({ status: 200, isWhole: false, text: "half" });
});

test("nobody is waited for longer than that", async () => {
  const { url } = await serverOf("hang");
  const calling = outgoingHttp({ reach: "this machine", timeoutMs: 100 })(get(url));
  await expect(calling).rejects.toThrow("no answer within 0.1 s");
});

test("where nobody listens it says so, and not where", async () => {
  const server = await startRecordingServer();
  await server.close();
  const error: unknown = await here(get(server.url)).catch((reason: unknown) => reason);
  expect(saidBy(error)).toContain("could not be reached (ECONNREFUSED)");
  for (const part of ["127.0.0.1", new URL(server.url).port]) expect(saidBy(error)).not.toContain(part);
});
