import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { Combo } from './Combo';

const options = [
  { code: 'MILK', name: 'Milk' },
  { code: 'CURD', name: 'Curd' },
];

it('asks for what is typed, chooses by the arrow keys, and puts back what is not chosen', async () => {
  const onAsk = vi.fn();
  const onChoose = vi.fn();
  const onClear = vi.fn();
  render(
    <Combo
      label="Product"
      placeholder="All"
      chosen="Oats"
      options={options}
      onAsk={onAsk}
      onChoose={onChoose}
      onClear={onClear}
    />,
  );
  const box = screen.getByRole<HTMLInputElement>('combobox');
  expect(box.value).toBe('Oats');
  await userEvent.type(box, 'cu');
  await vi.waitFor(() => expect(onAsk).toHaveBeenLastCalledWith('cu'));
  await userEvent.keyboard('{ArrowDown}{Enter}');
  expect(onChoose).toHaveBeenCalledExactlyOnceWith(options[1]);

  await userEvent.type(box, 'xyz');
  await userEvent.tab();
  expect(box.value).toBe('Oats');
  expect(onClear).not.toHaveBeenCalled();
  await userEvent.clear(box);
  expect(onClear).toHaveBeenCalledOnce();
});
