import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { t } from '../i18n/language';
import { arrived } from './routing';

/**
 * The heading of a view. Who comes to it by a link has the focus there: a screen reader says where they are.
 * `of` is its plain text where it holds more than that.
 */
export function Title({ children, over, of }: { children: ComponentChildren; over?: ComponentChildren; of?: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const text = of ?? String(children);
  useEffect(() => {
    document.title = `${text} – ${t('app.name')}`;
  }, [text]);
  useEffect(() => {
    if (arrived()) heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <>
      {over && <p class="over">{over}</p>}
      <h1 ref={heading} tabIndex={-1}>
        {children}
      </h1>
    </>
  );
}
