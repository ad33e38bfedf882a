import { ArrowDown, ArrowUp, ArrowUpDown, Download } from 'lucide-react';
import { useState, type KeyboardEvent, type MouseEvent, type ReactNode } from 'react';
import type { Meta } from '@/shared/api/types';
import { quantity, whole } from '@/shared/lib/format';
import { Skeleton } from './Async';
import { Empty } from './bits';

export interface Column<T> {
  key: string;
  label: string;
  cell: (row: T) => ReactNode;
  right?: boolean;
  /** Makes the column sortable on the rows that are here. */
  sort?: (row: T) => string | number | null | undefined;
  /** The heading of the row's card on a phone. */
  title?: boolean;
  /** Left out of the cards. */
  wideOnly?: boolean;
}

/** What a row is called, and under it its code, which stands in for a name that is not known. */
export function nameColumn<T>(label: string, name: keyof T, code: keyof T, beside?: (row: T) => ReactNode): Column<T> {
  const called = (row: T) => String(row[name] ?? row[code]);
  return {
    key: 'name',
    label,
    title: true,
    sort: called,
    cell: (row) => (
      <>
        <div className="cell-main">
          {called(row)} {beside?.(row)}
        </div>
        <div className="cell-sub mono">{String(row[code])}</div>
      </>
    ),
  };
}

/** A sortable column of figures that are a field of the rows. */
export const figures = <K extends string>(
  key: K,
  label: string,
  shown: (value: number) => ReactNode = quantity,
): Column<Record<K, number>> => ({ key, label, right: true, cell: (row) => shown(row[key]), sort: (row) => row[key] });

export interface TableProps<T> {
  label: string;
  columns: Column<T>[];
  rows: T[] | undefined;
  rowKey: (row: T) => string | number;
  onOpen?: (row: T) => void;
  selected?: (row: T) => boolean;
  empty?: ReactNode;
  meta?: Meta;
  onPage?: (page: number) => void;
  /** Where the whole list comes from as a file. */
  csv?: string;
  /** Rows on a page when all rows are here and the table does its own paging. */
  pageSize?: number;
  initialSort?: { key: string; down: boolean };
}

/** The one table: sort, paging, arrow keys and Enter on rows, cards on a phone, an empty state that says what to do. */
export function Table<T>(props: TableProps<T>) {
  const { columns, rows, rowKey, onOpen, meta } = props;
  const [sort, setSort] = useState<{ key: string; down: boolean } | null>(props.initialSort ?? null);
  const [ownPage, setOwnPage] = useState(1);
  if (!rows) return <Loading columns={columns.length} />;
  if (rows.length === 0) return <>{props.empty ?? <Empty title="Nothing here" />}</>;

  const sorted = sort ? order(rows, columns, sort) : rows;
  const size = props.pageSize ?? sorted.length;
  const page = Math.min(ownPage, Math.max(1, Math.ceil(sorted.length / size)));
  const shown = meta ? sorted : sorted.slice((page - 1) * size, page * size);

  const open = (event: MouseEvent | KeyboardEvent, row: T) => {
    if (!onOpen || (event.target as HTMLElement).closest('button, a, input, select, label')) return;
    onOpen(row);
  };
  return (
    <>
      <div className="table-wrap cards">
        <table className="table" aria-label={props.label}>
          <thead>
            <tr>
              {columns.map((column) => (
                <Heading key={column.key} column={column} sort={sort} onSort={setSort} />
              ))}
            </tr>
          </thead>
          <tbody onKeyDown={moveFocus}>
            {shown.map((row) => (
              <tr
                key={rowKey(row)}
                data-link={onOpen ? '' : undefined}
                data-selected={props.selected?.(row) || undefined}
                tabIndex={onOpen ? 0 : undefined}
                onClick={(event) => open(event, row)}
                onKeyDown={(event) => event.key === 'Enter' && open(event, row)}
              >
                {columns.map((column) => (
                  <td key={column.key} data-label={column.label} className={classes(column)}>
                    <div className="cell">{column.cell(row)}</div>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {meta && props.onPage && (meta.total > meta.limit || props.csv) && (
        <Pager meta={meta} onPage={props.onPage} csv={props.csv} />
      )}
      {!meta && sorted.length > size && (
        <Pager meta={{ total: sorted.length, page, limit: size }} onPage={setOwnPage} />
      )}
    </>
  );
}

const classes = <T,>(column: Column<T>) =>
  [column.right && 'right num', column.title && 'title', column.wideOnly && 'wide-only'].filter(Boolean).join(' ');

function Heading<T>(props: {
  column: Column<T>;
  sort: { key: string; down: boolean } | null;
  onSort: (sort: { key: string; down: boolean }) => void;
}) {
  const { column, sort, onSort } = props;
  const active = sort?.key === column.key;
  if (!column.sort) {
    return (
      <th scope="col" className={column.right ? 'right' : undefined}>
        <span>{column.label}</span>
      </th>
    );
  }
  const Icon = !active ? ArrowUpDown : sort.down ? ArrowDown : ArrowUp;
  return (
    <th
      scope="col"
      className={column.right ? 'right' : undefined}
      aria-sort={active ? (sort.down ? 'descending' : 'ascending') : undefined}
    >
      <button
        type="button"
        onClick={() => onSort({ key: column.key, down: active ? !sort.down : Boolean(column.right) })}
      >
        {column.label}
        <Icon aria-hidden="true" />
      </button>
    </th>
  );
}

function order<T>(rows: T[], columns: Column<T>[], sort: { key: string; down: boolean }): T[] {
  const by = columns.find((column) => column.key === sort.key)?.sort;
  if (!by) return rows;
  const sign = sort.down ? -1 : 1;
  return [...rows].sort((a, b) => {
    const left = by(a);
    const right = by(b);
    if (left === right) return 0;
    if (left === null || left === undefined) return 1;
    if (right === null || right === undefined) return -1;
    if (typeof left === 'number' && typeof right === 'number') return (left - right) * sign;
    return String(left).localeCompare(String(right), undefined, { numeric: true }) * sign;
  });
}

function moveFocus(event: KeyboardEvent<HTMLTableSectionElement>) {
  const row = event.target as HTMLElement;
  if (row.tagName !== 'TR') return;
  const next =
    event.key === 'ArrowDown' ? row.nextElementSibling : event.key === 'ArrowUp' ? row.previousElementSibling : null;
  if (!next) return;
  event.preventDefault();
  (next as HTMLElement).focus();
}

export function Pager({ meta, onPage, csv }: { meta: Meta; onPage: (page: number) => void; csv?: string }) {
  const pages = Math.max(1, Math.ceil(meta.total / meta.limit));
  const first = (meta.page - 1) * meta.limit + 1;
  return (
    <nav className="pager" aria-label="Pages">
      <span className="num">
        {whole(first)}–{whole(Math.min(meta.total, meta.page * meta.limit))} of {meta.more && 'more than '}
        {whole(meta.total)}
      </span>
      <span className="row">
        {csv && (
          <a className="btn ghost small" href={csv} download>
            <Download /> CSV
          </a>
        )}
        {pages > 1 && (
          <>
            <button type="button" className="btn small" disabled={meta.page <= 1} onClick={() => onPage(meta.page - 1)}>
              Previous
            </button>
            <button
              type="button"
              className="btn small"
              disabled={meta.page >= pages && !meta.more}
              onClick={() => onPage(meta.page + 1)}
            >
              Next
            </button>
          </>
        )}
      </span>
    </nav>
  );
}

function Loading({ columns }: { columns: number }) {
  return (
    <div role="status" aria-label="Loading" className="card-pad stack">
      {Array.from({ length: 6 }, (_, row) => (
        <div
          key={row}
          style={{ display: 'grid', gridTemplateColumns: `2fr repeat(${Math.min(columns, 6) - 1}, 1fr)`, gap: 16 }}
        >
          {Array.from({ length: Math.min(columns, 6) }, (_, at) => (
            <Skeleton key={at} />
          ))}
        </div>
      ))}
    </div>
  );
}
