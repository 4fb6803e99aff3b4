import type { User } from "../api/types";
import { Mark } from "./Icon";

const hues = [172, 24, 238, 322, 92, 204, 42, 276];

/** A person's hue, the same wherever they appear. */
export function hueOf(id: string): number {
  let sum = 0;
  for (const c of id) sum = (sum * 31 + c.charCodeAt(0)) % 9973;
  return hues[sum % hues.length] ?? 172;
}

export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const [first = "?", last] = [words[0], words.length > 1 ? words[words.length - 1] : undefined];
  // A Korean name is read by its last syllables, a Latin one by its initials.
  if (/^[가-힣]/.test(first)) return words.join("").slice(-2);
  return ([...first][0] ?? "?").toUpperCase() + (last ? ([...last][0] ?? "").toUpperCase() : "");
}

export function Avatar({ user, name, size = 36 }: { user?: User; name?: string; size?: number }) {
  const label = name || user?.real_name || user?.name || "?";
  if (user?.is_bot) return <Mark size={size} />;
  const hue = hueOf(user?.id ?? label);
  return (
    <span
      className="avatar"
      aria-hidden="true"
      style={{ width: size, height: size, fontSize: size * 0.38, background: `hsl(${hue} 42% 32%)` }}
    >
      {user?.initials || initialsOf(label)}
    </span>
  );
}
