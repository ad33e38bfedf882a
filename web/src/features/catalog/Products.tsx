import { useNavigate } from 'react-router';
import { csvOf } from '@/shared/api/client';
import { useMay, useProducts } from '@/shared/api/queries';
import type { Product } from '@/shared/api/types';
import { counted, money, percent, words } from '@/shared/lib/format';
import { useUrlState } from '@/shared/lib/urlState';
import { Empty } from '@/shared/ui/bits';
import { ListPage, SearchFilter } from '@/shared/ui/ListPage';
import { CategoryPick } from '@/shared/ui/pickers';
import { figures, type Column, nameColumn } from '@/shared/ui/Table';
import { marginOf } from './margin';
import { ProductDialog } from './ProductDialog';

const COLUMNS: Column<Product>[] = [
  nameColumn('Product', 'name', 'sku'),
  {
    key: 'category',
    label: 'Category',
    cell: (product) => product.category?.replaceAll('/', ' › ') ?? '–',
    sort: (product) => product.category,
  },
  figures('unit_cost', 'Cost', money),
  figures('sale_price', 'Price', money),
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
  const query = url.query('search', 'category');
  return (
    <ListPage
      title="Products"
      make={
        useMay().plan && {
          label: 'New product',
          dialog: (close) => <ProductDialog product={null} onClose={close} />,
        }
      }
      filters={
        <>
          <SearchFilter placeholder="Search name, SKU or barcode" />
          <CategoryPick value={url.value('category')} onChange={(category) => url.set({ category })} />
        </>
      }
      found={useProducts(query)}
      columns={COLUMNS}
      csv={csvOf('/products', query)}
      rowKey={(product) => product.sku}
      onOpen={(product) => void navigate(`/products/${encodeURIComponent(product.sku)}`)}
      empty={
        <Empty title="No product found">Products come with the first upload, or are created here one by one.</Empty>
      }
    />
  );
}
