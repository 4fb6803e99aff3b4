import type { Channel } from "../api/types";
import { useDesk, type Theme } from "../app/context";
import { langOf, wordsIn } from "../i18n";
import { Avatar } from "../ui/Avatar";
import { Icon, Mark } from "../ui/Icon";

interface Props {
  shown: string;
  unread: ReadonlySet<string>;
  open: boolean;
  theme: Theme;
  onOpen(channel: string): void;
  onUser(user: string): void;
  onTheme(theme: Theme): void;
}

/** Channels and direct messages; below them who one is, and the theme. */
export function Sidebar({ shown, unread, open, theme, onOpen, onUser, onTheme }: Props) {
  const { state, words } = useDesk();
  const channels = state.channels.filter((c) => c.kind !== "im");
  const direct = state.channels.filter((c) => c.kind === "im");
  const row = (c: Channel) => <Row key={c.id} channel={c} shown={c.id === shown} unread={unread.has(c.id)} onOpen={onOpen} />;
  return (
    <nav className={open ? "sidebar open" : "sidebar"} aria-label={words.channels}>
      <header>
        <Mark size={34} />
        <div>
          <h1>{words.appName}</h1>
          <p className={state.bot.connected ? "link on" : "link"}>
            <i aria-hidden="true" />
            {state.bot.connected ? words.botOnline : words.botOffline}
          </p>
        </div>
      </header>
      <div className="sidebar-lists">
        <h2>{words.channels}</h2>
        <ul>{channels.map(row)}</ul>
        <h2>{words.messagesTo}</h2>
        <ul>{direct.map(row)}</ul>
      </div>
      <footer>
        <People onUser={onUser} />
        <button
          type="button"
          className="icon-button"
          data-testid="theme-toggle"
          aria-label={theme === "dark" ? words.themeLight : words.themeDark}
          title={theme === "dark" ? words.themeLight : words.themeDark}
          onClick={() => onTheme(theme === "dark" ? "light" : "dark")}
        >
          <Icon name={theme === "dark" ? "sun" : "moon"} />
        </button>
      </footer>
    </nav>
  );
}

function Row({ channel: c, shown, unread, onOpen }: { channel: Channel; shown: boolean; unread: boolean; onOpen(id: string): void }) {
  const { userOf, words } = useDesk();
  const other = c.with ? userOf(c.with) : undefined;
  const name = c.kind === "im" ? other?.real_name || other?.name || c.name : c.name;
  return (
    <li>
      <button
        type="button"
        className={`${shown ? "on" : ""}${unread ? " unread" : ""}${c.archived || !c.member ? " faint" : ""}`}
        aria-current={shown ? "page" : undefined}
        data-testid={`channel-${c.name}`}
        onClick={() => onOpen(c.id)}
      >
        {c.kind === "im" ? <Avatar user={other} size={20} /> : <Icon name={c.kind === "private" ? "lock" : "hash"} size={16} />}
        <span>{name}</span>
        {other?.is_bot && <em>{words.app}</em>}
        {c.kind === "private" && <span className="sr-only">({words.privateChannel})</span>}
        {unread && <i className="dot" aria-label={words.newMessages} />}
      </button>
    </li>
  );
}

/** Who one is: each person of the workspace, in the language they read. */
function People({ onUser }: { onUser(user: string): void }) {
  const { state, words } = useDesk();
  const people = state.users.filter((u) => !u.is_bot);
  return (
    <div className="people" role="radiogroup" aria-label={words.signedInAs} data-testid="user-switch">
      {people.map((u) => {
        const me = u.id === state.me.id;
        return (
          <button
            key={u.id}
            type="button"
            role="radio"
            aria-checked={me}
            className={me ? "on" : ""}
            data-testid={`user-${u.name}`}
            title={me ? undefined : words.switchTo(u.real_name || u.name)}
            onClick={() => !me && onUser(u.id)}
          >
            <Avatar user={u} size={26} />
            <span>
              {u.real_name || u.name}
              <small>{[wordsIn(langOf(u.locale)).language, u.guest && words.guest, u.external && words.external].filter(Boolean).join(" · ")}</small>
            </span>
          </button>
        );
      })}
    </div>
  );
}
