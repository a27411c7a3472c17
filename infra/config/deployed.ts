/** `#config` for code that runs straight from its sources; a bundle carries the same answer as plain data. */
import { resolveConfig } from "./resolve-config.ts";

export default await resolveConfig();
