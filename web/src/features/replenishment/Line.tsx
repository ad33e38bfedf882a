import { Check, ChevronDown, Clock, Pencil, X } from 'lucide-react';
import { Link } from 'react-router';
import type { RestockLine } from '@/shared/api/types';
import { quantity } from '@/shared/lib/format';
import { StatusChip, UrgencyChip } from '@/shared/ui/bits';
import { Reasoning } from './Reasoning';

export function Line(props: {
  line: RestockLine;
  may: boolean;
  active: boolean;
  open: boolean;
  chosen: boolean;
  onToggle: () => void;
  onChoose: () => void;
  onApprove: () => void;
  onAsk: (kind: 'edit' | 'snooze') => void;
  onReject: () => void;
  onWake: () => void;
}) {
  const { line, open, may } = props;
  const decidable = may && line.status === 'OPEN';
  return (
    <li
      className={`card restock-line ${line.urgency.toLowerCase()}`}
      id={`line-${line.id}`}
      data-active={props.active || undefined}
    >
      <div className="restock-row">
        {may && line.status === 'OPEN' && (
          <input
            type="checkbox"
            checked={props.chosen}
            onChange={props.onChoose}
            aria-label={`Select ${line.product_name}, ${line.store}`}
          />
        )}
        <button type="button" className="restock-main" aria-expanded={open} onClick={props.onToggle}>
          <span className="restock-what">
            <span className="row" style={{ gap: '0.35rem 0.6rem' }}>
              <span className="restock-product">{line.product_name}</span>
              <UrgencyChip urgency={line.urgency} />
              {line.status !== 'OPEN' && <StatusChip status={line.status} />}
            </span>
            <span className="restock-headline">{line.headline}</span>
            <span className="cell-sub">
              {line.store_name && line.store_name !== line.store ? `${line.store_name} (${line.store})` : line.store}
              {line.supplier && ` · from ${line.supplier}`}
            </span>
          </span>
          <span className="restock-stock">
            <span>
              <b className="num">{quantity(line.on_hand)}</b> on hand
            </span>
            <span>
              <b className="num">{quantity(line.incoming)}</b> incoming
            </span>
            {line.inputs.demand_per_day !== undefined && (
              <span>
                <b className="num">{quantity(line.inputs.demand_per_day)}</b> a day
              </span>
            )}
          </span>
          <ChevronDown className="restock-chevron" aria-hidden="true" />
        </button>
        {may && (line.status === 'SNOOZED' || line.status === 'REJECTED') && (
          <span className="restock-actions">
            <button type="button" className="btn" onClick={props.onWake}>
              Put back
            </button>
          </span>
        )}
        {line.status === 'APPROVED' && line.purchase_order && (
          <Link className="btn" to={`/purchase-orders/${line.purchase_order}`}>
            {line.purchase_order}
          </Link>
        )}
        {line.status === 'APPROVED' && line.transfer && (
          <Link className="btn" to={`/transfers/${line.transfer}`}>
            {line.transfer}
          </Link>
        )}
        {decidable && (
          <span className="restock-actions">
            <button type="button" className="btn tonal" onClick={props.onApprove}>
              <Check /> Order {quantity(line.quantity)}
            </button>
            <button
              type="button"
              className="btn icon"
              aria-label="Change quantity and approve"
              title="Change quantity"
              onClick={() => props.onAsk('edit')}
            >
              <Pencil />
            </button>
            <button
              type="button"
              className="btn icon"
              aria-label="Snooze"
              title="Snooze"
              onClick={() => props.onAsk('snooze')}
            >
              <Clock />
            </button>
            <button
              type="button"
              className="btn icon"
              aria-label="Reject for a day"
              title="Reject for a day"
              onClick={props.onReject}
            >
              <X />
            </button>
          </span>
        )}
      </div>
      {open && (
        <div className="restock-why">
          <Reasoning line={line} />
          <p className="row small">
            <Link to={`/forecasts?store=${encodeURIComponent(line.store)}&sku=${encodeURIComponent(line.sku)}`}>
              Forecast
            </Link>
            <Link to={`/stock?store=${encodeURIComponent(line.store)}&sku=${encodeURIComponent(line.sku)}`}>
              Stock and movements
            </Link>
            <Link to={`/products/${encodeURIComponent(line.sku)}`}>Product</Link>
          </p>
        </div>
      )}
    </li>
  );
}
