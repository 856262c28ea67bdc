import { useEffect } from 'preact/hooks';
import { instant } from '../i18n/format';
import { t } from '../i18n/language';
import { useStanding } from './useStanding';

const everyPage = new CSSStyleSheet();
document.adoptedStyleSheets.push(everyPage);

/** On paper: of when the figures are, above them and, where the browser prints margins, at the foot of each page. */
export function PrintDate() {
  const { since } = useStanding();
  const text = since ? t('footer.asOf', { time: instant(new Date(since).toISOString()) }) : '';
  useEffect(() => {
    const foot = `@bottom-left { content: ${JSON.stringify(text)}; font-size: 8pt; }`;
    const number = '@bottom-right { content: counter(page) "/" counter(pages); font-size: 8pt; }';
    everyPage.replaceSync(text ? `@page { ${foot} ${number} }` : '');
  }, [text]);
  return <p class="print-date page">{text}</p>;
}
