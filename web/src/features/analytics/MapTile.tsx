import { ArrowRight } from 'lucide-react';
import { useMemo } from 'react';
import { Link } from 'react-router';
import { useHeatmap, useStores, useZoneShapes } from '@/shared/api/queries';
import { classify } from '@/shared/lib/breaks';
import { money, quantity } from '@/shared/lib/format';
import { chosenTiles } from '@/shared/lib/tiles';
import { MapLegend } from '@/shared/map/MapLegend';
import { escapeHtml, ZoneMap } from '@/shared/map/ZoneMap';
import { Async } from '@/shared/ui/Async';
import { Empty } from '@/shared/ui/bits';

export function MapTile({ store }: { store: string }) {
  const shapes = useZoneShapes();
  const heat = useHeatmap({ hours: 24, store });
  const stores = useStores();
  const values = useMemo(
    () => new Map((heat.data?.zones ?? []).map((zone) => [zone.pincode, zone.units])),
    [heat.data],
  );
  const classes = useMemo(() => classify([...values.values()]), [values]);
  const shown = useMemo(() => (stores.data ?? []).filter((one) => !store || one.code === store), [stores.data, store]);
  const tooltip = (pincode: string, name: string) => {
    const zone = heat.data?.zones.find((candidate) => candidate.pincode === pincode);
    const figures = zone
      ? `${quantity(zone.units)} units<br>${money(zone.revenue, 0)}`
      : '<span class="muted">no orders known</span>';
    return `<strong>${escapeHtml(name || pincode)}</strong> <span class="muted">${escapeHtml(pincode)}</span><br>${figures}`;
  };
  return (
    <section className="card map-tile" aria-label="Demand by zone">
      <div className="card-head">
        <div>
          <h2>Demand by zone</h2>
          <p>Units ordered in the last 24 hours</p>
        </div>
        <Link className="btn small" to="/map">
          Open the map <ArrowRight />
        </Link>
      </div>
      <div className="card-body">
        <Async query={shapes} height={440}>
          {(geo) =>
            geo.features.length === 0 ? (
              <Empty title="No zones yet">
                Zones appear when orders carry a pincode with a known position, or when zones are loaded.
              </Empty>
            ) : (
              <div className="map-with-legend">
                <ZoneMap
                  shapes={geo}
                  values={values}
                  classes={classes}
                  tooltip={tooltip}
                  stores={shown}
                  height="auto"
                  tiles={chosenTiles()}
                  still
                />
                <div className="map-corner">
                  <MapLegend
                    classes={classes}
                    format={quantity}
                    title="Units"
                    noData={geo.features.length > values.size}
                    empty={values.size === 0}
                  />
                </div>
              </div>
            )
          }
        </Async>
      </div>
    </section>
  );
}
