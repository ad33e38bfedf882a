import { useRef, type KeyboardEvent, type ReactNode } from 'react';

/** Sections of a page, one at a time; the arrow keys move between them. */
export function Tabs<T extends string>(props: {
  label: string;
  value: T;
  tabs: { value: T; label: string }[];
  onChange: (value: T) => void;
  children: ReactNode;
}) {
  const bar = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!by) return;
    event.preventDefault();
    const at = props.tabs.findIndex((tab) => tab.value === props.value);
    const next = (at + by + props.tabs.length) % props.tabs.length;
    const tab = props.tabs[next];
    if (tab) props.onChange(tab.value);
    bar.current?.querySelectorAll('button')[next]?.focus();
  };
  return (
    <>
      <div className="tabs" role="tablist" aria-label={props.label} ref={bar} onKeyDown={move}>
        {props.tabs.map((tab) => (
          <button
            key={tab.value}
            type="button"
            role="tab"
            id={`tab-${tab.value}`}
            aria-selected={tab.value === props.value}
            aria-controls="tab-panel"
            tabIndex={tab.value === props.value ? 0 : -1}
            onClick={() => props.onChange(tab.value)}
          >
            {tab.label}
          </button>
        ))}
      </div>
      <div role="tabpanel" id="tab-panel" aria-labelledby={`tab-${props.value}`}>
        {props.children}
      </div>
    </>
  );
}
