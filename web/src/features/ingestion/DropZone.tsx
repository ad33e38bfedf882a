import { FileUp } from 'lucide-react';
import { useRef, useState, type DragEvent } from 'react';
import { bytes } from '@/shared/lib/format';
import { Progress } from '@/shared/ui/bits';
import type { Sending } from './useUpload';

export function DropZone(props: { sending: Sending | null; onFile: (file: File) => void; onCancel: () => void }) {
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const { sending } = props;
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file) props.onFile(file);
  };
  if (sending) {
    return (
      <div className="drop-zone" role="status">
        <p className="strong">{sending.name}</p>
        <div style={{ width: 'min(420px, 100%)' }}>
          <Progress label="Sending" done={sending.sent} total={sending.total} />
        </div>
        <p className="soft num small">
          {sending.sent >= sending.total
            ? 'Sent; the server takes it in'
            : `${bytes(sending.sent)} of ${bytes(sending.total)} sent`}
        </p>
        <button type="button" className="btn small" onClick={props.onCancel}>
          Cancel
        </button>
      </div>
    );
  }
  return (
    <div
      className={over ? 'drop-zone over' : 'drop-zone'}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <FileUp strokeWidth={1.4} size={34} aria-hidden="true" />
      <p className="strong">Drop a sales file here</p>
      <button type="button" className="btn primary" onClick={() => input.current?.click()}>
        Choose a file
      </button>
      <p className="muted small">
        CSV from a till or a spreadsheet, up to gigabytes. The same rows sent twice are taken once.
      </p>
      <input
        ref={input}
        type="file"
        className="visually-hidden"
        tabIndex={-1}
        aria-label="Sales file"
        accept=".csv,.txt,.tsv,.xlsx,text/csv"
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = '';
          if (file) props.onFile(file);
        }}
      />
    </div>
  );
}
