import { metaDoor } from "../meta/door.ts";

/** An app that uses Instagram Login has a secret of its own beside the Meta app's: whichever signed is good. */
export const instagramDoor = metaDoor("appSecret", "instagramAppSecret");
