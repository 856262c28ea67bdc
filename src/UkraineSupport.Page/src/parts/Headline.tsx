import type { ComponentChildren } from 'preact';

/** A few figures that say how something stands, each with what it means in one sentence. */
export const Headlines = ({ children }: { children: ComponentChildren }) => <dl class="headlines">{children}</dl>;

interface Props {
  name: string;
  figure: ComponentChildren;
  children: ComponentChildren;
}

export function Headline({ name, figure, children }: Props) {
  return (
    <div>
      <dt>{name}</dt>
      <dd class="big">{figure}</dd>
      <dd>{children}</dd>
    </div>
  );
}
