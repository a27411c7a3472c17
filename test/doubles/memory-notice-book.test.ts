import { noticeBookContract } from "../contracts/notice-book.contract.ts";
import { memoryNoticeBook } from "./memory-notice-book.ts";

noticeBookContract("in memory", async () => memoryNoticeBook());
