import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { CalendarPlus, Pencil, Trash } from 'lucide-react';
import { useState } from 'react';
import { del, get, put } from '@/shared/api/client';
import { dayFull, words } from '@/shared/lib/format';
import { Async } from '@/shared/ui/Async';
import { Dialog } from '@/shared/ui/Dialog';
import { Field, Form, type Values } from '@/shared/ui/Form';
import { say } from '@/shared/ui/toast';
import { hoursText, readHours, WEEKDAYS, type Hours, type SpecialDay } from './hours';

const keyOf = (code: string) => ['hours', code];
const pathOf = (code: string) => `/stores/${encodeURIComponent(code)}`;
const HINT = 'e.g. 9-13, 17-21; closed; all day';

/** When the store is open: its week, and the days to come on which that differs. */
export function HoursCard({ code, may }: { code: string; may: boolean }) {
  const [asking, setAsking] = useState<'week' | 'day' | null>(null);
  const hours = useQuery({ queryKey: keyOf(code), queryFn: () => get<Hours>(`${pathOf(code)}/hours`) });
  return (
    <section className="card" aria-label="Opening hours">
      <div className="card-head">
        <h2>Opening hours</h2>
        {may && (
          <span className="row">
            <button type="button" className="btn small" onClick={() => setAsking('week')}>
              <Pencil /> Week
            </button>
            <button type="button" className="btn small" onClick={() => setAsking('day')}>
              <CalendarPlus /> Special day
            </button>
          </span>
        )}
      </div>
      <div className="card-pad stack" style={{ paddingTop: 0 }}>
        <Async query={hours} height={200}>
          {(known) => (
            <>
              {known.open_now !== null && (
                <p>
                  <span className={`chip ${known.open_now ? 'good' : ''}`}>
                    {known.open_now ? 'Open now' : 'Closed now'}
                  </span>
                </p>
              )}
              <Week hours={known} />
              <SpecialDays hours={known} may={may} />
              {asking === 'week' && <WeekDialog hours={known} onClose={() => setAsking(null)} />}
              {asking === 'day' && <DayDialog hours={known} onClose={() => setAsking(null)} />}
            </>
          )}
        </Async>
      </div>
    </section>
  );
}

function Week({ hours }: { hours: Hours }) {
  if (hours.week.length === 0) return <p className="muted">Nobody has said yet when this store is open.</p>;
  return (
    <dl className="facts">
      {WEEKDAYS.map((weekday) => (
        <Fact
          key={weekday}
          name={words(weekday)}
          value={hoursText(hours.week.find((one) => one.weekday === weekday)?.spans) ?? '–'}
        />
      ))}
    </dl>
  );
}

function Fact(props: { name: string; value: string }) {
  return (
    <>
      <dt>{props.name}</dt>
      <dd className="num">{props.value}</dd>
    </>
  );
}

function SpecialDays({ hours, may }: { hours: Hours; may: boolean }) {
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: ({ day, whole_chain }: SpecialDay) =>
      del(whole_chain ? `/special-days/${day}` : `${pathOf(hours.store)}/special-days/${day}`),
    onSuccess: (_answer, special) => {
      void client.invalidateQueries({ queryKey: ['hours'] });
      say(`The usual hours hold on ${dayFull(special.day)}.`);
    },
  });
  if (hours.special_days.length === 0) return null;
  return (
    <div>
      <h3>Special days</h3>
      <ul className="stack tight">
        {hours.special_days.map((special) => (
          <li key={`${special.day} ${special.whole_chain}`} className="row">
            <div style={{ flex: 1 }}>
              <div className="cell-main">{special.name}</div>
              <div className="cell-sub">
                {dayFull(special.day)} · {hoursText(special.spans)}
                {special.whole_chain && ' · whole chain'}
              </div>
            </div>
            {may && (
              <button
                type="button"
                className="btn ghost icon small"
                aria-label={`Remove ${special.name}`}
                onClick={() => remove.mutate(special)}
              >
                <Trash />
              </button>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

function useSaved(hours: Hours, onClose: () => void, told: string) {
  const client = useQueryClient();
  return () => {
    void client.invalidateQueries({ queryKey: ['hours'] });
    say(`${told} of ${hours.store} ${told.endsWith('s') ? 'are' : 'is'} saved.`);
    onClose();
  };
}

function WeekDialog({ hours, onClose }: { hours: Hours; onClose: () => void }) {
  const [texts, setTexts] = useState<Record<string, string>>(
    Object.fromEntries(hours.week.map((one) => [one.weekday, hoursText(one.spans) ?? ''])),
  );
  const [wrong, setWrong] = useState<string[]>([]);
  const saved = useSaved(hours, onClose, 'The hours');
  const save = useMutation({
    meta: { quiet: true },
    mutationFn: () =>
      put(
        `${pathOf(hours.store)}/hours`,
        WEEKDAYS.filter((day) => texts[day]).map((weekday) => ({ weekday, spans: readHours(texts[weekday] ?? '') })),
      ),
    onSuccess: saved,
  });
  const submit = () => {
    const unread = WEEKDAYS.filter((day) => texts[day] && !readHours(texts[day] ?? ''));
    setWrong(unread);
    if (unread.length === 0) save.mutate();
  };
  const first = texts.MONDAY;
  return (
    <Dialog title="Hours of the week" onClose={onClose} wide>
      <Form submit="Save" busy={save.isPending} error={save.error} onSubmit={submit} onCancel={onClose}>
        {() => (
          <>
            <p className="muted small">
              Several spans a day are possible. What goes on past midnight ends at 24 and begins again with the next day
              at 0. An empty day is one of which nothing is known.
            </p>
            <div className="form-grid">
              {WEEKDAYS.map((day) => (
                <Field
                  key={day}
                  label={words(day)}
                  hint={day === 'MONDAY' ? HINT : undefined}
                  error={wrong.includes(day) ? `This cannot be read; ${HINT}` : undefined}
                >
                  <input
                    value={texts[day] ?? ''}
                    onChange={(event) => setTexts({ ...texts, [day]: event.target.value.trimStart() })}
                  />
                </Field>
              ))}
            </div>
            <p>
              <button
                type="button"
                className="btn small"
                disabled={!first}
                onClick={() => setTexts(Object.fromEntries(WEEKDAYS.map((day) => [day, first ?? ''])))}
              >
                Every day as Monday
              </button>
            </p>
          </>
        )}
      </Form>
    </Dialog>
  );
}

function DayDialog({ hours, onClose }: { hours: Hours; onClose: () => void }) {
  const [unread, setUnread] = useState(false);
  const saved = useSaved(hours, onClose, 'The special day');
  const save = useMutation({
    meta: { quiet: true },
    mutationFn: (values: Values) =>
      put(`${values.whole_chain ? '' : pathOf(hours.store)}/special-days/${values.day}`, {
        name: values.name,
        spans: readHours(values.hours ?? ''),
      }),
    onSuccess: saved,
  });
  const submit = (values: Values) => {
    const readable = readHours(values.hours ?? '') !== null;
    setUnread(!readable);
    if (readable) save.mutate(values);
  };
  return (
    <Dialog title="A day that differs" onClose={onClose}>
      <Form submit="Save" busy={save.isPending} error={save.error} onSubmit={submit} onCancel={onClose}>
        {(errorOf) => (
          <>
            <Field label="Day" error={errorOf('day')}>
              <input name="day" type="date" required />
            </Field>
            <Field label="Name" error={errorOf('name')}>
              <input name="name" required maxLength={200} placeholder="Republic Day" />
            </Field>
            <Field
              label="Hours on that day"
              hint={HINT}
              error={unread ? `This cannot be read; ${HINT}` : errorOf('spans')}
            >
              <input name="hours" required defaultValue="Closed" />
            </Field>
            <label className="row">
              <input type="checkbox" name="whole_chain" /> For every store of the chain
            </label>
          </>
        )}
      </Form>
    </Dialog>
  );
}
