import { linkShelfContract } from "../contracts/link-shelf.contract.ts";
import { memoryLinkShelf } from "./memory-link-shelf.ts";

linkShelfContract("in memory", async () => memoryLinkShelf());
