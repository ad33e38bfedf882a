/** When a store is open, as the server says it; a span that closes at 00:00:00 lasts until midnight. */
export interface Span {
  opens: string;
  closes: string;
}
export const WEEKDAYS = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'] as const;
export type Weekday = (typeof WEEKDAYS)[number];
export interface SpecialDay {
  day: string;
  name: string;
  spans: Span[];
  whole_chain: boolean;
}
export interface Hours {
  store: string;
  week: { weekday: Weekday; spans: Span[] }[];
  special_days: SpecialDay[];
  days: { day: string; spans: Span[] | null; name: string | null }[];
  open_now: boolean | null;
}

const clock = (time: string) => time.slice(0, 5);

/** 09:00–13:00, 17:00–24:00; “Closed”; “All day”; null where nobody has said. */
export function hoursText(spans: Span[] | null | undefined): string | null {
  if (!spans) return null;
  if (spans.length === 0) return 'Closed';
  const text = spans
    .map((span) => `${clock(span.opens)}–${clock(span.closes) === '00:00' ? '24:00' : clock(span.closes)}`)
    .join(', ');
  return text === '00:00–24:00' ? 'All day' : text;
}

const TIME = String.raw`(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?`;
const SPAN = new RegExp(`^${TIME}\\s*(?:-|–|to)\\s*${TIME}$`, 'i');

/** What a person writes for a day: “9-13, 17-21”, “9am to 9pm”, “closed”, “all day”; null where it cannot be read. */
export function readHours(text: string): Span[] | null {
  const plain = text.trim();
  if (/^closed$/i.test(plain)) return [];
  if (/^(all day|24 ?h)$/i.test(plain)) return [{ opens: '00:00', closes: '00:00' }];
  const spans: Span[] = [];
  for (const part of plain.split(/[,;]/)) {
    const found = SPAN.exec(part.trim());
    const opens = found && timeOf(found.slice(1, 4));
    const closes = found && timeOf(found.slice(4, 7));
    if (!opens || !closes || opens === '24:00') return null;
    spans.push({ opens, closes: closes === '24:00' ? '00:00' : closes });
  }
  return spans;
}

function timeOf([hours, minute = '00', half]: (string | undefined)[]): string | null {
  let hour = Number(hours);
  if (half && (hour < 1 || hour > 12)) return null;
  if (half) hour = (hour % 12) + (half.toLowerCase() === 'pm' ? 12 : 0);
  if (hour > 24 || Number(minute) > 59 || (hour === 24 && minute !== '00')) return null;
  return `${String(hour).padStart(2, '0')}:${minute}`;
}

/** 110037, 110070 110071: what was typed or pasted, each once. */
export const readPincodes = (text: string) => [...new Set(text.split(/[\s,;]+/).filter(Boolean))];
