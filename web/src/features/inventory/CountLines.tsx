import { RotateCcw } from 'lucide-react';
import { useMay } from '@/shared/api/queries';
import { dayFull, money, quantity } from '@/shared/lib/format';
import { useUrlState } from '@/shared/lib/urlState';
import { Empty, Pick, Segments } from '@/shared/ui/bits';
import { ProblemBox } from '@/shared/ui/ProblemBox';
import { Table, type Column } from '@/shared/ui/Table';
import { useCountLines, useCountStep, type Count, type CountLine, type Show } from './counts';

const REASONS = ['COUNTED', 'DAMAGED', 'EXPIRED', 'THEFT', 'WRONG_DELIVERY', 'WRONG_SHELF', 'OTHER'];
const REASON_WORDS: Record<string, string> = {
  COUNTED: 'Not known',
  DAMAGED: 'Damaged',
  EXPIRED: 'Expired',
  THEFT: 'Theft',
  WRONG_DELIVERY: 'Wrong delivery',
  WRONG_SHELF: 'Wrong shelf',
  OTHER: 'Other',
};

const signed = (value: number | null, text: (amount: number) => string) =>
  value === null ? '–' : `${value > 0 ? '+' : value < 0 ? '−' : ''}${text(Math.abs(value))}`;

/** What was counted beside the books; differences get a reason, or are counted again. */
export function CountLines({ count, show }: { count: Count; show: Show }) {
  const url = useUrlState();
  const may = useMay().operate;
  const lines = useCountLines(count.id, { show, page: url.page, limit: 50 });
  const explain = useCountStep(count.id, 'reasons');
  const recount = useCountStep(count.id, 'recount');
  const decided = may && (count.status === 'COUNTED' || count.status === 'REVIEWED');
  const columns: Column<CountLine>[] = [
    {
      key: 'product',
      label: 'Product',
      title: true,
      cell: (line) => (
        <>
          <span className="cell-main">{line.product_name}</span>
          <div className="cell-sub mono">{line.sku}</div>
        </>
      ),
      sort: (line) => line.product_name,
    },
    { key: 'lot', label: 'Lot', cell: (line) => line.lot ?? '–' },
    { key: 'expiry', label: 'Expires', wideOnly: true, cell: (line) => dayFull(line.expiry) },
    { key: 'expected', label: 'Books', right: true, cell: (line) => quantity(line.expected) },
    { key: 'counted', label: 'Counted', right: true, cell: (line) => quantity(line.counted) },
    {
      key: 'variance',
      label: 'Difference',
      right: true,
      cell: (line) => signed(line.variance, quantity),
      sort: (line) => line.variance,
    },
    {
      key: 'value',
      label: 'At cost',
      right: true,
      cell: (line) => signed(line.variance_value, money),
      sort: (line) => line.variance_value,
    },
    {
      key: 'reason',
      label: 'Why',
      cell: (line) =>
        line.variance && decided ? (
          <Pick
            label={`Why ${line.product_name} differs`}
            value={line.reason ?? 'COUNTED'}
            options={REASONS.map((reason) => ({ value: reason, label: REASON_WORDS[reason] ?? reason }))}
            onChange={(reason) => explain.mutate({ reasons: [{ line: line.line, reason }] })}
          />
        ) : (
          (REASON_WORDS[line.reason ?? ''] ?? line.reason ?? '–')
        ),
    },
    {
      key: 'again',
      label: '',
      cell: (line) =>
        line.variance && decided ? (
          <button
            type="button"
            className="btn small"
            disabled={recount.isPending}
            onClick={() => recount.mutate({ lines: [line.line] })}
          >
            <RotateCcw /> Count again
          </button>
        ) : null,
    },
  ];
  if (lines.error) return <ProblemBox error={lines.error} onRetry={() => void lines.refetch()} />;
  return (
    <section className="card">
      <div className="card-head">
        <h2>Lines</h2>
        <Segments
          label="Which lines"
          value={show}
          options={[
            { value: 'ALL', label: 'All' },
            { value: 'OPEN', label: 'Not counted' },
            { value: 'DIFFERENT', label: 'Different' },
          ]}
          onChange={(value) => url.set({ show: value })}
        />
      </div>
      <Table
        label="Lines of the count"
        columns={decided ? columns : columns.filter((column) => column.key !== 'again')}
        rows={lines.data?.data}
        meta={lines.data?.meta}
        onPage={(page) => url.set({ page })}
        rowKey={(line) => line.line}
        empty={<Empty title={show === 'DIFFERENT' ? 'Everything agrees with the books' : 'No line'} />}
      />
    </section>
  );
}
