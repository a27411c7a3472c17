import { outageWatchesContract } from "../contracts/outage-watches.contract.ts";
import { memoryOutageWatches } from "./memory-outage-watches.ts";

outageWatchesContract("in memory", async () => memoryOutageWatches());
