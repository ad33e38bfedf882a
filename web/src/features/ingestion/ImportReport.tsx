import { useQuery } from '@tanstack/react-query';
import { Download, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { API, get } from '@/shared/api/client';
import { keys, useMe } from '@/shared/api/queries';
import type { Upload, UploadProblem, UploadReport } from '@/shared/api/types';
import { bytes, duration, time, whole, words } from '@/shared/lib/format';
import { Async } from '@/shared/ui/Async';
import { Empty, Figure, PageHead, Pick, Progress, StatusChip } from '@/shared/ui/bits';
import { Dialog } from '@/shared/ui/Dialog';
import { ProblemBox } from '@/shared/ui/ProblemBox';
import { Table, type Column } from '@/shared/ui/Table';
import { isFinished, useUndo, useUploadStatus } from './useUpload';

export default function ImportReport() {
  const id = Number(useParams().id);
  const status = useUploadStatus(id);
  return (
    <Async query={status} height={300}>
      {(upload) => (
        <>
          <PageHead
            title={upload.file_name}
            lead={
              <>
                <StatusChip status={upload.status} /> {words(upload.kind)}, {bytes(upload.bytes_total)}
                {upload.dry_run && ', dry run: nothing was changed'}
              </>
            }
          >
            <Link className="btn" to="/imports">
              All uploads
            </Link>
            <Undo upload={upload} />
          </PageHead>
          {isFinished(upload) ? <Report upload={upload} /> : <Running upload={upload} />}
        </>
      )}
    </Async>
  );
}

const STEP: Record<string, string> = {
  RECEIVED: 'Waiting for its turn',
  VALIDATING: 'Reading and checking rows',
  LOADING: 'Writing sales and stock',
};

export function Running({ upload }: { upload: Upload }) {
  const loading = upload.status === 'LOADING';
  return (
    <section className="card card-pad stack" role="status">
      <div className="row between">
        <h2>{STEP[upload.status] ?? words(upload.status)}</h2>
        <span className="soft num">{loading ? '' : `${bytes(upload.bytes_read)} of ${bytes(upload.bytes_total)}`}</span>
      </div>
      <Progress
        label={STEP[upload.status] ?? 'Working'}
        done={loading ? 0 : upload.bytes_read}
        total={loading ? 0 : upload.bytes_total}
      />
      <p className="soft">
        <span className="num">{whole(upload.rows_read)}</span> rows read. {upload.message}
      </p>
      <p className="muted small">You may leave this page; the work goes on.</p>
    </section>
  );
}

function Undo({ upload }: { upload: Upload }) {
  const [asking, setAsking] = useState(false);
  const undo = useUndo(upload.id);
  const role = useMe().data?.role;
  if (upload.status !== 'DONE' || upload.dry_run || upload.rows_accepted === 0 || role === 'ANALYST') return null;
  return (
    <>
      <button type="button" className="btn" disabled={undo.isPending} onClick={() => setAsking(true)}>
        <Undo2 /> Undo import
      </button>
      {asking && (
        <Dialog
          title="Take this import back?"
          onClose={() => setAsking(false)}
          foot={
            <>
              <button type="button" className="btn" onClick={() => setAsking(false)}>
                Keep it
              </button>
              <button
                type="button"
                className="btn danger"
                onClick={() => {
                  setAsking(false);
                  undo.mutate();
                }}
              >
                Undo import
              </button>
            </>
          }
        >
          <p>
            Its {whole(upload.rows_accepted)} rows are made void and their stock movements reversed. The file and this
            report stay. The same file can be uploaded again.
          </p>
        </Dialog>
      )}
    </>
  );
}

const COLUMNS: Column<UploadProblem>[] = [
  { key: 'line', label: 'Line', cell: (problem) => whole(problem.line), sort: (problem) => problem.line },
  { key: 'reason', label: 'Reason', title: true, cell: (problem) => problem.reason },
  {
    key: 'column',
    label: 'Column',
    cell: (problem) => (problem.column ? <code>{problem.column}</code> : '–'),
    sort: (problem) => problem.column,
  },
  {
    key: 'value',
    label: 'Value',
    cell: (problem) => (problem.value ? <code className="value">{problem.value}</code> : '–'),
  },
  {
    key: 'severity',
    label: 'Meaning',
    cell: (problem) => <StatusChip status={problem.severity} />,
    sort: (problem) => problem.severity,
  },
];

const NOTES: Record<string, string> = {
  UNDONE: 'were taken back',
  FAILED: 'before it failed',
  CANCELLED: 'before the stop',
};

function Report({ upload }: { upload: Upload }) {
  const report = useQuery({
    queryKey: [...keys.uploads, 'report', upload.id, upload.status],
    queryFn: () => get<UploadReport>(`/upload/${upload.id}/report`),
  });
  const [severity, setSeverity] = useState('');
  const score = report.data?.quality_score;
  const problems = report.data?.problems.filter((problem) => !severity || problem.severity === severity);
  return (
    <div className="stack">
      {upload.status === 'FAILED' && <ProblemBox error={new Error(upload.message ?? 'The file could not be read.')} />}
      {upload.status !== 'FAILED' && upload.message && <p className="soft">{upload.message}</p>}
      <section className="card" aria-label="What became of the rows">
        <dl className="figures">
          <Figure label="Accepted" value={whole(upload.rows_accepted)} note={NOTES[upload.status] ?? 'are in now'} />
          <Figure label="Skipped" value={whole(upload.rows_skipped)} note="were in already" />
          <Figure
            label="Refused"
            value={whole(upload.rows_refused)}
            note={upload.rows_refused > 0 ? 'see below why' : 'none'}
          />
          <Figure
            label="Quality"
            value={score == null ? '–' : `${whole(score)} / 100`}
            note="complete, valid, unique"
          />
          <Figure
            label="Took"
            value={duration(upload.started_at, upload.finished_at)}
            note={time(upload.finished_at)}
          />
        </dl>
      </section>
      <section className="card" aria-label="Problems">
        <div className="card-head">
          <div>
            <h2>Rows with problems</h2>
            {(report.data?.problems.length ?? 0) >= 1000 && (
              <p>The first 1,000; the download holds all refused rows.</p>
            )}
          </div>
          <div className="row">
            <Pick
              label="Meaning"
              all="All"
              value={severity}
              onChange={setSeverity}
              options={[
                { value: 'ERROR', label: 'Errors' },
                { value: 'WARNING', label: 'Warnings' },
                { value: 'SKIPPED', label: 'Skipped' },
              ]}
            />
            {upload.rows_refused > 0 && (
              <a className="btn" href={`${API}/upload/${upload.id}/refused.csv`} download>
                <Download /> Refused rows
              </a>
            )}
          </div>
        </div>
        {report.error ? (
          <ProblemBox error={report.error} onRetry={() => void report.refetch()} />
        ) : (
          <Table
            label="Problems"
            columns={COLUMNS}
            rows={problems}
            rowKey={(problem) => `${problem.line} ${problem.column ?? ''} ${problem.reason}`}
            pageSize={25}
            empty={<Empty title="No problem">Every row was taken as it is.</Empty>}
          />
        )}
      </section>
      {upload.status === 'DONE' && !upload.dry_run && (
        <p className="row">
          <Link className="btn primary" to="/">
            See the dashboard
          </Link>
          <Link className="btn" to="/restock">
            See what to restock
          </Link>
        </p>
      )}
    </div>
  );
}
