import { Check, CheckCheck, Undo2 } from 'lucide-react';
import { Link } from 'react-router';
import type { Alert } from '@/shared/api/types';
import { time, whole } from '@/shared/lib/format';
import { UrgencyChip } from '@/shared/ui/bits';
import { placeOf } from './alerts';

export function AlertRow(props: {
  alert: Alert;
  may: boolean;
  active: boolean;
  busy: boolean;
  onAcknowledge: () => void;
  onResolve: () => void;
  onReopen: () => void;
}) {
  const { alert, may, busy } = props;
  const place = placeOf(alert);
  return (
    <li className="card alert-row" id={`alert-${alert.id}`} data-active={props.active || undefined}>
      <div className="alert-what">
        <h2 className="row">
          <span>{alert.title}</span>
          <UrgencyChip urgency={alert.severity} />
        </h2>
        <p>{alert.text}</p>
        <p className="cell-sub alert-facts">
          <span>{alert.store_name ?? alert.store ?? 'The chain'}</span>
          <span>since {time(alert.raised_at)}</span>
          {alert.occurrences > 1 && (
            <span>
              seen {whole(alert.occurrences)} times, last {time(alert.last_seen_at)}
            </span>
          )}
          <span>
            <Link to={place.to}>{place.label}</Link>
          </span>
        </p>
        <Course alert={alert} />
      </div>
      {may && !(alert.status === 'RESOLVED' && alert.resolved_by === 'system') && (
        <div className="alert-steps">
          {alert.status === 'OPEN' && (
            <button type="button" className="btn tonal" disabled={busy} onClick={props.onAcknowledge}>
              <Check /> Acknowledge
            </button>
          )}
          {alert.status !== 'RESOLVED' && (
            <button type="button" className="btn" disabled={busy} onClick={props.onResolve}>
              <CheckCheck /> Resolve
            </button>
          )}
          {alert.status === 'RESOLVED' && (
            <button type="button" className="btn" disabled={busy} onClick={props.onReopen}>
              <Undo2 /> Open again
            </button>
          )}
        </div>
      )}
    </li>
  );
}

/** Who has had it in hand, and how it ended. */
function Course({ alert }: { alert: Alert }) {
  if (!alert.acknowledged_at && !alert.resolved_at) return null;
  const itself = alert.resolved_by === 'system';
  return (
    <p className="alert-course small">
      {alert.acknowledged_at && (
        <span>
          Acknowledged by <b>{alert.acknowledged_by}</b>, {time(alert.acknowledged_at)}
        </span>
      )}
      {alert.resolved_at && (
        <span>
          {itself ? (
            'The cause is gone'
          ) : (
            <>
              Resolved by <b>{alert.resolved_by}</b>
            </>
          )}
          , {time(alert.resolved_at)}
          {!itself && alert.note && `: ${alert.note}`}
        </span>
      )}
    </p>
  );
}
