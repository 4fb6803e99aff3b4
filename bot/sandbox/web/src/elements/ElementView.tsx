import type { Block, Element } from "../api/types";
import { useDesk } from "../app/context";
import { ButtonElement, FeedbackElement, OverflowElement } from "./Buttons";
import { ChoiceElement } from "./Choice";
import { SelectElement } from "./Select";
import { DateTimeElement, TextElement } from "./Text";

/** One element of Block Kit, with somebody behind it. */
export function ElementView({ block, element }: { block: Block; element: Element }) {
  const { words } = useDesk();
  switch (element.type) {
    case "button":
    case "workflow_button":
    case "icon_button":
      return <ButtonElement block={block} element={element} />;
    case "feedback_buttons":
      return <FeedbackElement block={block} element={element} />;
    case "overflow":
      return <OverflowElement block={block} element={element} />;
    case "static_select":
    case "external_select":
    case "users_select":
    case "channels_select":
    case "conversations_select":
    case "multi_static_select":
    case "multi_external_select":
    case "multi_users_select":
    case "multi_channels_select":
    case "multi_conversations_select":
      return <SelectElement block={block} element={element} />;
    case "radio_buttons":
    case "checkboxes":
      return <ChoiceElement block={block} element={element} />;
    case "datepicker":
    case "timepicker":
      return <DateTimeElement block={block} element={element} />;
    case "plain_text_input":
    case "email_text_input":
    case "url_text_input":
    case "number_input":
      return <TextElement block={block} element={element} />;
    case "image":
      return <img className="b-image-element" src={element.image_url} alt={element.alt_text ?? ""} />;
    default:
      return <span className="undrawn">{words.brokenBlock(element.type)}</span>;
  }
}
