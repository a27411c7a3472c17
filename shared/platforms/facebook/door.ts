import { metaDoor } from "../meta/door.ts";

export const facebookDoor = metaDoor("appSecret");
