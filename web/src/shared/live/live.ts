import { Client } from '@stomp/stompjs';
import type { QueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { refreshSession } from '@/shared/api/client';
import type { Me } from '@/shared/api/types';
import { applyMessage, type LiveMessage } from './apply';

let connected = false;
const listeners = new Set<() => void>();
const setConnected = (next: boolean) => {
  connected = next;
  listeners.forEach((listener) => listener());
};

export const useConnected = () =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => connected,
  );

/** Asks again for what a message could not carry, at most once in a while however many messages come. */
function patientInvalidation(client: QueryClient, wait = 2500) {
  const pending = new Map<string, readonly unknown[]>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    timer = undefined;
    for (const key of pending.values()) void client.invalidateQueries({ queryKey: key });
    pending.clear();
  };
  return {
    soon: (key: readonly unknown[]) => {
      pending.set(JSON.stringify(key), key);
      timer ??= setTimeout(flush, wait);
    },
    stop: () => clearTimeout(timer),
  };
}

export const topicsOf = (me: Me): string[] =>
  seesAll(me) ? ['/topic/live'] : me.stores.map((store) => `/topic/live/${encodeURIComponent(store)}`);

const seesAll = (me: Me) =>
  me.all_stores ?? (me.role === 'ADMIN' || me.role === 'PLANNER' || (me.role === 'ANALYST' && me.stores.length === 0));

/** The one connection of the page: opened when somebody is signed in, reopened when it breaks. */
export function useLive(client: QueryClient, me: Me | undefined) {
  const who = me ? `${me.username} ${topicsOf(me).join(' ')}` : '';
  useEffect(() => {
    if (!me) return;
    const { soon, stop } = patientInvalidation(client);
    let before = false;
    const stomp = new Client({
      brokerURL: `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/api/v1/live`,
      reconnectDelay: 2000,
      maxReconnectDelay: 30_000,
      heartbeatIncoming: 10_000,
      heartbeatOutgoing: 10_000,
      onConnect: () => {
        setConnected(true);
        // What happened while the line was down was not heard: ask for it.
        if (before) void client.invalidateQueries();
        before = true;
        for (const topic of topicsOf(me)) {
          stomp.subscribe(topic, (frame) => applyMessage(client, JSON.parse(frame.body) as LiveMessage, soon));
        }
      },
      onWebSocketClose: () => {
        if (connected) setConnected(false);
        else void refreshSession();
      },
    });
    stomp.activate();
    return () => {
      stop();
      setConnected(false);
      void stomp.deactivate();
    };
    // `who` says all of `me` that matters here.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [client, who]);
}
