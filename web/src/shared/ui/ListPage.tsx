import type { UseQueryResult } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { Link } from 'react-router';
import type { Listing } from '@/shared/api/types';
import { words } from '@/shared/lib/format';
import { useUrlState } from '@/shared/lib/urlState';
import { PageHead, Pick, SearchBox } from './bits';
import { StorePick } from './pickers';
import { ProblemBox } from './ProblemBox';
import { Table, type TableProps } from './Table';

type Found<T> = Omit<TableProps<T>, 'rows' | 'meta' | 'onPage'> & { found: UseQueryResult<Listing<T>> };

/** The table of a question whose page stands in the address. */
export function FoundTable<T>({ found, ...table }: Found<T>) {
  const url = useUrlState();
  if (found.error) return <ProblemBox error={found.error} onRetry={() => void found.refetch()} />;
  return <Table {...table} rows={found.data?.data} meta={found.data?.meta} onPage={(page) => url.set({ page })} />;
}

/** What can be made on a page: in a dialog, or on a page of its own. */
export type Making = { label: string } & ({ to: string } | { dialog: (close: () => void) => ReactNode });

/** The one list page: its filters and what they find; a row opens what it stands for. */
export function ListPage<T>(
  props: Omit<Found<T>, 'label'> & {
    title: string;
    lead?: ReactNode;
    /** Only for those who may. */
    make?: Making | false;
    filters: ReactNode;
    children?: ReactNode;
  },
) {
  const { title, lead, make, filters, children, ...table } = props;
  const [making, setMaking] = useState(false);
  return (
    <>
      <PageHead title={title} lead={lead}>
        {make &&
          ('to' in make ? (
            <Link className="btn primary" to={make.to}>
              <Plus /> {make.label}
            </Link>
          ) : (
            <button type="button" className="btn primary" onClick={() => setMaking(true)}>
              <Plus /> {make.label}
            </button>
          ))}
      </PageHead>
      <div className="filters">{filters}</div>
      <section className="card">
        <FoundTable label={title} {...table} />
      </section>
      {making && make && 'dialog' in make && make.dialog(() => setMaking(false))}
      {children}
    </>
  );
}

/** Filters that stand in the address under their own name. */
export function SearchFilter({ name = 'search', placeholder }: { name?: string; placeholder: string }) {
  const url = useUrlState();
  return <SearchBox value={url.value(name)} placeholder={placeholder} onChange={(text) => url.set({ [name]: text })} />;
}

export function StoreFilter() {
  const url = useUrlState();
  return <StorePick value={url.value('store')} all="All stores" onChange={(store) => url.set({ store })} />;
}

export function StatusFilter({ statuses }: { statuses: readonly string[] }) {
  const url = useUrlState();
  return (
    <Pick
      label="Status"
      all="Any status"
      value={url.value('status')}
      options={statuses.map((status) => ({ value: status, label: words(status) }))}
      onChange={(status) => url.set({ status })}
    />
  );
}
