import { useQuery } from '@tanstack/react-query';
import { Pencil } from 'lucide-react';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { get } from '@/shared/api/client';
import { keys, useStoreName, useMay } from '@/shared/api/queries';
import type { Listing, Product, StockLevel } from '@/shared/api/types';
import { counted, money, percent, whole } from '@/shared/lib/format';
import { Async } from '@/shared/ui/Async';
import { Empty, Figure, PageHead } from '@/shared/ui/bits';
import { figures, Table, type Column } from '@/shared/ui/Table';
import { DateKind } from './DateKind';
import { marginOf } from './margin';
import { PacksCard } from './PacksCard';
import { ProductDialog } from './ProductDialog';
import { SuppliersCard } from './SuppliersCard';
import { ProductImage } from './ProductImage';

const levelsOf = (storeName: (code: string) => string): Column<StockLevel>[] => [
  {
    key: 'store',
    label: 'Store',
    title: true,
    cell: (row) => <span className="cell-main">{storeName(row.store)}</span>,
    sort: (row) => storeName(row.store),
  },
  figures('on_hand', 'On hand'),
  figures('reserved', 'Reserved'),
  figures('available', 'Available'),
  figures('incoming', 'Incoming'),
  figures('position', 'Position'),
];

export default function ProductDetail() {
  const { sku = '' } = useParams();
  const navigate = useNavigate();
  const levelColumns = levelsOf(useStoreName());
  const may = useMay().plan;
  const [editing, setEditing] = useState(false);
  const product = useQuery({
    queryKey: [...keys.products, 'one', sku],
    queryFn: () => get<Product>(`/products/${encodeURIComponent(sku)}`),
  });
  const levels = useQuery({
    queryKey: [...keys.levels, 'list', { sku }],
    queryFn: () => get<Listing<StockLevel>>('/inventory/levels', { sku, limit: 500 }),
  });
  const total = levels.data?.data.reduce((sum, row) => sum + row.on_hand, 0);
  return (
    <Async query={product} height={360}>
      {(data) => (
        <>
          <PageHead
            title={data.name}
            lead={
              <>
                <code>{data.sku}</code>
                {data.category && ` · ${data.category.replaceAll('/', ' › ')}`}
              </>
            }
          >
            <Link className="btn" to={`/forecasts?sku=${encodeURIComponent(sku)}`}>
              Forecast
            </Link>
            {may && (
              <button type="button" className="btn" onClick={() => setEditing(true)}>
                <Pencil /> Change
              </button>
            )}
          </PageHead>
          <div className="stack">
            <section className="card with-image">
              <ProductImage product={data} may={may} />
              <dl className="figures">
                <Figure label="Price" value={money(data.sale_price)} />
                <Figure label="Cost" value={money(data.unit_cost)} />
                <Figure
                  label="Margin"
                  value={percent(marginOf(data))}
                  note={money(data.sale_price - data.unit_cost) + ' a unit'}
                />
                <Figure label="On hand, all stores" value={whole(total)} />
                <Figure
                  label="Shelf life"
                  value={data.shelf_life_days ? counted(data.shelf_life_days, 'day') : '–'}
                  note={data.lot_tracked ? 'lots are kept' : 'no lots kept'}
                />
              </dl>
            </section>
            <PacksCard product={data} may={may} />
            <SuppliersCard product={data} may={may} />
            {data.lot_tracked && <DateKind sku={sku} may={may} />}
            <section className="card" aria-label="Stock per store">
              <div className="card-head">
                <h2>Stock per store</h2>
              </div>
              <Table
                label="Stock per store"
                columns={levelColumns}
                rows={levels.data?.data}
                rowKey={(row) => row.store + (row.lot ?? '')}
                onOpen={(row) =>
                  void navigate(`/stock?store=${encodeURIComponent(row.store)}&sku=${encodeURIComponent(sku)}`)
                }
                empty={
                  <Empty title="No store has had this product">
                    Stock appears with the first receipt, count or sale.
                  </Empty>
                }
              />
            </section>
          </div>
          {editing && <ProductDialog product={data} onClose={() => setEditing(false)} />}
        </>
      )}
    </Async>
  );
}
