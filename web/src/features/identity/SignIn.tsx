import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { post } from '@/shared/api/client';
import { Field, Form, type Values } from '@/shared/ui/Form';

/** Only addresses of this app: a link must not send somebody elsewhere after signing in. */
export const safeTarget = (to: string | null) => (to && /^\/(?![/\\])/.test(to) ? to : '/');

export default function SignIn() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const signIn = useMutation({
    meta: { quiet: true },
    mutationFn: (values: Values) => post('/session', { username: values.username, password: values.password }),
    onSuccess: () => {
      client.clear();
      void navigate(safeTarget(params.get('to')), { replace: true });
    },
  });
  useEffect(() => {
    document.title = 'Sign in · Shelfcast';
  }, []);
  return (
    <main className="signin">
      <section className="signin-form">
        <div className="brand">
          <img src="/icon.svg" alt="" />
          Shelfcast
        </div>
        <h1>Sign in</h1>
        <Form
          submit={signIn.isPending ? 'Signing in …' : 'Sign in'}
          busy={signIn.isPending}
          error={signIn.error}
          onSubmit={signIn.mutate}
        >
          {() => (
            <>
              <Field label="User name">
                <input name="username" autoComplete="username" autoCapitalize="none" required autoFocus />
              </Field>
              <Field label="Password">
                <input name="password" type="password" autoComplete="current-password" required />
              </Field>
            </>
          )}
        </Form>
        <p className="muted small">
          First start? The user is <code>admin</code>; its password was printed once on the server&rsquo;s console.
        </p>
      </section>
      <section className="signin-art" aria-hidden="true">
        <Shelf />
        <p>Know what sells where, and have it there in the morning.</p>
      </section>
    </main>
  );
}

/** Three shelves that empty to the right; the dashed outlines are what tomorrow needs. */
function Shelf() {
  const levels = [
    [1, 1, 1, 0.8, 0.9, 0.4, 0],
    [1, 0.9, 1, 0.7, 0.5, 0, 0],
    [0.8, 1, 0.9, 0.9, 0.3, 0.2, 0],
  ];
  return (
    <svg viewBox="0 0 360 300" role="presentation">
      {levels.map((items, row) => (
        <g key={row} transform={`translate(0 ${row * 96})`}>
          {items.map((fill, at) => (
            <g key={at} transform={`translate(${14 + at * 48} 8)`}>
              <rect
                y={0}
                width={36}
                height={70}
                rx={4}
                fill="none"
                stroke="currentColor"
                strokeOpacity={0.45}
                strokeDasharray="3 4"
              />
              <rect
                y={70 * (1 - fill)}
                width={36}
                height={70 * fill}
                rx={4}
                fill="currentColor"
                opacity={0.92 - at * 0.09}
              />
            </g>
          ))}
          <rect x={4} y={82} width={352} height={5} rx={2.5} fill="currentColor" opacity={0.9} />
        </g>
      ))}
    </svg>
  );
}
