// Where the reader is, kept in the address so that a reload and a link lead back: #U0ALICE/C0GENERAL.

export interface Route {
  user: string | null;
  channel: string | null;
}

export function readRoute(hash: string): Route {
  const [user = "", channel = ""] = hash.replace(/^#/, "").split("/");
  const id = (s: string) => (/^[A-Z][A-Z0-9]{1,40}$/.test(s) ? s : null);
  return { user: id(user), channel: id(channel) };
}

export const writeRoute = (r: Route) => `#${r.user ?? ""}${r.channel ? `/${r.channel}` : ""}`;
