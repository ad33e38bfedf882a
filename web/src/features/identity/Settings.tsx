import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { put } from '@/shared/api/client';
import { useMe } from '@/shared/api/queries';
import { chooseCurrency, chosenCurrency, NO_CURRENCY, words } from '@/shared/lib/format';
import { chosenTiles, chooseTiles } from '@/shared/lib/tiles';
import { chooseTheme, useTheme, type Theme } from '@/shared/lib/theme';
import { PageHead, Segments } from '@/shared/ui/bits';
import { Field, Form, type Values } from '@/shared/ui/Form';
import { say } from '@/shared/ui/toast';
import { Users } from './Users';

const THEMES: { value: Theme; label: string }[] = [
  { value: 'system', label: 'As the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
];

export default function Settings() {
  const me = useMe().data;
  return (
    <>
      <PageHead
        title="Settings"
        lead={me && `Signed in as ${me.display_name ?? me.username}. Role: ${words(me.role).toLowerCase()}.`}
      />
      <div className="grid cols-2" style={{ alignItems: 'start' }}>
        <Look />
        <Password />
        {me?.role === 'ADMIN' && <Users />}
      </div>
    </>
  );
}

function Look() {
  const theme = useTheme();
  const chain = useMe().data?.currency;
  const [currency, setCurrency] = useState(chosenCurrency());
  const [tiles, setTiles] = useState(chosenTiles());
  return (
    <section className="card card-pad stack">
      <div>
        <h2>On this device</h2>
        <p className="muted small">Kept in this browser only.</p>
      </div>
      <div className="field">
        <span className="label">Theme</span>
        <div>
          <Segments label="Theme" value={theme} options={THEMES} onChange={chooseTheme} />
        </div>
      </div>
      <Field label="Currency" hint="Only the sign in front of money; amounts are never converted.">
        <select
          value={currency}
          onChange={(event) => {
            setCurrency(event.target.value);
            chooseCurrency(event.target.value);
          }}
        >
          <option value="">{chain ? `The chain's (${chain})` : "The chain's"}</option>
          <option value={NO_CURRENCY}>No sign</option>
          {['INR', 'EUR', 'USD', 'GBP', 'BRL', 'JPY', 'AED', 'AUD', 'CAD', 'CHF', 'SGD', 'ZAR'].map((code) => (
            <option key={code}>{code}</option>
          ))}
        </select>
      </Field>
      <Field
        label="Map tile server"
        hint="Address pattern with {z}, {x} and {y} of a server that you may use. Empty: zones are drawn alone and no request leaves your network. The server's content policy must allow the address too."
      >
        <input
          value={tiles}
          placeholder="empty"
          spellCheck={false}
          onChange={(event) => {
            setTiles(event.target.value);
            chooseTiles(event.target.value);
          }}
        />
      </Field>
    </section>
  );
}

function Password() {
  const [key, setKey] = useState(0);
  const [differ, setDiffer] = useState(false);
  const change = useMutation({
    meta: { quiet: true },
    mutationFn: (values: Values) => put('/me/password', { current: values.current, password: values.password }),
    onSuccess: () => {
      setKey(key + 1);
      say('Your password is changed.');
    },
  });
  const submit = (values: Values) => {
    setDiffer(values.password !== values.again);
    if (values.password === values.again) change.mutate(values);
  };
  return (
    <section className="card card-pad stack" key={key}>
      <h2>My password</h2>
      <Form submit="Change password" busy={change.isPending} error={change.error} onSubmit={submit}>
        {(errorOf) => (
          <>
            <Field label="Present password" error={errorOf('current')}>
              <input name="current" type="password" autoComplete="current-password" required />
            </Field>
            <Field label="New password" error={errorOf('password')} hint="At least 10 characters.">
              <input name="password" type="password" autoComplete="new-password" minLength={10} required />
            </Field>
            <Field label="New password again" error={differ ? 'The two new passwords differ.' : undefined}>
              <input name="again" type="password" autoComplete="new-password" required />
            </Field>
          </>
        )}
      </Form>
    </section>
  );
}
