import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { get } from '@/shared/api/client';
import { keys, useMe, useMay } from '@/shared/api/queries';
import type { Listing, Upload } from '@/shared/api/types';
import { bytes, time, whole, words } from '@/shared/lib/format';
import { useUrlState } from '@/shared/lib/urlState';
import { Empty, PageHead, StatusChip } from '@/shared/ui/bits';
import { StorePick } from '@/shared/ui/pickers';
import { ProblemBox } from '@/shared/ui/ProblemBox';
import { type Column } from '@/shared/ui/Table';
import { FoundTable } from '@/shared/ui/ListPage';
import { DropZone } from './DropZone';
import { SampleLink } from './SampleLink';
import { isFinished, useSend } from './useUpload';

const COLUMNS: Column<Upload>[] = [
  {
    key: 'file',
    label: 'File',
    title: true,
    cell: (upload) => (
      <>
        <div className="cell-main">{upload.file_name}</div>
        <div className="cell-sub">
          {words(upload.kind)}, {bytes(upload.bytes_total)}
          {upload.dry_run && ', dry run'}
        </div>
      </>
    ),
  },
  { key: 'status', label: 'Status', cell: (upload) => <StatusChip status={upload.status} /> },
  { key: 'accepted', label: 'Accepted', right: true, cell: (upload) => whole(upload.rows_accepted) },
  { key: 'skipped', label: 'Skipped', right: true, cell: (upload) => whole(upload.rows_skipped) },
  { key: 'refused', label: 'Refused', right: true, cell: (upload) => whole(upload.rows_refused) },
  { key: 'at', label: 'When', cell: (upload) => time(upload.created_at ?? upload.started_at) },
];

export default function Imports() {
  const url = useUrlState();
  const navigate = useNavigate();
  const may = useMay().operate;
  const query = { page: url.page, limit: 25 };
  const uploads = useQuery({
    queryKey: [...keys.uploads, 'list', query],
    queryFn: () => get<Listing<Upload>>('/uploads', query),
    placeholderData: keepPreviousData,
    refetchInterval: (asked) => (asked.state.data?.data.some((upload) => !isFinished(upload)) ? 2000 : false),
  });
  return (
    <>
      <PageHead
        title="Uploads"
        lead="Sales files come in here. Each gets a report: what was taken, skipped as known, or refused and why."
      >
        <SampleLink />
      </PageHead>
      <div className="stack">
        {may && <NewUpload />}
        <section className="card" aria-label="History">
          <div className="card-head">
            <h2>History</h2>
          </div>
          <FoundTable
            label="Uploads"
            found={uploads}
            columns={COLUMNS}
            rowKey={(upload) => upload.id}
            onOpen={(upload) => void navigate(`/imports/${upload.id}`)}
            empty={<Empty title="No upload yet">The first one fills the dashboard.</Empty>}
          />
        </section>
      </div>
    </>
  );
}

function NewUpload() {
  const send = useSend();
  const me = useMe().data;
  const own = me?.all_stores === false ? (me.stores[0] ?? '') : '';
  const [chosen, setStore] = useState('');
  const store = chosen || own;
  const [dryRun, setDryRun] = useState(false);
  return (
    <section className="card card-pad stack" aria-label="New upload">
      {send.error && <ProblemBox error={send.error} />}
      <DropZone sending={send.sending} onFile={(file) => send.send(file, { store, dryRun })} onCancel={send.cancel} />
      <div className="filters" style={{ margin: 0 }}>
        <label className="row nowrap">
          <input type="checkbox" checked={dryRun} onChange={(event) => setDryRun(event.target.checked)} /> Dry run:
          check and report, change nothing
        </label>
        <span className="grow" />
        <span className="soft small">Rows that name no store belong to</span>
        <StorePick value={store} all={own ? undefined : 'the main store'} onChange={setStore} />
      </div>
    </section>
  );
}
