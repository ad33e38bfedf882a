import { History } from 'lucide-react';
import { useState } from 'react';
import { Dialog } from '@/shared/ui/Dialog';
import { Field, Form } from '@/shared/ui/Form';
import { fieldOf, instantOf, isPast, sayMoment, type Moment } from './moment';

interface Props {
  moment: Moment;
  onChange: (moment: Moment) => void;
}

/** Asks for a past moment; kept in the address, so that a question about the 3rd can be sent to a colleague. */
export function MomentPick({ moment, onChange }: Props) {
  const [open, setOpen] = useState(false);
  const latest = fieldOf(new Date().toISOString());
  return (
    <>
      <button type="button" className="btn" onClick={() => setOpen(true)}>
        <History /> As of …
      </button>
      {open && (
        <Dialog title="Stock as of a past moment" onClose={() => setOpen(false)}>
          <Form
            submit="Show"
            onCancel={() => setOpen(false)}
            onSubmit={(values) => {
              onChange({ asOf: instantOf(values.as_of ?? ''), believedAt: instantOf(values.believed_at ?? '') });
              setOpen(false);
            }}
          >
            {() => (
              <>
                <Field label="What was there on" hint="By what is known today, back-dated movements included.">
                  <input type="datetime-local" name="as_of" max={latest} defaultValue={fieldOf(moment.asOf)} />
                </Field>
                <Field label="As far as it was known on" hint="Leaves out what was written down later. Usually empty.">
                  <input
                    type="datetime-local"
                    name="believed_at"
                    max={latest}
                    defaultValue={fieldOf(moment.believedAt)}
                  />
                </Field>
              </>
            )}
          </Form>
        </Dialog>
      )}
    </>
  );
}

export function MomentBanner({ moment, onChange }: Props) {
  if (!isPast(moment)) return null;
  return (
    <div className="banner" role="status">
      <History aria-hidden="true" />
      <span>{sayMoment(moment)}</span>
      <button type="button" className="btn small" onClick={() => onChange({ asOf: '', believedAt: '' })}>
        Back to now
      </button>
    </div>
  );
}
