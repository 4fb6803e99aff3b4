import type { Channel } from "../api/types";
import { useDesk } from "../app/context";
import { Avatar } from "../ui/Avatar";
import { Icon } from "../ui/Icon";

export type Tab = "messages" | "home";

interface Props {
  channel: Channel;
  tab: Tab;
  onTab(tab: Tab): void;
  onMenu(): void;
}

/** The channel's name, and the tabs of the bot's own conversation. */
export function ChannelHeader({ channel: c, tab, onTab, onMenu }: Props) {
  const { state, words, userOf, nameOf } = useDesk();
  const other = c.with ? userOf(c.with) : undefined;
  const withBot = c.kind === "im" && c.with === state.bot.user_id;
  const tabs: [Tab, string][] = [
    ["messages", words.tabMessages],
    ["home", words.tabHome],
  ];
  return (
    <header className="pane-head">
      <button type="button" className="icon-button only-narrow" aria-label={words.openMenu} data-testid="menu" onClick={onMenu}>
        <Icon name="menu" />
      </button>
      <div className="pane-title">
        {c.kind === "im" ? <Avatar user={other} size={26} /> : <Icon name={c.kind === "private" ? "lock" : "hash"} size={19} />}
        <h2>{c.kind === "im" ? nameOf(c) : c.name}</h2>
        {other?.is_bot && <span className="app-badge">{words.app}</span>}
        {c.kind !== "im" && <small className="with-bot">{c.bot_member ? words.botHere : words.botAbsent}</small>}
      </div>
      {withBot && (
        <div className="tabs" role="tablist">
          {tabs.map(([id, label]) => (
            <button key={id} type="button" role="tab" aria-selected={tab === id} className={tab === id ? "on" : ""} data-testid={`tab-${id}`} onClick={() => onTab(id)}>
              {label}
            </button>
          ))}
        </div>
      )}
    </header>
  );
}
