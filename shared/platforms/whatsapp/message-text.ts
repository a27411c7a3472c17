import { boundedText } from "../bounded-text.ts";
import type { Words } from "./payload.ts";

/** The words of a message, wherever its type keeps them; a picture, a voice or a sticker may have none. */
export const messageText = (message: Words): string => {
  const { text, image, video, document, button, interactive, order, location } = message;
  const candidates = [
    text?.body,
    image?.caption,
    video?.caption,
    document?.caption,
    button?.text,
    interactive?.button_reply?.title,
    interactive?.list_reply?.title,
    interactive?.nfm_reply?.body,
    order?.text,
    [location?.name, location?.address].filter(Boolean).join(", "),
  ];
  return boundedText(candidates.find((words) => words !== undefined && words !== "") ?? "");
};
