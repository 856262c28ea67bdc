import { render } from 'preact';
import { App } from './app/App';
import { preload } from './app/routing';
import { applyTheme } from './app/theme';
import { startTexts } from './i18n/language';
import './style/base.css';
import './style/shell.css';
import './style/parts.css';
import './style/tables.css';
import './style/views.css';
import './style/print.css';

applyTheme();
await startTexts();
render(<App />, document.getElementById('page')!);
(window.requestIdleCallback ?? setTimeout)(preload);
