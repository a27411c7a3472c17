import { channelMemoriesContract } from "../contracts/channel-memories.contract.ts";
import { refreshLeasesContract } from "../contracts/refresh-leases.contract.ts";
import { memoryChannelMemories, memoryRefreshLeases } from "./memory-channels.ts";

channelMemoriesContract("in memory", async () => memoryChannelMemories());
refreshLeasesContract("in memory", async () => memoryRefreshLeases());
