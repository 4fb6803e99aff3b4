import { useEffect, useState } from "react";
import { ChannelHeader, type Tab } from "../chat/ChannelHeader";
import { Conversation } from "../chat/Conversation";
import { Sidebar } from "../chat/Sidebar";
import { ThreadPanel } from "../chat/ThreadPanel";
import { slash } from "../text/complete";
import { Icon, Mark } from "../ui/Icon";
import { Home } from "../views/Home";
import { Modal } from "../views/Modal";
import { DeskContext, type Theme } from "./context";
import type { Route } from "./route";
import { useDeskOf } from "./useDeskOf";
import { useWorld } from "./useWorld";

interface Props {
  user: string;
  route: Route;
  go(r: Route): void;
  theme: Theme;
  onTheme(t: Theme): void;
}

/** The workspace as one person sees it. */
export function Workspace({ user, route, go, theme, onTheme }: Props) {
  const [thread, setThread] = useState<string | null>(null);
  const [tab, setTab] = useState<Tab>("messages");
  const [menu, setMenu] = useState(false);
  const { world, change } = useWorld(user, route.channel ?? "");
  const { state } = world;
  const channel = state?.channels.find((c) => c.id === route.channel) ?? state?.channels[0];
  const { desk, words } = useDeskOf(user, world, change, theme, setThread);

  useEffect(() => {
    if (channel) change({ kind: "seen", channel: channel.id });
  }, [change, channel?.id, world.unread]);
  useEffect(() => {
    if (channel && channel.id !== route.channel) go({ user, channel: channel.id });
  }, [channel?.id, route.channel, user]);
  useEffect(() => {
    // An address may name somebody who is not here: then it is the first person.
    if (world.failed) go({ user: null, channel: null });
  }, [world.failed]);

  useEffect(() => {
    // An answer for one alone that came in a closed thread would be seen by nobody.
    if (world.aside && world.aside.channel === channel?.id) setThread(world.aside.thread);
  }, [world.aside]);

  if (!state || !channel || !desk) {
    return (
      <div className="empty whole" role="status">
        <Mark size={52} />
        <p>{words.loading}</p>
      </div>
    );
  }
  const say = (thread_ts?: string) => async (text: string) => {
    const command = slash(text) !== null;
    const addressed = command || text.includes(`@${state.bot.name}`) || channel.with === state.bot.user_id;
    if (addressed && !thread_ts) change({ kind: "waiting", channel: channel.id, on: true });
    const reply = await desk.attempt(channel.id, () => desk.act.say(channel.id, text, thread_ts), thread_ts);
    window.setTimeout(() => change({ kind: "waiting", channel: channel.id, on: false }), reply?.ok ? 4000 : 0);
    return reply?.ok === true;
  };
  const open = (id: string) => {
    setMenu(false);
    setThread(null);
    setTab("messages");
    go({ user, channel: id });
  };
  const showTab = (t: Tab) => {
    setTab(t);
    if (t === "home") void desk.attempt(channel.id, () => desk.act.home());
  };
  const dismiss = (id: number) => change({ kind: "dismiss", id });
  const modal = world.views.at(-1);
  return (
    <DeskContext.Provider value={desk}>
      <div className={thread ? "workspace with-thread" : "workspace"} lang={desk.lang}>
        <Sidebar
          shown={channel.id}
          unread={world.unread}
          open={menu}
          theme={theme}
          onOpen={open}
          onUser={(id) => go({ user: id, channel: channel.kind === "im" ? null : channel.id })}
          onTheme={onTheme}
        />
        {menu && <button type="button" className="veil" aria-label={words.closeMenu} onClick={() => setMenu(false)} />}
        <main>
          {!world.online && (
            <p className="banner" role="alert" data-testid="connection-lost">
              <Icon name="warn" size={16} /> {words.lost}
            </p>
          )}
          <ChannelHeader channel={channel} tab={tab} onTab={showTab} onMenu={() => setMenu(true)} />
          {tab === "home" ? (
            <Home view={world.home} channel={channel.id} />
          ) : (
            <Conversation key={channel.id} channel={channel} world={world} say={say()} onDismiss={dismiss} />
          )}
        </main>
        {thread && <ThreadPanel key={thread} channel={channel} ts={thread} world={world} say={say(thread)} onDismiss={dismiss} />}
      </div>
      {modal && <Modal key={modal.id} view={modal} channel={channel.id} />}
    </DeskContext.Provider>
  );
}
