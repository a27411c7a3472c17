/** `#correction` for code that runs straight from its sources; a bundle carries the same answer as plain data. */
import config from "./deployed.ts";
import { resolveCorrection } from "./resolve-correction.ts";

export default resolveCorrection(config);
