import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { ScanBox } from './ScanBox';

afterEach(() => vi.unstubAllGlobals());

function answered(status: number, body: unknown) {
  const asked = vi.fn((_path: string) =>
    Promise.resolve(new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } })),
  );
  vi.stubGlobal('fetch', asked);
  return asked;
}

function box(onScan = vi.fn()) {
  render(
    <QueryClientProvider client={new QueryClient()}>
      <ScanBox label="Scan" onScan={onScan} />
    </QueryClientProvider>,
  );
  return { onScan, input: screen.getByLabelText<HTMLInputElement>('Scan') };
}

it('asks for what a scanner typed, separator included, and is empty for the next scan', async () => {
  const asked = answered(200, { sku: 'MILK', quantity: 12 });
  const { onScan, input } = box();
  await userEvent.type(input, '0109521234543213');
  await userEvent.type(input, '10A{Control>}]{/Control}17261231{Enter}');
  expect(input.value).toBe('');
  expect(asked.mock.calls[0]?.[0]).toBe(`/api/v1/barcodes?code=010952123454321310A${encodeURIComponent('␝')}17261231`);
  await vi.waitFor(() => expect(onScan.mock.calls[0]?.[0]).toEqual({ sku: 'MILK', quantity: 12 }));
});

it('says in the server’s words why a code cannot be read', async () => {
  answered(400, { detail: 'its check digit would be 1' });
  const { onScan, input } = box();
  await userEvent.type(input, '4006381333932{Enter}');
  expect((await screen.findByRole('alert')).textContent).toBe('its check digit would be 1');
  expect(onScan).not.toHaveBeenCalled();
});
