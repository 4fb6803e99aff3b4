import { useEffect, useId, useRef, type ReactNode } from "react";
import { Icon } from "./Icon";

interface Props {
  title: ReactNode;
  closeLabel: string;
  onClose(): void;
  children: ReactNode;
  footer?: ReactNode;
  testId?: string;
  small?: boolean;
}

/** A modal on the browser's own dialog, which keeps the focus inside and the rest of the page still. */
export function Dialog({ title, closeLabel, onClose, children, footer, testId, small }: Props) {
  const box = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const el = box.current;
    const before = document.activeElement as HTMLElement | null;
    if (el && !el.open) el.showModal();
    el?.querySelector<HTMLElement>("[data-autofocus], input:not([type=hidden]), textarea, .combo-button")?.focus();
    return () => {
      el?.close();
      before?.focus?.();
    };
  }, []);
  return (
    <dialog
      ref={box}
      className={small ? "dialog small" : "dialog"}
      aria-labelledby={titleId}
      data-testid={testId}
      onCancel={(e) => {
        e.preventDefault();
        onClose();
      }}
    >
      <header className="dialog-head">
        <h2 id={titleId}>{title}</h2>
        <button type="button" className="icon-button" aria-label={closeLabel} title={closeLabel} onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      <div className="dialog-body">{children}</div>
      {footer && <footer className="dialog-foot">{footer}</footer>}
    </dialog>
  );
}
