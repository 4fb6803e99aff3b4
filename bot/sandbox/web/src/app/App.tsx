import { useEffect, useState } from "react";
import { fetchState } from "../api/client";
import { langOf, wordsIn } from "../i18n";
import { Mark } from "../ui/Icon";
import { readRoute, writeRoute, type Route } from "./route";
import { useTheme } from "./useTheme";
import { Workspace } from "./Workspace";

const again = 2000;

/** The page: who one is comes from the address, or is the first person of the workspace. */
export function App() {
  const [route, setRoute] = useState<Route>(() => readRoute(location.hash));
  const [failed, setFailed] = useState(false);
  const [theme, setTheme] = useTheme();
  const words = wordsIn(langOf(navigator.language));

  useEffect(() => {
    const moved = () => setRoute(readRoute(location.hash));
    window.addEventListener("hashchange", moved);
    return () => window.removeEventListener("hashchange", moved);
  }, []);

  const go = (r: Route) => {
    history.replaceState(null, "", writeRoute(r));
    setRoute(r);
  };

  useEffect(() => {
    if (route.user) return;
    let closed = false;
    let timer = 0;
    const find = async () => {
      try {
        const state = await fetchState(null);
        if (!closed) go({ user: state.me.id, channel: route.channel });
      } catch {
        if (closed) return;
        setFailed(true);
        timer = window.setTimeout(find, again);
      }
    };
    void find();
    return () => {
      closed = true;
      window.clearTimeout(timer);
    };
  }, [route.user, route.channel]);

  if (!route.user) {
    return (
      <div className="empty whole" role="status">
        <Mark size={52} />
        <p>{failed ? words.failed : words.loading}</p>
        {failed && <p className="faint">{words.failedHint.replaceAll("`", "")}</p>}
      </div>
    );
  }
  return <Workspace key={route.user} user={route.user} route={route} go={go} theme={theme} onTheme={setTheme} />;
}
