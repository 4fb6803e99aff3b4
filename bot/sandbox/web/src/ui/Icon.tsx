// The page's own pictograms, on a grid of 20 by 20.

const paths = {
  hash: "M7.5 3.5 6 16.5M14 3.5l-1.5 13M3.5 7.5h13M3 12.5h13",
  lock: "M5 9h10v7H5zM7 9V6.5a3 3 0 0 1 6 0V9",
  send: "M3.5 10 16.5 4l-4.2 12.5-2.6-4.8zM9.7 11.7 16.5 4",
  sun: "M10 6.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7zM10 2v1.5M10 16.5V18M2 10h1.5M16.5 10H18M4.3 4.3l1.1 1.1M14.6 14.6l1.1 1.1M4.3 15.7l1.1-1.1M14.6 5.4l1.1-1.1",
  moon: "M16 11.7A6.5 6.5 0 0 1 8.3 4a6.5 6.5 0 1 0 7.7 7.7z",
  menu: "M3.5 6h13M3.5 10h13M3.5 14h13",
  close: "M5 5l10 10M15 5 5 15",
  reply: "M4 5h12v8H9l-3.5 3v-3H4z",
  more: "M10 4.6v.01M10 10v.01M10 15.4v.01",
  down: "M5.5 8l4.5 4.5L14.5 8",
  left: "M12 5.5 7.5 10l4.5 4.5",
  right: "M8 5.5l4.5 4.5L8 14.5",
  at: "M13 10a3 3 0 1 1-6 0 3 3 0 0 1 6 0zm0 0v1.2a1.9 1.9 0 0 0 3.8 0V10A6.8 6.8 0 1 0 14 15.5",
  slash: "M12.5 4 7.5 16",
  check: "M4.5 10.5l3.5 3.5 7.5-8",
  eye: "M2.5 10S5 5 10 5s7.5 5 7.5 5-2.5 5-7.5 5-7.5-5-7.5-5zM10 8a2 2 0 1 1 0 4 2 2 0 0 1 0-4z",
  warn: "M10 3.5 17.5 16h-15zM10 8.5v3.5M10 14v.01",
  up: "M5.5 12 10 7.5l4.5 4.5",
  arrowDown: "M10 4v12M5.5 11.5 10 16l4.5-4.5",
  pencil: "M4 16l.8-3.4L13 4.4l2.6 2.6-8.2 8.2zM11.5 6l2.5 2.5",
  bin: "M4 6h12M8 6V4h4v2M5.5 6l.7 10h7.6l.7-10",
  ask: "M7.5 7.8a2.5 2.5 0 1 1 3.6 2.2c-.8.4-1.1.9-1.1 1.8M10 14.5v.01M10 2.8a7.2 7.2 0 1 1 0 14.4 7.2 7.2 0 0 1 0-14.4z",
  table: "M3.5 4.5h13v11h-13zM3.5 8.5h13M9 8.5v7",
  chart: "M4 16.5V9M8.7 16.5v-6M13.4 16.5V5M3 16.5h14.5",
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name, size = 18 }: { name: IconName; size?: number }) {
  return (
    <svg className="icon" width={size} height={size} viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  );
}

/** The bot's sign: two figures side by side. */
export function Mark({ size = 36 }: { size?: number }) {
  return (
    <svg className="mark" width={size} height={size} viewBox="0 0 36 36" aria-hidden="true" focusable="false">
      <rect width="36" height="36" rx="9" fill="#10403f" />
      <rect x="9" y="15" width="7" height="13" rx="2" fill="#5fd0c0" />
      <rect x="20" y="8" width="7" height="20" rx="2" fill="#f3a26d" />
    </svg>
  );
}
