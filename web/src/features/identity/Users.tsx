import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { get, patch, post, ifMatch } from '@/shared/api/client';
import { useStores } from '@/shared/api/queries';
import type { Listing, Role, User } from '@/shared/api/types';
import { words } from '@/shared/lib/format';
import { Dialog } from '@/shared/ui/Dialog';
import { Field, Form, type Values } from '@/shared/ui/Form';
import { Table, type Column } from '@/shared/ui/Table';
import { useChange } from '@/shared/ui/useChange';
import { useAsRead } from '@/shared/lib/useAsRead';

const ROLES: { role: Role; what: string }[] = [
  { role: 'ADMIN', what: 'everything, users too' },
  { role: 'PLANNER', what: 'plans and orders for all stores' },
  { role: 'STORE_MANAGER', what: 'runs the stores given' },
  { role: 'ANALYST', what: 'reads only' },
];

const COLUMNS: Column<User>[] = [
  {
    key: 'username',
    label: 'User',
    title: true,
    cell: (user) => <span className="cell-main">{user.username}</span>,
    sort: (user) => user.username,
  },
  { key: 'name', label: 'Name', cell: (user) => user.display_name ?? '–' },
  { key: 'email', label: 'E-mail', wideOnly: true, cell: (user) => user.email ?? '–' },
  { key: 'role', label: 'Role', cell: (user) => words(user.role), sort: (user) => user.role },
  {
    key: 'stores',
    label: 'Stores',
    cell: (user) => (user.stores?.length ? user.stores.join(', ') : 'all of the role'),
  },
  {
    key: 'active',
    label: 'State',
    cell: (user) => (
      <span className={user.disabled ? 'chip' : 'chip good'}>{user.disabled ? 'Disabled' : 'Active'}</span>
    ),
  },
];

export function Users() {
  const users = useQuery({ queryKey: ['users'], queryFn: () => get<Listing<User>>('/users', { limit: 500 }) });
  const [editing, setEditing] = useState<User | 'new' | null>(null);
  return (
    <section className="card" style={{ gridColumn: '1 / -1' }}>
      <div className="card-head">
        <h2>Users</h2>
        <button type="button" className="btn" onClick={() => setEditing('new')}>
          <Plus /> New user
        </button>
      </div>
      <Table
        label="Users"
        columns={COLUMNS}
        rows={users.data?.data}
        rowKey={(user) => user.username}
        onOpen={setEditing}
      />
      {editing && <UserDialog user={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
    </section>
  );
}

function UserDialog({ user: now, onClose }: { user: User | null; onClose: () => void }) {
  const user = useAsRead(now);
  const stores = useStores().data ?? [];
  const [chosen, setChosen] = useState<string[]>(user?.stores ?? []);
  const [role, setRole] = useState<Role>(user?.role ?? 'STORE_MANAGER');
  const save = useChange(
    (values: Values) => {
      const body = {
        display_name: values.display_name,
        email: values.email ?? '',
        role,
        stores: role === 'ADMIN' || role === 'PLANNER' ? [] : chosen,
        ...(values.password ? { password: values.password } : {}),
      };
      return user
        ? patch(
            `/users/${encodeURIComponent(user.username)}`,
            { ...body, disabled: values.active !== 'on' },
            ifMatch(user),
          )
        : post('/users', { ...body, username: values.username });
    },
    [['users']],
    { quiet: true, done: 'The user is saved.', onDone: onClose },
  );
  return (
    <Dialog title={user ? `User ${user.username}` : 'New user'} onClose={onClose}>
      <Form submit="Save" busy={save.isPending} error={save.error} onSubmit={save.mutate} onCancel={onClose}>
        {(errorOf) => (
          <>
            {!user && (
              <Field label="User name" error={errorOf('username')}>
                <input name="username" required autoCapitalize="none" autoComplete="off" />
              </Field>
            )}
            <Field label="Name" error={errorOf('display_name')}>
              <input name="display_name" required maxLength={200} defaultValue={user?.display_name ?? ''} />
            </Field>
            <Field
              label="E-mail"
              hint="Administrators and planners are mailed critical alerts."
              error={errorOf('email')}
            >
              <input name="email" type="email" maxLength={200} defaultValue={user?.email ?? ''} />
            </Field>
            <Field label="Role" error={errorOf('role')}>
              <select value={role} onChange={(event) => setRole(event.target.value as Role)}>
                {ROLES.map((one) => (
                  <option key={one.role} value={one.role}>
                    {words(one.role)}: {one.what}
                  </option>
                ))}
              </select>
            </Field>
            {(role === 'STORE_MANAGER' || role === 'ANALYST') && (
              <fieldset className="check-list">
                <legend>Stores{role === 'ANALYST' && ' (none: all)'}</legend>
                {stores.map((store) => (
                  <label key={store.code} className="row nowrap">
                    <input
                      type="checkbox"
                      checked={chosen.includes(store.code)}
                      onChange={(event) =>
                        setChosen(
                          event.target.checked ? [...chosen, store.code] : chosen.filter((code) => code !== store.code),
                        )
                      }
                    />
                    {store.name}
                  </label>
                ))}
              </fieldset>
            )}
            <Field
              label={user ? 'New password' : 'Password'}
              hint={user ? 'Empty: stays as it is.' : 'At least 10 characters.'}
              error={errorOf('password')}
            >
              <input name="password" type="password" autoComplete="new-password" required={!user} minLength={10} />
            </Field>
            {user && (
              <label className="row nowrap">
                <input type="checkbox" name="active" defaultChecked={!user.disabled} /> May sign in
              </label>
            )}
          </>
        )}
      </Form>
    </Dialog>
  );
}
