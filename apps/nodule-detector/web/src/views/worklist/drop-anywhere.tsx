import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { droppedFiles } from '../../store/dropped.js';
import { toWorklist } from '../../store/route.store.js';
import { reading, upload } from '../../store/uploads.store.js';
import { words } from '../../words.js';

const hasFiles = ({ dataTransfer }: DragEvent) => dataTransfer?.types.includes('Files') ?? false;

/** The whole page takes files; it says so while they are held over it. */
export function DropAnywhere() {
  const over = useSignal(0);
  useEffect(() => {
    const leaving = new AbortController();
    const on = (name: 'dragenter' | 'dragover' | 'dragleave' | 'drop', handle: (event: DragEvent) => void) =>
      addEventListener(
        name,
        (event) => {
          if (!hasFiles(event)) return;
          event.preventDefault();
          handle(event);
        },
        { signal: leaving.signal },
      );
    on('dragenter', () => over.value++);
    on('dragleave', () => (over.value = Math.max(over.value - 1, 0)));
    on('dragover', () => undefined);
    on('drop', ({ dataTransfer }) => {
      over.value = 0;
      toWorklist();
      reading.value = true;
      void droppedFiles(dataTransfer!)
        .finally(() => (reading.value = false))
        .then(upload);
    });
    return () => leaving.abort();
  }, [over]);
  return over.value > 0 ? (
    <div class="drop" aria-hidden="true">
      <p>{words.upload.drop}</p>
    </div>
  ) : null;
}
