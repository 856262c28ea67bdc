import { Component, type ComponentChildren } from 'preact';
import { t } from '../i18n/language';
import { Empty } from '../parts/States';

interface Props {
  children: ComponentChildren;
}

/** A view that breaks says so, and the rest of the page stays: never blank. Another address shows its view again. */
export class ErrorBoundary extends Component<Props, { broken: boolean; at: string }> {
  override state = { broken: false, at: location.href };

  override componentDidCatch(error: unknown) {
    console.error(error);
    this.setState({ broken: true, at: location.href });
  }

  override render({ children }: Props) {
    if (!this.state.broken || this.state.at !== location.href) return children;
    return <Empty title={t('state.broken')}>{t('state.brokenHint')}</Empty>;
  }
}
