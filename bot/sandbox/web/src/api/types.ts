// What the stand-in sends, as API.md beside it states.

export interface User {
  id: string;
  name: string;
  real_name: string;
  locale: string;
  tz: string;
  initials?: string;
  color?: string;
  is_bot: boolean;
  guest?: boolean;
  external?: boolean;
}

export interface Channel {
  id: string;
  name: string;
  kind: "channel" | "private" | "im";
  with?: string;
  archived: boolean;
  bot_member: boolean;
  member: boolean;
}

export interface Command {
  command: string;
  description: string;
  usage_hint: string;
}

export interface Shortcut {
  callback_id: string;
  name: string;
}

export interface Example {
  lang: string;
  text: string;
}

/** A block as it was posted; each drawer narrows it to the shape it knows. */
export interface Block {
  type: string;
  block_id?: string;
  [field: string]: unknown;
}

export interface Message {
  ts: string;
  channel: string;
  user: string;
  username?: string;
  bot: boolean;
  text: string;
  blocks: Block[];
  thread_ts?: string;
  reply_count?: number;
  ephemeral: boolean;
  edited: boolean;
  subtype?: string;
}

export interface View {
  id: string;
  type: "modal" | "home";
  title?: TextObject;
  submit?: TextObject;
  close?: TextObject;
  blocks: Block[];
  callback_id?: string;
  hash?: string;
}

export interface State {
  team: { id: string; name: string };
  me: User;
  bot: { user_id: string; name: string; connected: boolean };
  users: User[];
  channels: Channel[];
  commands: Command[];
  shortcuts: Shortcut[];
  messages: Record<string, Message[]>;
  examples: Example[];
  welcome: string;
  home: View | null;
  /** The modal that is open, where there is one. */
  view?: View | null;
}

export interface TextObject {
  type: "plain_text" | "mrkdwn";
  text: string;
  emoji?: boolean;
}

export interface Option {
  text: TextObject;
  value: string;
  description?: TextObject;
  url?: string;
}

export interface OptionGroup {
  label: TextObject;
  options: Option[];
}

export interface Confirm {
  title?: TextObject;
  text?: TextObject;
  confirm?: TextObject;
  deny?: TextObject;
  style?: "primary" | "danger";
}

/** An interactive element: the union of what the elements of Block Kit carry. */
export interface Element {
  type: string;
  action_id?: string;
  text?: TextObject;
  value?: string;
  url?: string;
  style?: "primary" | "danger";
  confirm?: Confirm;
  placeholder?: TextObject;
  options?: Option[];
  option_groups?: OptionGroup[];
  initial_option?: Option;
  initial_options?: Option[];
  initial_value?: string;
  initial_date?: string;
  initial_time?: string;
  initial_user?: string;
  initial_channel?: string;
  initial_conversation?: string;
  min_query_length?: number;
  max_selected_items?: number;
  multiline?: boolean;
  min_length?: number;
  max_length?: number;
  is_decimal_allowed?: boolean;
  focus_on_load?: boolean;
  dispatch_action_config?: { trigger_actions_on?: string[] };
  accessibility_label?: string;
  image_url?: string;
  alt_text?: string;
  icon?: string;
  positive_button?: Element;
  negative_button?: Element;
}

/** What was chosen, in the words of Slack's payloads. */
export interface Value {
  type: string;
  value?: string | null;
  selected_option?: Option | null;
  selected_options?: Option[];
  selected_user?: string | null;
  selected_users?: string[];
  selected_channel?: string | null;
  selected_channels?: string[];
  selected_conversation?: string | null;
  selected_conversations?: string[];
  selected_date?: string | null;
  selected_time?: string | null;
}

export type Values = Record<string, Record<string, Value>>;

export interface Reply {
  ok: boolean;
  error?: string;
  notice?: string;
  errors?: Record<string, string>;
  ts?: string;
  options?: Option[];
  option_groups?: OptionGroup[];
}
