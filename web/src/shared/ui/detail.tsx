import { Fragment, type ReactNode } from 'react';
import { Link } from 'react-router';
import { Progress } from './bits';
import { Dialog } from './Dialog';
import { Table, type Column } from './Table';

/** What is known of one thing, a name and a value each; a row that is not said is left out. */
export function Facts({ rows }: { rows: ([string, ReactNode] | null | undefined | false | 0 | '')[] }) {
  return (
    <dl className="facts">
      {rows.map((row) =>
        row ? (
          <Fragment key={row[0]}>
            <dt>{row[0]}</dt>
            <dd>{row[1]}</dd>
          </Fragment>
        ) : null,
      )}
    </dl>
  );
}

/** The product of a line, and under it what else there is to say of the line. */
export const productColumn = <T extends { sku: string; product_name: string }>(
  more?: (line: T) => ReactNode,
): Column<T> => ({
  key: 'product',
  label: 'Product',
  title: true,
  cell: (line) => (
    <>
      <Link className="cell-main" to={`/products/${encodeURIComponent(line.sku)}`}>
        {line.product_name}
      </Link>
      <div className="cell-sub mono">{line.sku}</div>
      {more?.(line)}
    </>
  ),
});

/** How far it has come, in words and as a bar. */
export function HowFar(props: { label: string; done: number; total: number; children: ReactNode }) {
  return (
    <div>
      <p className="small soft num" style={{ marginBottom: '0.3rem' }}>
        {props.children}
      </p>
      <Progress label={props.label} done={Math.min(props.done, props.total)} total={props.total} />
    </div>
  );
}

/** Asks once more before something is called off. */
export function CancelDialog(props: {
  id: string;
  deed: string;
  busy: boolean;
  onCancel: () => void;
  onClose: () => void;
  children: ReactNode;
}) {
  return (
    <Dialog
      title={`Cancel ${props.id}?`}
      onClose={props.onClose}
      foot={
        <>
          <button type="button" className="btn" onClick={props.onClose}>
            Keep it
          </button>
          <button type="button" className="btn danger" disabled={props.busy} onClick={props.onCancel}>
            {props.deed}
          </button>
        </>
      }
    >
      <p>{props.children}</p>
    </Dialog>
  );
}

/** The lines of a document, all of them here. */
export function Lines<T extends { line: number }>({ columns, lines }: { columns: Column<T>[]; lines: T[] }) {
  return (
    <section className="card">
      <Table label="Lines" columns={columns} rows={lines} rowKey={(line) => line.line} pageSize={50} />
    </section>
  );
}
