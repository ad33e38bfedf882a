import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { csvOf } from '@/shared/api/client';
import { useMe, useProducts } from '@/shared/api/queries';
import type { Product } from '@/shared/api/types';
import { counted, money, percent, words } from '@/shared/lib/format';
import { useUrlState } from '@/shared/lib/urlState';
import { Empty, PageHead, SearchBox } from '@/shared/ui/bits';
import { CategoryPick } from '@/shared/ui/pickers';
import { ProblemBox } from '@/shared/ui/ProblemBox';
import { Table, type Column } from '@/shared/ui/Table';
import { marginOf } from './margin';
import { ProductDialog } from './ProductDialog';

const COLUMNS: Column<Product>[] = [
  {
    key: 'name',
    label: 'Product',
    title: true,
    sort: (product) => product.name,
    cell: (product) => (
      <>
        <div className="cell-main">{product.name}</div>
        <div className="cell-sub mono">{product.sku}</div>
      </>
    ),
  },
  {
    key: 'category',
    label: 'Category',
    cell: (product) => product.category?.replaceAll('/', ' › ') ?? '–',
    sort: (product) => product.category,
  },
  {
    key: 'cost',
    label: 'Cost',
    right: true,
    cell: (product) => money(product.unit_cost),
    sort: (product) => product.unit_cost,
  },
  {
    key: 'price',
    label: 'Price',
    right: true,
    cell: (product) => money(product.sale_price),
    sort: (product) => product.sale_price,
  },
  { key: 'margin', label: 'Margin', right: true, cell: (product) => percent(marginOf(product)), sort: marginOf },
  {
    key: 'life',
    label: 'Shelf life',
    right: true,
    cell: (product) => (product.shelf_life_days ? counted(product.shelf_life_days, 'day') : '–'),
    sort: (product) => product.shelf_life_days,
  },
  {
    key: 'unit',
    label: 'Unit',
    wideOnly: true,
    cell: (product) => (product.unit === 'EA' ? 'Each' : words(product.unit)),
  },
];

export default function Products() {
  const url = useUrlState();
  const navigate = useNavigate();
  const role = useMe().data?.role;
  const [creating, setCreating] = useState(false);
  const query = { search: url.value('search'), category: url.value('category'), page: url.page, limit: 50 };
  const products = useProducts(query);
  return (
    <>
      <PageHead title="Products">
        {(role === 'ADMIN' || role === 'PLANNER') && (
          <button type="button" className="btn primary" onClick={() => setCreating(true)}>
            <Plus /> New product
          </button>
        )}
      </PageHead>
      <div className="filters">
        <SearchBox
          value={url.value('search')}
          placeholder="Search name, SKU or barcode"
          onChange={(search) => url.set({ search })}
        />
        <CategoryPick value={url.value('category')} onChange={(category) => url.set({ category })} />
      </div>
      <section className="card">
        {products.error ? (
          <ProblemBox error={products.error} onRetry={() => void products.refetch()} />
        ) : (
          <Table
            label="Products"
            columns={COLUMNS}
            rows={products.data?.data}
            meta={products.data?.meta}
            csv={csvOf('/products', query)}
            onPage={(page) => url.set({ page })}
            rowKey={(product) => product.sku}
            onOpen={(product) => void navigate(`/products/${encodeURIComponent(product.sku)}`)}
            empty={
              <Empty title="No product found">
                Products come with the first upload, or are created here one by one.
              </Empty>
            }
          />
        )}
      </section>
      {creating && <ProductDialog product={null} onClose={() => setCreating(false)} />}
    </>
  );
}
