import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Pencil } from 'lucide-react';
import { useState } from 'react';
import { put } from '@/shared/api/client';
import { Dialog } from '@/shared/ui/Dialog';
import { Field, Form, type Values } from '@/shared/ui/Form';
import { say } from '@/shared/ui/toast';
import { readPincodes } from './hours';
import type { Served } from './queries';

const SHOWN = 60;

/** The pincodes that a store delivers to. */
export function ZonesCard({ code, served, may }: { code: string; served: Served[]; may: boolean }) {
  const [editing, setEditing] = useState(false);
  return (
    <section className="card" aria-label="Zones served">
      <div className="card-head">
        <h2>Zones served</h2>
        {may && (
          <button type="button" className="btn small" onClick={() => setEditing(true)}>
            <Pencil /> Change
          </button>
        )}
      </div>
      <div className="card-pad stack" style={{ paddingTop: 0 }}>
        {served.length === 0 ? (
          <p className="muted">No pincode is said to be served from here.</p>
        ) : (
          <p className="row">
            {served.slice(0, SHOWN).map((zone) => (
              <span key={zone.pincode} className="chip" title={noteOf(zone)}>
                {zone.pincode}
                {zone.name && zone.name !== zone.pincode && ` ${zone.name}`}
              </span>
            ))}
            {served.length > SHOWN && <span className="muted">and {served.length - SHOWN} more</span>}
          </p>
        )}
      </div>
      {editing && <ZonesDialog code={code} served={served} onClose={() => setEditing(false)} />}
    </section>
  );
}

function noteOf(zone: Served): string {
  const notes = [];
  if (!zone.name) notes.push('not a zone of the map');
  if (zone.serviceable === false) notes.push('not serviceable');
  if (zone.other_stores > 0) notes.push(`also served by ${zone.other_stores} other stores`);
  return notes.join(', ');
}

function ZonesDialog({ code, served, onClose }: { code: string; served: Served[]; onClose: () => void }) {
  const client = useQueryClient();
  const save = useMutation({
    meta: { quiet: true },
    mutationFn: (values: Values) =>
      put(`/stores/${encodeURIComponent(code)}/zones`, readPincodes(values.pincodes ?? '')),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['served', code] });
      say(`The zones of ${code} are saved.`);
      onClose();
    },
  });
  return (
    <Dialog title="Zones served" onClose={onClose}>
      <Form submit="Save" busy={save.isPending} error={save.error} onSubmit={save.mutate} onCancel={onClose}>
        {(errorOf) => (
          <Field label="Pincodes" hint="Separated by commas, blanks or lines." error={errorOf('pincodes')}>
            <textarea
              name="pincodes"
              className="input"
              rows={8}
              defaultValue={served.map((zone) => zone.pincode).join('\n')}
            />
          </Field>
        )}
      </Form>
    </Dialog>
  );
}
