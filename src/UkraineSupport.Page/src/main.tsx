import { render } from 'preact';
import { App } from './app/App';
import { loadFirst, preload } from './app/routing';
import { applyTheme } from './app/theme';
import { startTexts } from './i18n/language';
import { renewWhenReplaced } from './app/renew';
import './style/base.css';
import './style/shell.css';
import './style/parts.css';
import './style/tables.css';
import './style/views.css';
import './style/forms.css';
import './style/print.css';

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

applyTheme();
renewWhenReplaced();
// What cannot be loaded leaves English, and the view to say what is wrong: never a blank page.
await Promise.allSettled([startTexts(), Promise.race([loadFirst(), pause(1_000)])]);
render(<App />, document.getElementById('page')!);
(window.requestIdleCallback ?? setTimeout)(preload);
