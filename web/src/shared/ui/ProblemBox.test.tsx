import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { offline, problemFrom } from '@/shared/api/client';
import { fieldError, ProblemBox } from './ProblemBox';

const refusal = problemFrom(
  409,
  {
    title: 'Conflict',
    detail: 'The sale asks for 12 of MILK-1L but store DEL123 has 7. Maybe count the shelf or sell less.',
    code: 'INSUFFICIENT_STOCK',
    correlation_id: 'c-42',
    errors: [{ field: 'lines[0].quantity', reason: 'is above the stock' }],
  },
  null,
);

it("shows the server's words, the fields and the reference", () => {
  render(<ProblemBox error={refusal} />);
  expect(screen.getByRole('alert').textContent).toContain(
    'but store DEL123 has 7. Maybe count the shelf or sell less.',
  );
  expect(screen.getByText('lines[0].quantity')).toBeDefined();
  expect(screen.getByText('c-42')).toBeDefined();
});

it('names the reference of the response when the body has none', () => {
  render(<ProblemBox error={problemFrom(502, undefined, 'from-header')} />);
  expect(screen.getByText('from-header')).toBeDefined();
  expect(screen.getByRole('alert').textContent).toContain('The server could not answer');
});

it('says what to check when the server cannot be reached', () => {
  render(<ProblemBox error={offline()} />);
  expect(screen.getByRole('alert').textContent).toContain('Check that it is running');
});

it('finds the message of one field, nested or not', () => {
  expect(fieldError(refusal, 'quantity')).toBe('is above the stock');
  expect(fieldError(refusal, 'name')).toBeUndefined();
});
