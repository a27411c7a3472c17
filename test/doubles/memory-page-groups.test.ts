import { pageGroupsContract } from "../contracts/page-groups.contract.ts";
import { memoryPageGroups } from "./memory-page-groups.ts";

pageGroupsContract("in memory", async () => memoryPageGroups());
