import { rosterFeedsContract } from "../contracts/roster-feeds.contract.ts";
import { memoryRosterFeeds } from "./memory-roster-feeds.ts";

rosterFeedsContract("in memory", async () => memoryRosterFeeds());
