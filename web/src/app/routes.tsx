import { createBrowserRouter, isRouteErrorResponse, Link, useRouteError } from 'react-router';
import { Empty } from '@/shared/ui/bits';
import { ProblemBox } from '@/shared/ui/ProblemBox';
import { Shell } from './Shell';

const page = (load: () => Promise<{ default: React.ComponentType }>) => async () => ({
  Component: (await load()).default,
});

export const router = createBrowserRouter([
  {
    path: '/sign-in',
    lazy: page(() => import('@/features/identity/SignIn')),
    errorElement: <Broken />,
    hydrateFallbackElement: <div />,
  },
  {
    path: '/',
    element: <Shell />,
    hydrateFallbackElement: <div />,
    errorElement: <Broken />,
    children: [
      {
        errorElement: <Broken />,
        children: [
          { index: true, lazy: page(() => import('@/features/analytics/Dashboard')) },
          { path: 'welcome', lazy: page(() => import('@/features/ingestion/Welcome')) },
          { path: 'map', lazy: page(() => import('@/features/demand/DemandMap')) },
          { path: 'restock', lazy: page(() => import('@/features/replenishment/Restock')) },
          { path: 'forecasts', lazy: page(() => import('@/features/forecasting/Forecasts')) },
          { path: 'alerts', lazy: page(() => import('@/features/alerts/Alerts')) },
          { path: 'products', lazy: page(() => import('@/features/catalog/Products')) },
          { path: 'products/:sku', lazy: page(() => import('@/features/catalog/ProductDetail')) },
          { path: 'scale-labels', lazy: page(() => import('@/features/catalog/ScaleLabels')) },
          { path: 'suppliers', lazy: page(() => import('@/features/catalog/Suppliers')) },
          { path: 'stores', lazy: page(() => import('@/features/stores/Stores')) },
          { path: 'stores/:code', lazy: page(() => import('@/features/stores/StoreDetail')) },
          { path: 'stock', lazy: page(() => import('@/features/inventory/Stock')) },
          { path: 'transfers', lazy: page(() => import('@/features/inventory/Transfers')) },
          { path: 'transfers/:id', lazy: page(() => import('@/features/inventory/TransferDetail')) },
          { path: 'counts', lazy: page(() => import('@/features/inventory/Counts')) },
          { path: 'counts/:id', lazy: page(() => import('@/features/inventory/CountDetail')) },
          { path: 'books', lazy: page(() => import('@/features/inventory/Books')) },
          { path: 'orders', lazy: page(() => import('@/features/orders/Sales')) },
          { path: 'orders/:id', lazy: page(() => import('@/features/orders/OrderDetail')) },
          { path: 'customers', lazy: page(() => import('@/features/orders/Customers')) },
          { path: 'customers/:code', lazy: page(() => import('@/features/orders/CustomerDetail')) },
          { path: 'purchase-orders', lazy: page(() => import('@/features/orders/PurchaseOrders')) },
          { path: 'purchase-orders/new', lazy: page(() => import('@/features/orders/PurchaseForm')) },
          { path: 'purchase-orders/:id/edit', lazy: page(() => import('@/features/orders/PurchaseForm')) },
          { path: 'purchase-orders/:id', lazy: page(() => import('@/features/orders/PurchaseOrderDetail')) },
          { path: 'imports', lazy: page(() => import('@/features/ingestion/Imports')) },
          { path: 'imports/:id', lazy: page(() => import('@/features/ingestion/ImportReport')) },
          { path: 'jobs', lazy: page(() => import('@/features/jobs/Jobs')) },
          { path: 'audit', lazy: page(() => import('@/features/identity/Audit')) },
          { path: 'settings', lazy: page(() => import('@/features/identity/Settings')) },
          { path: '*', element: <NotHere /> },
        ],
      },
    ],
  },
]);

function NotHere() {
  return (
    <Empty
      title="There is no such page"
      action={
        <Link className="btn" to="/">
          Go to the dashboard
        </Link>
      }
    >
      The address may be mistyped, or the page has moved.
    </Empty>
  );
}

function Broken() {
  const error = useRouteError();
  if (isRouteErrorResponse(error) && error.status === 404) return <NotHere />;
  // A page's file is gone after the server was updated under an open tab: loading anew brings the new app.
  const outdated = error instanceof TypeError && /dynamically imported module|module script/i.test(error.message);
  return (
    <div className="page">
      <ProblemBox
        error={outdated ? new Error('Shelfcast was updated while this page was open. Load it anew to go on.') : error}
        onRetry={() => location.reload()}
      />
    </div>
  );
}
