import type { ComponentChildren } from 'preact';

type Fact = [name: string, value: ComponentChildren];

/** Names and values; those without a value are left out. */
export function Facts({ of }: { of: Fact[] }) {
  return (
    <dl class="facts">
      {of
        .filter(([, value]) => value !== null && value !== undefined && value !== '' && value !== false)
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

/** A part of a view under a heading of its own. */
export function Part(props: { title: string; lead?: ComponentChildren; id?: string; children: ComponentChildren }) {
  return (
    <section class="part" id={props.id}>
      <h2>{props.title}</h2>
      {props.lead && <p class="lead">{props.lead}</p>}
      {props.children}
    </section>
  );
}
