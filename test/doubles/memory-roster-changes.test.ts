import { rosterChangesContract } from "../contracts/roster-changes.contract.ts";
import { memoryRosterChanges } from "./memory-roster-changes.ts";

rosterChangesContract("in memory", async () => memoryRosterChanges());
