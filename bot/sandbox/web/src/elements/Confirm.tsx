import { useDesk } from "../app/context";
import type { Confirm } from "../api/types";
import { TextOf } from "../blocks/LibraryBlock";
import { Dialog } from "../ui/Dialog";

/** The question an element asks before it does something. */
export function ConfirmDialog({ confirm, onYes, onDone }: { confirm: Confirm; onYes(): void; onDone(): void }) {
  const { words } = useDesk();
  return (
    <Dialog
      small
      title={confirm.title?.text ?? words.confirmTitle}
      closeLabel={words.close}
      onClose={onDone}
      testId="confirm"
      footer={
        <>
          <button type="button" className="button" onClick={onDone}>
            {confirm.deny?.text ?? words.confirmNo}
          </button>
          <button
            type="button"
            data-autofocus
            className={`button ${confirm.style === "danger" ? "danger fill" : "primary"}`}
            onClick={() => {
              onDone();
              onYes();
            }}
          >
            {confirm.confirm?.text ?? words.confirmYes}
          </button>
        </>
      }
    >
      <TextOf text={confirm.text} />
    </Dialog>
  );
}
