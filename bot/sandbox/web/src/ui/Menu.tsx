import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { Icon, type IconName } from "./Icon";
import { Popover } from "./Popover";

export interface MenuItem {
  id: string;
  label: ReactNode;
  icon?: IconName;
  detail?: string;
  danger?: boolean;
  onChoose(): void;
}

interface Props {
  label: string;
  items: MenuItem[];
  className?: string;
  icon?: IconName;
  testId?: string;
  onOpen?(open: boolean): void;
}

/** A button with three dots (or another picture) and the list it opens. Arrow keys go through the list. */
export function Menu({ label, items, className = "icon-button", icon = "more", testId, onOpen }: Props) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const turn = (to: boolean) => {
    setOpen(to);
    onOpen?.(to);
  };

  useEffect(() => {
    if (open) list.current?.querySelector<HTMLElement>("[role=menuitem]")?.focus();
  }, [open]);

  const onKey = (e: KeyboardEvent) => {
    const all = [...(list.current?.querySelectorAll<HTMLElement>("[role=menuitem]") ?? [])];
    const at = all.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1 + all.length, Home: 0, End: all.length - 1 }[e.key];
    if (e.key === "Tab") turn(false);
    if (to === undefined) return;
    e.preventDefault();
    all[to % all.length]?.focus();
  };

  return (
    <>
      <button
        ref={button}
        type="button"
        className={className}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-label={label}
        title={label}
        data-testid={testId}
        onClick={() => turn(!open)}
      >
        <Icon name={icon} />
      </button>
      {open && (
        <Popover anchor={button} align="end" onClose={() => turn(false)}>
          <div ref={list} role="menu" aria-label={label} onKeyDown={onKey}>
            {items.map((item) => (
              <button
                key={item.id}
                type="button"
                role="menuitem"
                tabIndex={-1}
                className={`menu-item${item.danger ? " danger" : ""}`}
                onClick={() => {
                  turn(false);
                  button.current?.focus();
                  item.onChoose();
                }}
              >
                {item.icon && <Icon name={item.icon} size={16} />}
                <span>
                  {item.label}
                  {item.detail && <small>{item.detail}</small>}
                </span>
              </button>
            ))}
          </div>
        </Popover>
      )}
    </>
  );
}
