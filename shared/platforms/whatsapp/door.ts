import { metaDoor } from "../meta/door.ts";

export const whatsappDoor = metaDoor("appSecret");
