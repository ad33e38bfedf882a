import { useUrlState } from '@/shared/lib/urlState';
import { PageHead } from '@/shared/ui/bits';
import { Tabs } from '@/shared/ui/Tabs';
import { AccuracyView } from './AccuracyView';
import { ModelsView } from './ModelsView';
import { OneProduct } from './OneProduct';
import { Train } from './Train';

const VIEWS = [
  { value: 'product', label: 'One product' },
  { value: 'accuracy', label: 'Accuracy' },
  { value: 'models', label: 'Models' },
];
/** What belongs to one section means nothing in the next; the product stays for the way back. */
const OF_ONE_SECTION = { in: null, by: null, period: null, fva: null, category: null, method: null, status: null };

export default function Forecasts() {
  const url = useUrlState({ view: 'product' });
  const view = url.value('view');
  return (
    <>
      <PageHead title="Forecasts" lead="What will be sold, with its range and its reasons, and how right it was.">
        <Train />
      </PageHead>
      <Tabs label="Forecasts" value={view} tabs={VIEWS} onChange={(next) => url.set({ ...OF_ONE_SECTION, view: next })}>
        {view === 'accuracy' ? <AccuracyView /> : view === 'models' ? <ModelsView /> : <OneProduct />}
      </Tabs>
    </>
  );
}
