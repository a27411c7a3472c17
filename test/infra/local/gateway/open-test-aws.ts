import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createCallLog } from "../../../../infra/local/gateway/call-log.ts";
import { openGateway } from "../../../../infra/local/gateway/gateway.ts";
import type { Interceptor } from "../../../../infra/local/gateway/interceptor.ts";
import { openKeys } from "../../../../infra/local/gateway/keys.ts";
import type { LocalPlace, LocalReport } from "../../../../infra/local/local-service.ts";

/** A folder of the test's own; `dispose` removes it. */
export const openTestFolder = (): { readonly path: string; readonly dispose: () => void } => {
  const path = mkdtempSync(join(tmpdir(), "firstreply-"));
  return { path, dispose: () => rmSync(path, { recursive: true, force: true }) };
};

/** A gateway without services, on a free port and on the given data; each test serves what it needs. */
export const openTestAws = async (dataDirectory: string, interceptors: readonly Interceptor[] = []) => {
  const keys = openKeys(join(dataDirectory, "keys.seed"));
  const callLog = createCallLog(keys);
  const reports: LocalReport[] = [];
  const report = (line: LocalReport): void => void reports.push(line);
  const gateway = await openGateway({ keys, interceptors: [callLog.interceptor, ...interceptors], report });
  const place: LocalPlace = {
    region: "eu-west-1",
    accountId: "123456789012",
    stackName: "Test",
    dataDirectory,
    endpoint: gateway.endpoint,
    callAws: gateway.callAws,
    credentialsOf: keys.credentialsOf,
    report,
  };
  /** What every SDK client takes. */
  const client = {
    endpoint: gateway.endpoint,
    region: place.region,
    credentials: keys.credentialsOf("operator"),
    maxAttempts: 1,
  };
  return { gateway, place, keys, callLog, reports, client };
};
