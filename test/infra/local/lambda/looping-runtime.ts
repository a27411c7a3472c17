/** A runtime for a test to kill: runs a handler that loops for ever, and prints the pid of its process. */
import { openBench } from "./lambda-bench.ts";

const bench = await openBench({ directory: process.argv[2] ?? "" });
const name = await bench.add(
  "export const handler = async ({ loop }) => { while (loop); return process.pid; };",
  {
    Timeout: 900,
  },
);
const { payload } = await bench.lambda.invoke(name, {});
void bench.lambda.invoke(name, { loop: true });
process.stdout.write(String(payload));
