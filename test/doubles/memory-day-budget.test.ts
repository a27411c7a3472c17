import { dayBudgetContract } from "../contracts/day-budget.contract.ts";
import { memoryDayBudget } from "./memory-day-budget.ts";

dayBudgetContract("in memory", async () => memoryDayBudget(1000));
