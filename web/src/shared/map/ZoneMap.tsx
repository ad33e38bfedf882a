import L from 'leaflet';
import 'leaflet/dist/leaflet.css';
import { useEffect, useRef } from 'react';
import type { Store } from '@/shared/api/types';
import { classOf, rampIndex, type Classes } from '@/shared/lib/breaks';
import { token, useColourScheme } from '@/shared/lib/theme';

export interface MapStore extends Store {
  lowLines?: number;
}
interface Props {
  shapes: GeoJSON.FeatureCollection;
  values: Map<string, number>;
  classes: Classes;
  tooltip: (pincode: string, name: string) => string;
  stores?: MapStore[];
  storeTooltip?: (store: MapStore) => string;
  height: number | string;
  /** Address pattern of a tile server; empty: none, the map works without the internet. */
  tiles?: string;
  onZone?: (pincode: string) => void;
  still?: boolean;
}

const COLOURS = 5;
export const colourOf = (value: number, classes: Classes) =>
  `--map-${rampIndex(classOf(value, classes), classes.breaks.length + 1, COLOURS) + 1}`;

export const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);

const pincodeOf = (feature: GeoJSON.Feature | undefined) => String(feature?.properties?.pincode ?? '');

/** Leaflet in our own wrapper: shapes are drawn once, new values only recolour them, so that live sales cost nothing. */
export function ZoneMap(props: Props) {
  const box = useRef<HTMLDivElement>(null);
  const map = useRef<L.Map | null>(null);
  const zones = useRef<L.GeoJSON | null>(null);
  const now = useRef(props);
  const scheme = useColourScheme();
  useEffect(() => {
    now.current = props;
  });

  useEffect(() => {
    if (!box.current) return;
    const still = now.current.still;
    const made = L.map(box.current, {
      zoomSnap: 0.25,
      attributionControl: Boolean(now.current.tiles),
      zoomControl: !still,
      dragging: !still,
      scrollWheelZoom: !still,
      doubleClickZoom: !still,
      touchZoom: !still,
      keyboard: !still,
    }).setView([20, 78], 5);
    map.current = made;
    const observer = new ResizeObserver(() => made.invalidateSize({ animate: false }));
    observer.observe(box.current);
    return () => {
      observer.disconnect();
      made.remove();
      map.current = null;
      zones.current = null;
    };
  }, []);

  useEffect(() => {
    const on = map.current;
    if (!on || !props.tiles) return;
    const layer = L.tileLayer(props.tiles, { maxZoom: 19 }).addTo(on);
    return () => void layer.remove();
  }, [props.tiles]);

  useEffect(() => {
    const on = map.current;
    if (!on) return;
    const layer = L.geoJSON(props.shapes, {
      onEachFeature: (feature, zone) => {
        zone.bindTooltip(() => now.current.tooltip(pincodeOf(feature), String(feature.properties?.name ?? '')), {
          sticky: true,
          direction: 'top',
        });
        zone.on('click', () => now.current.onZone?.(pincodeOf(feature)));
        zone.on('mouseover', () => (zone as L.Path).setStyle({ weight: 2.5, color: token('--ink') }).bringToFront());
        zone.on('mouseout', () => (zone as L.Path).setStyle({ weight: 1, color: token('--map-line') }));
      },
    }).addTo(on);
    zones.current = layer;
    const bounds = layer.getBounds();
    if (bounds.isValid()) on.fitBounds(bounds, { padding: [14, 14], animate: false });
    return () => {
      layer.remove();
      zones.current = null;
    };
  }, [props.shapes]);

  useEffect(() => {
    paint(zones.current, props.values, props.classes);
  }, [props.shapes, props.values, props.classes, scheme]);

  useEffect(() => {
    const on = map.current;
    if (!on) return;
    const group = L.layerGroup((props.stores ?? []).flatMap((store) => marker(store, () => now.current))).addTo(on);
    return () => void group.remove();
  }, [props.stores]);

  return (
    <div className="map" style={{ height: props.height }}>
      <div
        ref={box}
        style={{ height: '100%' }}
        role="application"
        aria-label="Map of zones; the same figures are in the table"
      />
      <svg width="0" height="0" style={{ position: 'absolute' }} aria-hidden="true">
        <defs>
          <pattern id="no-data" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="7" height="7" fill="var(--map-land)" />
            <line x1="0" y1="0" x2="0" y2="7" stroke="var(--hatch)" strokeWidth="1.5" />
          </pattern>
        </defs>
      </svg>
    </div>
  );
}

function paint(layer: L.GeoJSON | null, values: Map<string, number>, classes: Classes) {
  layer?.setStyle((feature) => {
    const value = values.get(pincodeOf(feature));
    return {
      color: token('--map-line'),
      weight: 1,
      fillOpacity: 0.88,
      fillColor: value === undefined ? 'url(#no-data)' : token(colourOf(value, classes)),
      dashArray: feature?.properties?.approximate ? '3 3' : undefined,
    };
  });
}

const SHOP =
  '<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2.4" stroke-linejoin="round" ' +
  'stroke-linecap="round"><path d="M4 10v10h16V10M3 9l2-5h14l2 5a3 3 0 0 1-6 0 3 3 0 0 1-6 0 3 3 0 0 1-6 0"/></svg>';

function marker(store: MapStore, props: () => Props): L.Marker[] {
  if (typeof store.latitude !== 'number' || typeof store.longitude !== 'number') return [];
  const low = store.lowLines ?? 0;
  const html = `<div class="store-pin${low ? ' low' : ''}">${SHOP}${low ? `<b>${low}</b>` : ''}</div>`;
  const icon = L.divIcon({ html, className: '', iconSize: [24, 24] });
  const title = low ? `${store.name}: ${low} critical lines` : store.name;
  const made = L.marker([store.latitude, store.longitude], { icon, title: '', alt: title, keyboard: true });
  made.bindTooltip(() => props().storeTooltip?.(store) ?? escapeHtml(title), { direction: 'top', offset: [0, -8] });
  return [made];
}
