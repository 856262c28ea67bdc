import { exact, figure } from '../i18n/format';

/** A part of a bar: `kind` is its colour, `label` what it is called. */
export interface Segment {
  kind: string;
  value: number;
  label: string;
}

interface Props {
  segments: Segment[];
  /** What the whole length stands for, when the segments are not all of it. */
  total?: number;
  unit: string;
}

/** A bar in parts that do not overlap: nothing in it is counted twice. */
export function Bar({ segments, total, unit }: Props) {
  const whole = total ?? segments.reduce((all, { value }) => all + value, 0);
  const shown = segments.filter(({ value }) => value > 0);
  const text = shown.map(({ value, label }) => `${label}: ${exact(value, unit)}`).join('; ');
  if (shown.length === 0) return <span class="bar" aria-hidden="true" />;
  return (
    <span class="bar" role="img" aria-label={text} title={text}>
      {shown.map(({ kind, value }) => (
        <span key={kind} class={`fill ${kind}`} style={{ width: `${part(value, whole)}%` }} />
      ))}
    </span>
  );
}

const part = (value: number, whole: number) => (whole > 0 ? Math.min(100, (value / whole) * 100) : 0);

/** What the colours of a bar mean, with the figures when they are of one bar. */
export function Legend({ segments, unit }: { segments: Segment[]; unit?: string }) {
  return (
    <ul class="legend">
      {segments.map(({ kind, label, value }) => (
        <li key={kind}>
          <i class={`fill ${kind}`} aria-hidden="true" />
          {label}
          {unit !== undefined && (
            <>
              {' '}
              <strong data-place={kind} data-value={value}>
                {figure(value, unit)}
              </strong>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
