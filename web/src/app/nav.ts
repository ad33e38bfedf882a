import {
  BarChart3,
  Bell,
  Boxes,
  ClipboardList,
  Factory,
  FileUp,
  LayoutDashboard,
  ListChecks,
  Lock,
  Map,
  Package,
  Receipt,
  Scale,
  ScrollText,
  Settings,
  Store,
  ClipboardCheck,
  TimerReset,
  Truck,
  Users,
  type LucideIcon,
} from 'lucide-react';

export interface Place {
  to: string;
  label: string;
  icon: LucideIcon;
  /** For administrators only. */
  guarded?: boolean;
}

export const groups: { title: string; places: Place[] }[] = [
  {
    title: 'Today',
    places: [
      { to: '/', label: 'Dashboard', icon: LayoutDashboard },
      { to: '/map', label: 'Demand map', icon: Map },
      { to: '/restock', label: 'Restock', icon: ListChecks },
      { to: '/forecasts', label: 'Forecasts', icon: BarChart3 },
      { to: '/alerts', label: 'Alerts', icon: Bell },
    ],
  },
  {
    title: 'Stock and orders',
    places: [
      { to: '/stock', label: 'Stock levels', icon: Boxes },
      { to: '/transfers', label: 'Transfers', icon: Truck },
      { to: '/counts', label: 'Counts', icon: ClipboardCheck },
      { to: '/orders', label: 'Sales and orders', icon: Receipt },
      { to: '/purchase-orders', label: 'Purchase orders', icon: ClipboardList },
    ],
  },
  {
    title: 'The chain',
    places: [
      { to: '/products', label: 'Products', icon: Package },
      { to: '/suppliers', label: 'Suppliers', icon: Factory },
      { to: '/stores', label: 'Stores', icon: Store },
      { to: '/customers', label: 'Customers', icon: Users },
    ],
  },
  {
    title: 'Behind it',
    places: [
      { to: '/imports', label: 'Uploads', icon: FileUp },
      { to: '/jobs', label: 'Jobs', icon: TimerReset },
      { to: '/books', label: 'Closed books', icon: Lock },
      { to: '/scale-labels', label: 'Scale labels', icon: Scale, guarded: true },
      { to: '/audit', label: 'Audit trail', icon: ScrollText, guarded: true },
      { to: '/settings', label: 'Settings', icon: Settings },
    ],
  },
];

/** What fits below the thumb; the rest is in the drawer. */
export const bottom = ['/', '/map', '/restock', '/stock'];
