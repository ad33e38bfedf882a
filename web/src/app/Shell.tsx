import { useQueryClient } from '@tanstack/react-query';
import { Bell as BellIcon, LogOut, Menu } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Link, NavLink, Navigate, Outlet, useLocation, useNavigate } from 'react-router';
import { del, Problem } from '@/shared/api/client';
import { useAlertCounts, useLines, useMe } from '@/shared/api/queries';
import type { Me } from '@/shared/api/types';
import { counted, words, whole } from '@/shared/lib/format';
import { useConnected, useLive } from '@/shared/live/live';
import { Skeleton } from '@/shared/ui/Async';
import { ProblemBox } from '@/shared/ui/ProblemBox';
import { sayProblem } from '@/shared/ui/toast';
import { bottom, groups, type Place } from './nav';

export function Shell() {
  const me = useMe();
  const client = useQueryClient();
  const location = useLocation();
  useLive(client, me.data);
  useFocusOnNavigation(location.pathname);
  if (me.error instanceof Problem && me.error.status === 401) {
    const back = location.pathname + location.search;
    return <Navigate to={back === '/' ? '/sign-in' : `/sign-in?to=${encodeURIComponent(back)}`} replace />;
  }
  if (me.error) {
    return (
      <div className="center-page">
        <ProblemBox error={me.error} onRetry={() => void me.refetch()} />
      </div>
    );
  }
  if (!me.data) {
    return (
      <div className="page" role="status" aria-label="Loading">
        <Skeleton height={32} width={220} />
      </div>
    );
  }
  return <Frame me={me.data} />;
}

/** Screen readers and keyboards start at the top of the new page; the first page is left alone. */
function useFocusOnNavigation(path: string) {
  const first = useRef(path);
  useEffect(() => {
    if (first.current === path) return;
    first.current = path;
    window.scrollTo(0, 0);
    document.getElementById('main')?.focus({ preventScroll: true });
  }, [path]);
}

function Frame({ me }: { me: Me }) {
  const [drawer, setDrawer] = useState(false);
  const signOut = useSignOut();
  const critical = useLines({ status: 'OPEN', urgency: 'CRITICAL', limit: 1 }).data?.meta.total ?? 0;
  return (
    <>
      <a className="skip-link" href="#main">
        Skip to the page
      </a>
      <div className="shell">
        <nav className="sidebar" aria-label="Main">
          <div className="sidebar-head">
            <Brand />
            <Bell />
          </div>
          <Places critical={critical} />
          <div className="sidebar-foot">
            <LiveDot />
            <div className="user-card" style={{ paddingInline: 0 }}>
              <span className="avatar" aria-hidden="true">
                {(me.display_name ?? me.username).slice(0, 2).toUpperCase()}
              </span>
              <span className="grow">
                <span className="strong ellipsis" style={{ display: 'block' }}>
                  {me.display_name ?? me.username}
                </span>
                <span className="muted small">{words(me.role)}</span>
              </span>
              <button
                type="button"
                className="btn ghost icon small"
                aria-label="Sign out"
                title="Sign out"
                onClick={signOut}
              >
                <LogOut />
              </button>
            </div>
          </div>
        </nav>
        <div style={{ minWidth: 0 }}>
          <header className="topbar">
            <Brand />
            <span className="row nowrap">
              <LiveDot />
              <Bell />
            </span>
          </header>
          <main className="page" id="main" tabIndex={-1} style={{ outline: 'none' }}>
            <Outlet />
          </main>
        </div>
        <nav className="bottom-nav" aria-label="Main">
          {groups
            .flatMap((group) => group.places)
            .filter((place) => bottom.includes(place.to))
            .map((place) => (
              <NavLink key={place.to} to={place.to} end={place.to === '/'}>
                <place.icon strokeWidth={1.8} />
                {place.label.replace('Demand map', 'Map').replace('Stock levels', 'Stock')}
              </NavLink>
            ))}
          <button type="button" aria-expanded={drawer} onClick={() => setDrawer(true)}>
            <Menu strokeWidth={1.8} />
            More
          </button>
        </nav>
      </div>
      {drawer && <Drawer onClose={() => setDrawer(false)} onSignOut={signOut} critical={critical} />}
    </>
  );
}

function Brand() {
  return (
    <Link to="/" className="brand">
      <img src="/icon.svg" alt="" />
      Shelfcast
    </Link>
  );
}

function Places({ critical, onGo }: { critical: number; onGo?: () => void }) {
  const administers = useMe().data?.role === 'ADMIN';
  return groups.map((group) => (
    <div className="nav-group" key={group.title}>
      <div className="nav-title">{group.title}</div>
      <ul>
        {group.places
          .filter((place) => administers || !place.guarded)
          .map((place) => (
            <li key={place.to}>
              <PlaceLink place={place} onGo={onGo} count={place.to === '/restock' ? critical : 0} />
            </li>
          ))}
      </ul>
    </div>
  ));
}

function PlaceLink({ place, count, onGo }: { place: Place; count: number; onGo?: () => void }) {
  return (
    <NavLink to={place.to} end={place.to === '/'} className="nav-link" onClick={onGo}>
      <place.icon strokeWidth={1.8} aria-hidden="true" />
      {place.label}
      {count > 0 && (
        <span className="chip critical count num" title={`${count} critical lines`}>
          {whole(count)}
        </span>
      )}
    </NavLink>
  );
}

/** How many alerts nobody has looked at; red while one of them is critical. */
function Bell() {
  const counts = useAlertCounts().data;
  const open = counts?.open ?? 0;
  const said = open === 0 ? 'Alerts: none open' : `${counted(open, 'open alert')}`;
  return (
    <NavLink to="/alerts" className="btn ghost icon bell" aria-label={said} title={said}>
      <BellIcon />
      {open > 0 && (
        <span className={counts?.critical ? 'bell-count num critical' : 'bell-count num'} aria-hidden="true">
          {open > 99 ? '99+' : open}
        </span>
      )}
    </NavLink>
  );
}

function LiveDot() {
  const connected = useConnected();
  return (
    <span className={connected ? 'live-dot on' : 'live-dot'} role="status">
      {connected ? 'Live' : 'Connecting'}
    </span>
  );
}

function Drawer(props: { onClose: () => void; onSignOut: () => void; critical: number }) {
  const ref = useRef<HTMLDialogElement>(null);
  useEffect(() => ref.current?.showModal(), []);
  return (
    <dialog
      ref={ref}
      className="drawer"
      aria-label="All pages"
      onClose={props.onClose}
      onClick={(event) => event.target === event.currentTarget && props.onClose()}
    >
      <div className="drawer-groups">
        <Places critical={props.critical} onGo={props.onClose} />
      </div>
      <div className="row between" style={{ marginTop: '1rem' }}>
        <button type="button" className="btn" onClick={props.onSignOut}>
          <LogOut /> Sign out
        </button>
        <button type="button" className="btn" onClick={props.onClose}>
          Close
        </button>
      </div>
    </dialog>
  );
}

function useSignOut() {
  const client = useQueryClient();
  const navigate = useNavigate();
  return () => {
    del('/session')
      .then(() => {
        client.clear();
        return navigate('/sign-in');
      })
      .catch(sayProblem);
  };
}
