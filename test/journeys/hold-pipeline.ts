/** A pipeline in a process of its own, for a test that kills it: `node hold-pipeline.ts <assembly> <data directory>`. */
import { inAHurry } from "./in-a-hurry.ts";
import { startPipeline } from "./pipeline.ts";

const [assembly = "", dataDirectory = ""] = process.argv.slice(2);
await startPipeline({ assembly, dataDirectory, change: inAHurry(4) });
console.log("ready");
