const entities: Record<string, string> = { "&lt;": "<", "&gt;": ">", "&amp;": "&" };

/** Slack's three escapes undone; nothing else is an entity. */
export function unescape(text: string): string {
  return text.replace(/&(?:lt|gt|amp);/g, (e) => entities[e] ?? e);
}
