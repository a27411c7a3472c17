/** `#channels` for code that runs straight from its sources; a bundle carries the same answer as plain data. */
import config from "./deployed.ts";

export default config.channels;
