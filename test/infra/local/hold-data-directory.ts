/** A runtime as far as its lock: holds the data directory it is given until it is killed. */
import { openDataDirectory } from "../../../infra/local/data-directory.ts";

openDataDirectory(process.argv[2] ?? "");
process.stdout.write("held\n");
setInterval(() => {}, 60_000);
