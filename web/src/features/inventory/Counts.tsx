import { ClipboardCheck } from 'lucide-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { csvOf } from '@/shared/api/client';
import { useMay, useStoreName } from '@/shared/api/queries';
import { money, percent, time, whole } from '@/shared/lib/format';
import { useUrlState } from '@/shared/lib/urlState';
import { Empty, Pick, StatusChip } from '@/shared/ui/bits';
import { Dialog } from '@/shared/ui/Dialog';
import { Field, Form, textOrNull } from '@/shared/ui/Form';
import { ListPage, StatusFilter, StoreFilter } from '@/shared/ui/ListPage';
import { CategoryPick, StorePick } from '@/shared/ui/pickers';
import { figures, type Column, nameColumn } from '@/shared/ui/Table';
import { useCounts, useOpenCount, type AbcClass, type Count } from './counts';

const CLASSES: { value: AbcClass; label: string }[] = [
  { value: 'A', label: 'A: the first 80% of revenue' },
  { value: 'B', label: 'B: the next 15%' },
  { value: 'C', label: 'C: the rest, and what was not sold' },
];

const STATUSES = ['OPEN', 'COUNTED', 'REVIEWED', 'POSTED', 'CANCELLED'];

const columnsOf = (storeName: (code: string) => string): Column<Count>[] => [
  nameColumn('Count', 'name', 'id'),
  { key: 'status', label: 'Status', cell: (row) => <StatusChip status={row.status} />, sort: (row) => row.status },
  { key: 'store', label: 'Store', cell: (row) => storeName(row.store), sort: (row) => row.store },
  {
    key: 'counted',
    label: 'Counted',
    right: true,
    cell: (row) => `${whole(row.counted)} of ${whole(row.lines)}`,
    sort: (row) => row.counted,
  },
  {
    key: 'accuracy',
    label: 'Right',
    right: true,
    cell: (row) => (row.accuracy === null ? '–' : percent(row.accuracy)),
    sort: (row) => row.accuracy,
  },
  figures('shrink', 'Missing', money),
  figures('surplus', 'Too much', money),
  { key: 'created', label: 'Opened', cell: (row) => time(row.created_at), sort: (row) => row.created_at },
];

export default function Counts() {
  const url = useUrlState();
  const navigate = useNavigate();
  const query = url.query('store', 'status');
  const show = (id: string) => void navigate(`/counts/${id}`);
  return (
    <ListPage
      title="Counts"
      lead="What is really on the shelf, and what the books say of it."
      make={
        useMay().operate && {
          label: 'New count',
          dialog: (close) => <NewCount store={url.value('store')} onClose={close} onDone={show} />,
        }
      }
      filters={
        <>
          <StoreFilter />
          <StatusFilter statuses={STATUSES} />
        </>
      }
      found={useCounts(query)}
      columns={columnsOf(useStoreName())}
      csv={csvOf('/inventory/counts', query)}
      rowKey={(row) => row.id}
      onOpen={(row) => show(row.id)}
      empty={
        <Empty icon={<ClipboardCheck strokeWidth={1.4} />} title="No count">
          Goods may come and go while you count; the books are corrected by what you find.
        </Empty>
      }
    />
  );
}

function NewCount(props: { store: string; onClose: () => void; onDone: (id: string) => void }) {
  const [store, setStore] = useState(props.store);
  const [category, setCategory] = useState('');
  const [abc, setAbc] = useState('');
  const [list, setList] = useState('');
  const skus = list.split(/[\n,;]+/).flatMap((sku) => sku.trim() || []);
  const open = useOpenCount();
  return (
    <Dialog title="New count" onClose={props.onClose}>
      <Form
        submit="Start counting"
        busy={open.isPending || !store}
        error={open.error}
        onCancel={props.onClose}
        onSubmit={(values) =>
          open.mutate(
            {
              store,
              category: category || null,
              abc: CLASSES.find((one) => one.value === abc)?.value ?? null,
              skus: skus.length > 0 ? [...new Set(skus)] : null,
              name: textOrNull(values.name),
              blind: values.blind === 'yes',
            },
            { onSuccess: (count) => props.onDone(count.id) },
          )
        }
      >
        {(errorOf) => (
          <>
            <div className="field">
              <span className="label">Store</span>
              <StorePick value={store} all="Choose a store" onChange={setStore} />
            </div>
            <div className="field">
              <span className="label">What</span>
              <CategoryPick value={category} onChange={setCategory} />
              <Pick label="ABC class" all="All ABC classes" value={abc} options={CLASSES} onChange={setAbc} />
              <span className="hint">Classes by the store’s revenue of the last 90 days.</span>
            </div>
            <Field
              label="Or only these products"
              hint="SKUs, one a line or with commas; counted also where the books have none."
              error={errorOf('skus')}
            >
              <textarea
                rows={2}
                value={list}
                disabled={category !== '' || abc !== ''}
                onChange={(event) => setList(event.target.value)}
              />
            </Field>
            <Field label="Name" hint="Such as: cold room, end of month" error={errorOf('name')}>
              <input name="name" maxLength={200} />
            </Field>
            <label className="row nowrap">
              <input type="checkbox" name="blind" value="yes" />
              Blind: those who count don’t see what the books say
            </label>
          </>
        )}
      </Form>
    </Dialog>
  );
}
