import { once } from "node:events";
import { createServer } from "node:net";
import { CannotStart } from "./cannot-start.ts";

/** Finds out before the seconds a synth takes whether the port can be listened on. */
export const refusePortInUse = async (port: number): Promise<void> => {
  const probe = createServer();
  try {
    await once(probe.listen(port, "127.0.0.1"), "listening");
  } catch (cause) {
    throw new CannotStart(
      `port ${port} cannot be listened on: end what listens there, or choose another with --port`,
      { cause },
    );
  }
  probe.close();
  await once(probe, "close");
};
