import { Button, CrossIcon } from '@casebook/ui';
import { useRef } from 'preact/hooks';
import { formatRoute } from '../../model/route.js';
import { chosenFiles } from '../../store/dropped.js';
import { dismiss, reading, sendLeft, upload, uploads, type Upload } from '../../store/uploads.store.js';
import { words } from '../../words.js';
import { FolderIcon, UploadIcon } from '../icons.js';

/** Adding studies: by choosing files or a folder (dropping works anywhere on the page), and what became of each file. */
export function Uploads() {
  return (
    <section class="upload" aria-labelledby="upload-title">
      <div class="upload__zone">
        <div class="upload__words">
          <h2 id="upload-title">{words.upload.title}</h2>
          <p>{words.upload.lead}</p>
          <p class="soft">{words.upload.private}</p>
        </div>
        <div class="upload__buttons">
          <Chooser label={words.upload.files} icon={<UploadIcon />} />
          <Chooser label={words.upload.folder} icon={<FolderIcon />} folder />
        </div>
      </div>
      {reading.value && <p role="status">{words.upload.reading}</p>}
      {uploads.value.map((one) => (
        <Sent key={one.id} sent={one} />
      ))}
    </section>
  );
}

function Chooser({ label, icon, folder = false }: { label: string; icon: preact.JSX.Element; folder?: boolean }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button onClick={() => input.current?.click()}>
        {icon}
        {label}
      </Button>
      <input
        ref={(element) => {
          input.current = element;
          if (element) element.webkitdirectory = folder;
        }}
        type="file"
        hidden
        multiple
        aria-label={label}
        onChange={({ currentTarget }) => {
          void upload(chosenFiles(currentTarget.files!));
          currentTarget.value = ''; // the same files once more are a change too
        }}
      />
    </>
  );
}

function Sent({ sent: { id, total, sent, share, outcome, left, problem, done } }: { sent: Upload }) {
  const [study] = outcome.studyUids;
  const parts = [
    outcome.stored > 0 && words.upload.stored(outcome.stored),
    outcome.duplicate > 0 && words.upload.duplicate(outcome.duplicate),
    outcome.refused.length > 0 && words.upload.refused(outcome.refused.length),
  ].filter(Boolean);
  return (
    <div class="sent">
      <div class="sent__head">
        {!done && <progress max={total} value={sent + share} aria-label={words.upload.progress} />}
        <span>{done ? parts.join(' · ') : words.upload.sending(sent, total)}</span>
        {done && study && outcome.studyUids.length === 1 && <a href={formatRoute({ study })}>{words.upload.open}</a>}
        {done && (
          <Button tone="bare" aria-label={words.upload.dismiss} onClick={() => dismiss(id)}>
            <CrossIcon />
          </Button>
        )}
      </div>
      {problem && (
        <p class="sent__problem">
          {words.upload.failed(left.length)} {problem} <Button onClick={() => void sendLeft(id)}>{words.upload.again}</Button>
        </p>
      )}
      {outcome.refused.length > 0 && (
        <details open={outcome.refused.length <= 5}>
          <summary>{words.upload.refusedTitle(outcome.refused.length)}</summary>
          <ul class="sent__refused">
            {outcome.refused.map(({ name, detail, code }, n) => (
              <li key={n}>
                <code>{name}</code> <span>{detail ?? code}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
