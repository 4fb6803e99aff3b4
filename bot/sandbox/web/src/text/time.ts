// Moments as a person in a place reads them. A message's ts is its moment in seconds.

export interface Clock {
  locale: string;
  tz: string;
}

export const moment = (ts: string): Date => new Date(Number(ts) * 1000);

function format(c: Clock, options: Intl.DateTimeFormatOptions, at: Date): string {
  try {
    return new Intl.DateTimeFormat(c.locale, { ...options, timeZone: c.tz || undefined }).format(at);
  } catch {
    // A zone or locale the browser does not know is no reason to show nothing.
    return new Intl.DateTimeFormat("en-US", options).format(at);
  }
}

export const timeOf = (c: Clock, at: Date) => format(c, { hour: "numeric", minute: "2-digit" }, at);
export const fullTimeOf = (c: Clock, at: Date) => format(c, { dateStyle: "full", timeStyle: "medium" }, at);
/** A key by which two moments are of one day. */
export const dayKey = (c: Clock, at: Date) => format({ ...c, locale: "en-CA" }, { year: "numeric", month: "2-digit", day: "2-digit" }, at);

export interface DayWords {
  today: string;
  yesterday: string;
}

export function dayOf(c: Clock, at: Date, now: Date, w: DayWords): string {
  const key = dayKey(c, at);
  if (key === dayKey(c, now)) return w.today;
  if (key === dayKey(c, new Date(now.getTime() - 86_400_000))) return w.yesterday;
  const thisYear = key.slice(0, 4) === dayKey(c, now).slice(0, 4);
  return format(c, { weekday: "long", month: "long", day: "numeric", ...(thisYear ? {} : { year: "numeric" }) }, at);
}

const dateTokens: Record<string, Intl.DateTimeFormatOptions> = {
  date_num: { year: "numeric", month: "2-digit", day: "2-digit" },
  date: { year: "numeric", month: "long", day: "numeric" },
  date_short: { year: "numeric", month: "short", day: "numeric" },
  date_long: { weekday: "long", year: "numeric", month: "long", day: "numeric" },
  time: { hour: "numeric", minute: "2-digit" },
  time_secs: { hour: "numeric", minute: "2-digit", second: "2-digit" },
};

/** Slack's `{date_short} at {time}` for a moment. Unknown tokens stay as they are. */
export function slackDate(c: Clock, seconds: number, pattern: string): string {
  const at = new Date(seconds * 1000);
  return pattern.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const token = dateTokens[name.replace(/_pretty$/, "")];
    if (name === "date_num") return dayKey(c, at);
    return token ? format(c, token, at) : whole;
  });
}
