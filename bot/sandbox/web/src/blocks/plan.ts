// Who draws which block. The library draws what it shows faithfully; what it would lose words of, draw nothing of,
// or draw without being able to act, is drawn here.

import type { Block } from "../api/types";

export type Drawer =
  | "section" | "header" | "context" | "actions" | "input" | "table" | "chart" | "container" | "layout" | "library" | "nobody";

const drawers: Record<string, Drawer> = {
  // Text: the library's reading of mrkdwn and plain text drops signs.
  section: "section",
  header: "header",
  context: "context",
  // Elements: the library's are pictures, with nobody behind them.
  actions: "actions",
  context_actions: "actions",
  input: "input",
  // Tables: data_table draws nothing there, and a number or an empty cell in table throws.
  table: "table",
  data_table: "table",
  data_visualization: "chart",
  // Blocks that hold blocks of the kinds above.
  container: "container",
  layout: "layout",
  divider: "library",
  rich_text: "library",
  markdown: "library",
  image: "library",
  video: "library",
  file: "library",
  alert: "library",
  card: "library",
  carousel: "library",
  plan: "library",
  task_card: "library",
};

export const drawnBy = (b: Block): Drawer => (Object.hasOwn(drawers, b.type) ? (drawers[b.type] ?? "nobody") : "nobody");
