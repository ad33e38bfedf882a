import { Pencil } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { useLines, useStores, useZoneShapes, useMay } from '@/shared/api/queries';
import type { RestockLine, Store } from '@/shared/api/types';
import { placeTime, words } from '@/shared/lib/format';
import { chosenTiles } from '@/shared/lib/tiles';
import { ZoneMap } from '@/shared/map/ZoneMap';
import { Async } from '@/shared/ui/Async';
import { Empty, PageHead, UrgencyChip } from '@/shared/ui/bits';
import { figures, Table, type Column } from '@/shared/ui/Table';
import { Facts } from '@/shared/ui/detail';
import { HoursCard } from './HoursCard';
import { useServed } from './queries';
import { StoreDialog } from './StoreDialog';
import { SupplyCard } from './SupplyCard';
import { ZonesCard } from './ZonesCard';

const LINES: Column<RestockLine>[] = [
  {
    key: 'product',
    label: 'Product',
    title: true,
    cell: (line) => <span className="cell-main">{line.product_name}</span>,
    sort: (line) => line.product_name,
  },
  { key: 'urgency', label: 'Urgency', cell: (line) => <UrgencyChip urgency={line.urgency} /> },
  figures('on_hand', 'On hand'),
  figures('quantity', 'Order'),
  { key: 'by', label: 'Needed by', cell: (line) => placeTime(line.needed_by), sort: (line) => line.needed_by },
];
const NO_CLASSES = { breaks: [], method: 'single' as const };

export default function StoreDetail() {
  const { code = '' } = useParams();
  const stores = useStores();
  return (
    <Async query={stores} height={360}>
      {(all) => {
        const store = all.find((one) => one.code === code);
        return store ? (
          <Detail store={store} />
        ) : (
          <Empty title={`There is no store ${code}`}>Or it is outside of your stores.</Empty>
        );
      }}
    </Async>
  );
}

function Detail({ store }: { store: Store }) {
  const navigate = useNavigate();
  const may = useMay().plan;
  const [editing, setEditing] = useState(false);
  const lines = useLines({ status: 'OPEN', store: store.code, limit: 100 });
  const shapes = useZoneShapes();
  const where = encodeURIComponent(store.code);
  const served = useServed(store.code).data;
  const pincodes = useMemo(
    () => new Set([store.pincode, ...(served ?? []).map((zone) => zone.pincode)]),
    [store.pincode, served],
  );
  const nearby = useMemo(() => around(shapes.data, pincodes), [shapes.data, pincodes]);
  const shown = useMemo(() => [store], [store]);
  const values = useMemo(() => new Map([...pincodes].map((pincode) => [pincode ?? '', 1])), [pincodes]);
  return (
    <>
      <PageHead
        title={store.name}
        lead={
          <>
            <code>{store.code}</code> · {words(store.kind)}
          </>
        }
      >
        <Link className="btn" to={`/stock?store=${where}`}>
          Stock
        </Link>
        <Link className="btn" to={`/orders?store=${where}`}>
          Sales
        </Link>
        {may && (
          <button type="button" className="btn" onClick={() => setEditing(true)}>
            <Pencil /> Change
          </button>
        )}
      </PageHead>
      <div className="grid cols-side top">
        <section className="card" aria-label="Restock lines">
          <div className="card-head">
            <h2>Restock</h2>
            <Link className="btn small" to={`/restock?store=${where}`}>
              Decide on them
            </Link>
          </div>
          <Table
            label="Open restock lines"
            columns={LINES}
            rows={lines.data?.data}
            rowKey={(line) => line.id}
            pageSize={15}
            onOpen={(line) => void navigate(`/restock?store=${where}&line=${line.id}`)}
            empty={<Empty title="Nothing to order">This store covers its expected demand.</Empty>}
          />
        </section>
        <section className="card card-pad stack">
          {nearby && (
            <ZoneMap
              shapes={nearby}
              values={values}
              classes={NO_CLASSES}
              tooltip={(pincode) => pincode}
              stores={shown}
              height={240}
              tiles={chosenTiles()}
              still
            />
          )}
          <Facts
            rows={[
              ['Pincode', store.pincode ?? '–'],
              [
                'Position',
                store.latitude == null ? (
                  '–'
                ) : (
                  <span key="position" className="num">
                    {store.latitude.toFixed(4)}, {store.longitude?.toFixed(4)}
                  </span>
                ),
              ],
              ['Deliveries by', store.receiving_time?.slice(0, 5) ?? '–'],
              ['Time zone', store.time_zone ?? '–'],
            ]}
          />
        </section>
      </div>
      <div className="grid cols-2" style={{ alignItems: 'start', marginTop: 'var(--s4)' }}>
        <HoursCard code={store.code} may={may} />
        <div className="grid">
          <SupplyCard store={store} may={may} />
          <ZonesCard code={store.code} served={served ?? []} may={may} />
        </div>
      </div>
      {editing && <StoreDialog store={store} onClose={() => setEditing(false)} />}
    </>
  );
}

/** The store's own zone and those it serves, so that the small map shows where it stands and delivers. */
function around(shapes: GeoJSON.FeatureCollection | undefined, pincodes: Set<string | null | undefined>) {
  const features = shapes?.features.filter((feature) => pincodes.has(String(feature.properties?.pincode))) ?? [];
  return features.length > 0 ? { type: 'FeatureCollection' as const, features } : null;
}
