import type { View } from "../api/types";
import { SurfaceContext, useDesk } from "../app/context";
import { Blocks } from "../blocks/Blocks";
import { Mark } from "../ui/Icon";
import { useViewSurface } from "./useSurface";

/** The app's Home tab. */
export function Home({ view, channel }: { view: View | null; channel: string }) {
  const { words } = useDesk();
  if (view) return <Published key={view.id} view={view} channel={channel} />;
  return (
    <div className="empty">
      <Mark size={44} />
      <p>{words.homeEmpty}</p>
    </div>
  );
}

function Published({ view, channel }: { view: View; channel: string }) {
  const surface = useViewSurface(view, channel);
  return (
    <div className="home" data-testid="home">
      <SurfaceContext.Provider value={surface}>
        <Blocks blocks={view.blocks} />
      </SurfaceContext.Provider>
    </div>
  );
}
