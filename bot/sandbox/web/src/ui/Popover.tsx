import { useEffect, useLayoutEffect, useRef, type ReactNode, type RefObject } from "react";

interface Props {
  anchor: RefObject<HTMLElement | null>;
  onClose(): void;
  children: ReactNode;
  className?: string;
  /** Which edge of the anchor it keeps to. */
  align?: "start" | "end";
  matchWidth?: boolean;
}

const gap = 4;

/**
 * A sheet beside its anchor, in the browser's top layer, so that no scroll box or dialog cuts it off. It closes on
 * Escape, on a press elsewhere, and where the page is scrolled or resized.
 */
export function Popover({ anchor, onClose, children, className = "", align = "start", matchWidth }: Props) {
  const sheet = useRef<HTMLDivElement>(null);
  const close = useRef(onClose);
  close.current = onClose;

  useLayoutEffect(() => {
    const el = sheet.current;
    const at = anchor.current?.getBoundingClientRect();
    if (!el || !at) return;
    el.showPopover?.();
    if (matchWidth) el.style.width = `${Math.max(at.width, 220)}px`;
    const size = el.getBoundingClientRect();
    const below = at.bottom + gap + size.height <= window.innerHeight || at.top < size.height + gap;
    const left = align === "end" ? at.right - size.width : at.left;
    el.style.top = `${Math.max(8, below ? at.bottom + gap : at.top - gap - size.height)}px`;
    el.style.left = `${Math.min(Math.max(8, left), window.innerWidth - size.width - 8)}px`;
  });

  useEffect(() => {
    const outside = (e: Event) => {
      const target = e.target as Node;
      if (!sheet.current?.contains(target) && !anchor.current?.contains(target)) close.current();
    };
    const key = (e: KeyboardEvent) => {
      if (e.key !== "Escape") return;
      e.preventDefault();
      e.stopPropagation();
      close.current();
      anchor.current?.focus();
    };
    const scrolled = (e: Event) => {
      if (!sheet.current?.contains(e.target as Node)) close.current();
    };
    const resized = () => close.current();
    document.addEventListener("pointerdown", outside, true);
    document.addEventListener("keydown", key, true);
    document.addEventListener("scroll", scrolled, true);
    window.addEventListener("resize", resized);
    return () => {
      document.removeEventListener("pointerdown", outside, true);
      document.removeEventListener("keydown", key, true);
      document.removeEventListener("scroll", scrolled, true);
      window.removeEventListener("resize", resized);
    };
  }, [anchor]);

  return (
    <div ref={sheet} popover="manual" className={`popover ${className}`}>
      {children}
    </div>
  );
}
