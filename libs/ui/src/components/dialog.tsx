import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { focusNear, pathOf } from '../focus.js';
import { Button } from './button.js';
import { CrossIcon } from './icons.js';

export interface DialogProps {
  open: boolean;
  /** Called for Escape, a click beside the dialog and the close button. The owner then sets `open` to false. */
  onClose: () => void;
  /** The id of the heading inside, which names the dialog. */
  labelledBy: string;
  /** `centre` on the page, or `side` along its right edge; both fill a phone's screen from below. */
  place?: 'centre' | 'side';
  children: ComponentChildren;
}

/** A modal dialog on the browser's own `<dialog>`: focus stays inside, Escape closes, focus returns to where it came from, or near it. */
export function Dialog({ open, onClose, labelledBy, place = 'centre', children }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null);

  useEffect(() => {
    const dialog = element.current;
    if (!dialog || !open) return undefined;
    const path = pathOf(document.activeElement);
    dialog.showModal();
    return () => {
      dialog.close();
      focusNear(path);
    };
  }, [open]);

  return (
    <dialog
      ref={element}
      class={`ui-dialog ui-dialog--${place}`}
      aria-labelledby={labelledBy}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onPointerDown={(event) => event.target === event.currentTarget && onClose()}
    >
      {open && (
        <div class="ui-dialog__body">
          <Button tone="bare" class="ui-dialog__close" aria-label="Close" onClick={onClose}>
            <CrossIcon />
          </Button>
          {children}
        </div>
      )}
    </dialog>
  );
}
