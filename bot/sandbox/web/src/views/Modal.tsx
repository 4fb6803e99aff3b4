import { useState, type FormEvent } from "react";
import type { View } from "../api/types";
import { SurfaceContext, useDesk } from "../app/context";
import { Blocks } from "../blocks/Blocks";
import { Dialog } from "../ui/Dialog";
import { ErrorsContext } from "./InputBlock";
import { useViewSurface } from "./useSurface";

/** A modal view of the app. It closes when the stream says so; what is wrong with an input stands below it. */
export function Modal({ view, channel }: { view: View; channel: string }) {
  const { act, words, attempt } = useDesk();
  const surface = useViewSurface(view, channel);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState("");

  const submit = async (e?: FormEvent) => {
    e?.preventDefault();
    if (busy) return;
    setBusy(true);
    setErrors({});
    setRefused("");
    const reply = await attempt(channel, () => act.submit(view.id, surface.values));
    setBusy(false);
    if (!reply) setRefused(words.unreachable);
    else if (reply.errors) setErrors(reply.errors);
    else if (!reply.ok) setRefused(reply.notice ?? words.refused(reply.error ?? ""));
  };
  const close = () => void attempt(channel, () => act.dismiss(view.id));

  return (
    <Dialog
      title={view.title?.text ?? ""}
      closeLabel={words.close}
      onClose={close}
      testId="modal"
      footer={
        <>
          {refused && <p className="b-input-error" role="alert">{refused}</p>}
          <button type="button" className="button" data-testid="modal-close" onClick={close}>
            {view.close?.text ?? words.close}
          </button>
          {(view.submit || view.blocks.some((b) => b.type === "input")) && (
            <button type="submit" form={`form-${view.id}`} className="button primary" data-testid="modal-submit" aria-busy={busy}>
              {busy ? words.working : (view.submit?.text ?? words.save)}
            </button>
          )}
        </>
      }
    >
      <form id={`form-${view.id}`} noValidate onSubmit={submit}>
        <SurfaceContext.Provider value={surface}>
          <ErrorsContext.Provider value={errors}>
            <Blocks blocks={view.blocks} />
          </ErrorsContext.Provider>
        </SurfaceContext.Provider>
      </form>
    </Dialog>
  );
}
