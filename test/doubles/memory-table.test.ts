import { conversationStoreContract } from "../contracts/conversation-store.contract.ts";
import { memoryTable } from "./memory-table.ts";

conversationStoreContract("in memory", async () => memoryTable());
