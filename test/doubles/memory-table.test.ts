import { conversationStoreContract } from "../contracts/conversation-store.contract.ts";
import { dailyCountsContract } from "../contracts/daily-counts.contract.ts";
import { dueIndexContract } from "../contracts/due-index.contract.ts";
import { feedbackShelfContract } from "../contracts/feedback-shelf.contract.ts";
import { teamInboxContract } from "../contracts/team-inbox.contract.ts";
import { memoryTable } from "./memory-table.ts";

conversationStoreContract("in memory", async () => memoryTable());

dueIndexContract("in memory", async () => {
  const store = memoryTable();
  return { store, dueIndex: store.dueIndex };
});
dailyCountsContract("in memory", async () => {
  const table = memoryTable();
  return { store: table, dailyCounts: table.dailyCounts };
});

feedbackShelfContract("in memory", async () => {
  const store = memoryTable();
  return { store, feedback: store.feedback };
});

teamInboxContract("in memory", async () => {
  const store = memoryTable();
  return { store, inbox: store.inbox };
});
