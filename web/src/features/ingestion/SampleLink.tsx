import { Download } from 'lucide-react';
import { API } from '@/shared/api/client';

/** A small file in the unified format, made by the server so that its days are recent. */
export function SampleLink() {
  return (
    <a className="btn" href={`${API}/demo/sample-sales.csv`} download>
      <Download /> Sample file
    </a>
  );
}
