import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Lock } from 'lucide-react';
import { useState } from 'react';
import { get, put } from '@/shared/api/client';
import { useMe, useStoreName } from '@/shared/api/queries';
import { dayFull, time } from '@/shared/lib/format';
import { Empty, PageHead } from '@/shared/ui/bits';
import { Field, Form, textOrNull, type Values } from '@/shared/ui/Form';
import { StorePick } from '@/shared/ui/pickers';
import { ProblemBox } from '@/shared/ui/ProblemBox';
import { Table, type Column } from '@/shared/ui/Table';
import { say } from '@/shared/ui/toast';

interface Closing {
  store: string | null;
  closed_until: string | null;
  changed_at: string | null;
  changed_by: string | null;
  reason: string | null;
}

interface BooksView {
  closed: Closing[];
  windows: { store_manager_days: number; planner_days: number; administrator_days: number };
}

const KEY = ['books'] as const;

function useChange(path: string, done: string) {
  const client = useQueryClient();
  return useMutation({
    meta: { quiet: true },
    mutationFn: (body: unknown) => put<BooksView>(path, body),
    onSuccess: (books) => {
      client.setQueryData(KEY, books);
      say(done);
    },
  });
}

export default function Books() {
  const administers = useMe().data?.role === 'ADMIN';
  const storeName = useStoreName();
  const books = useQuery({ queryKey: KEY, queryFn: () => get<BooksView>('/inventory/books') });
  const columns: Column<Closing>[] = [
    {
      key: 'of',
      label: 'Books of',
      title: true,
      cell: (row) => <span className="cell-main">{row.store ? storeName(row.store) : 'The whole chain'}</span>,
    },
    { key: 'until', label: 'Closed until', cell: (row) => dayFull(row.closed_until) },
    { key: 'when', label: 'Since', cell: (row) => time(row.changed_at) },
    { key: 'who', label: 'By', cell: (row) => row.changed_by ?? '–' },
    { key: 'why', label: 'Reason', cell: (row) => row.reason ?? '–' },
  ];
  return (
    <>
      <PageHead
        title="Closed books"
        lead="Nothing may be dated into a closed period, so what was reported stays as it was. A till’s late sale counts from the next open day."
      />
      {books.error && <ProblemBox error={books.error} onRetry={() => void books.refetch()} />}
      <div className="stack">
        <section className="card" aria-label="Closed until">
          <Table
            label="Closed until"
            columns={columns}
            rows={books.data?.closed.filter((row) => row.closed_until)}
            rowKey={(row) => row.store ?? ''}
            empty={
              <Empty icon={<Lock strokeWidth={1.4} />} title="All books are open">
                An administrator can close them until a day, for the chain or for one store.
              </Empty>
            }
          />
        </section>
        {administers && books.data && (
          <div className="grid cols-2" style={{ alignItems: 'start' }}>
            <CloseForm />
            <WindowsForm windows={books.data.windows} />
          </div>
        )}
      </div>
    </>
  );
}

function CloseForm() {
  const [store, setStore] = useState('');
  const close = useChange('/inventory/books', 'The books are changed.');
  const submit = (values: Values) =>
    close.mutate({ store: store || null, closed_until: textOrNull(values.until), reason: textOrNull(values.reason) });
  return (
    <section className="card card-pad stack">
      <h2>Close or open</h2>
      <Form submit="Save" busy={close.isPending} error={close.error} onSubmit={submit}>
        {(errorOf) => (
          <>
            <div className="field">
              <span className="label">Books of</span>
              <StorePick value={store} all="The whole chain" onChange={setStore} />
            </div>
            <Field
              label="Closed until"
              hint="The last closed day. Empty: nothing is closed."
              error={errorOf('closed_until')}
            >
              <input type="date" name="until" />
            </Field>
            <Field label="Reason" hint="Needed to open again what was closed." error={errorOf('reason')}>
              <input name="reason" maxLength={500} />
            </Field>
          </>
        )}
      </Form>
    </section>
  );
}

function WindowsForm({ windows }: { windows: BooksView['windows'] }) {
  const change = useChange('/inventory/books/windows', 'The windows are changed.');
  const roles = [
    ['store_manager_days', 'Store managers'],
    ['planner_days', 'Planners'],
    ['administrator_days', 'Administrators'],
  ] as const;
  return (
    <section className="card card-pad stack">
      <div>
        <h2>How far back</h2>
        <p className="muted small">Days that somebody may date back a movement, a count or a transfer.</p>
      </div>
      <Form
        submit="Save"
        busy={change.isPending}
        error={change.error}
        onSubmit={(values) => change.mutate(Object.fromEntries(roles.map(([name]) => [name, Number(values[name])])))}
      >
        {(errorOf) => (
          <>
            {roles.map(([name, label]) => (
              <Field key={name} label={label} error={errorOf(name)}>
                <input type="number" name={name} min={0} max={3660} defaultValue={windows[name]} required />
              </Field>
            ))}
          </>
        )}
      </Form>
    </section>
  );
}
