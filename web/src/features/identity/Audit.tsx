import { ScrollText } from 'lucide-react';
import { useState } from 'react';
import { csvOf } from '@/shared/api/client';
import { useList } from '@/shared/api/queries';
import { time, words } from '@/shared/lib/format';
import { useUrlState } from '@/shared/lib/urlState';
import { Empty } from '@/shared/ui/bits';
import { Dialog } from '@/shared/ui/Dialog';
import { ListPage, SearchFilter } from '@/shared/ui/ListPage';
import type { Column } from '@/shared/ui/Table';

interface Deed {
  id: number;
  at: string;
  actor: string;
  remote_address: string | null;
  action: string;
  subject_type: string;
  subject_id: string;
  before: unknown;
  after: unknown;
}

const COLUMNS: Column<Deed>[] = [
  { key: 'at', label: 'When', cell: (deed) => time(deed.at), sort: (deed) => deed.at },
  { key: 'actor', label: 'Who', cell: (deed) => deed.actor, sort: (deed) => deed.actor },
  {
    key: 'action',
    label: 'What',
    title: true,
    cell: (deed) => <span className="cell-main">{words(deed.action.replaceAll('.', '_'))}</span>,
    sort: (deed) => deed.action,
  },
  {
    key: 'subject',
    label: 'Of what',
    cell: (deed) => (
      <>
        {words(deed.subject_type)} <span className="mono">{deed.subject_id}</span>
      </>
    ),
  },
  { key: 'from', label: 'From', wideOnly: true, cell: (deed) => deed.remote_address ?? '–' },
];

/** Who did what and when; nothing in here can be changed by anybody. */
export default function Audit() {
  const [open, setOpen] = useState<Deed | null>(null);
  const query = useUrlState().query('actor', 'subject_id');
  return (
    <ListPage
      title="Audit trail"
      lead="Who did what and when. Nothing in here can be changed."
      filters={
        <>
          <SearchFilter name="actor" placeholder="User name" />
          <SearchFilter name="subject_id" placeholder="Of what: a SKU, PO-17, a store" />
        </>
      }
      found={useList<Deed>(['audit'], '/audit', query)}
      columns={COLUMNS}
      csv={csvOf('/audit', query)}
      rowKey={(deed) => deed.id}
      onOpen={setOpen}
      empty={
        <Empty icon={<ScrollText strokeWidth={1.4} />} title="Nothing found">
          Names are compared as a whole: admin, MILK-1L, PO-17.
        </Empty>
      }
    >
      {open && (
        <Dialog title={words(open.action.replaceAll('.', '_'))} onClose={() => setOpen(null)} wide>
          <p className="soft">
            {time(open.at)} by {open.actor}: {words(open.subject_type)} {open.subject_id}
          </p>
          {(open.before ?? open.after) !== null && (
            <div className="form-grid">
              <Shown title="Before" value={open.before} />
              <Shown title="After" value={open.after} />
            </div>
          )}
        </Dialog>
      )}
    </ListPage>
  );
}

function Shown({ title, value }: { title: string; value: unknown }) {
  return (
    <div className="field">
      <span className="label">{title}</span>
      {value === null || value === undefined ? (
        <span className="muted">–</span>
      ) : (
        <pre className="code">{JSON.stringify(value, null, 2)}</pre>
      )}
    </div>
  );
}
